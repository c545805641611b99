"""A believable practice to explore: eight clients, about 260 sessions, everything invented.

`arcs`, `calendar`, `script`, `choosing`, `composed`, `layouts`, `composing`, `writing`, `course`,
`measures`, `facts` and `practice` are pure: the same payloads from the same day, no key and no
database.  `people` holds a module and a text file for each client; `script` says how the text is
written, `course` what is told beside the text: the goal, strains in the alliance, new ways tried,
questionnaires.  `service` stores it all through the product's own services, `signing` signs it,
`cli` is `flask --app notes_app demo`.

What stands here of domain.md 10: signed notes, one late entry, addenda, one entered in error, a
draft left open; themes that were merged, renamed and retired; notes in DAP (Dunlin) and in BIRP
(Teal), the history session of Plover; standing hours of the seven who come; alliance, distress and
interventions in every note; new ways that were kept, dropped, met with mixed reactions, carried
over; PHQ-9 and GAD-7 (Dunlin, Swift, Wren, and Martin with item 9 above 0 from 19 to 21), the
personal questionnaire (Kestrel), CORE-10 totals (Plover); themes grants to Ruth for Kestrel, Swift
and Martin, passages lent, over and taken back, comments on tags and patterns only, one signed
record of Teal opened for her and read on two days (`supervising`), forty passages tagged blind
(`calibrating`), a year of supervision hours on both sides (`logs`).

Where it keeps less than was planned: a wish is heard in a sixth of the episodes and not in two
thirds. An episode has one or two passages, and one or two of a client's themes are wishes; more of
them needs more passages that tell a wish, not other names for those that tell something else.

What later parts of the product add:

* co-signing: a note of Martin returned once and co-signed;
* stages of the focus themes, episodes with expected and actual response;
* codebook: a theme split;
* records: a consent that expired, legal hold (Martin), retention (Rook), one destroyed client.
"""
