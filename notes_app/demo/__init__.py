"""A believable practice to explore: eight clients, about 260 sessions, everything invented.

`arcs`, `calendar`, `script`, `choosing`, `composing`, `writing` and `practice` are pure: the same
payloads from the same day, no key and no database.  `people` holds a module and a text file for
each client; `script` says how the text is written.  `service` stores it all through the product's
own services, `cli` is `flask --app notes_app demo`.

What each later part of the product adds here, as domain.md 10 plans it:

* grants: themes grants to Ruth for Kestrel, Swift and Martin, one that expires, one for a session;
* lending: one live and one expired passage; forty passages of Kestrel for blind calibration;
* comments: nine by Ruth, on tags and patterns only; "themes reviewed"; a thread on Swift;
* co-signing: a note of Martin returned once and co-signed;
* measures: the personal questionnaire (Kestrel), PHQ-9 and GAD-7 (Dunlin, Swift, Wren, Martin with
  item 9 above 0 at 19), CORE-10 totals as a custom measure (Plover);
* alliance lines, stages of the focus themes, episodes with expected
  and actual response, ruptures and repairs as records, new ways tried and followed up;
* note formats: BIRP for Teal, the history session of Plover (Dunlin's notes are in DAP);
* codebook: a theme split, a theme retired;
* records: a consent that expired, legal hold (Martin), retention (Rook), one destroyed client.
"""
