"""Recent changes: what a person changed or removed in thirty days, each with its way back.

How a feature makes an act of its own undoable, in three steps:

1.  Its view remembers the act in the transaction that does it:

        service.remove_person(client, person_id=person_id, today=day, keyring=keyring)
        act = Act("person-removed", "Removed Marco, partner", details, client_id, whose)
        undo = remembered(act)
        db.session.commit()
        say("person-removed", undo=undo)

    `details` is a `Part` of the feature's own with just what the act changed: how it was and how
    it became.  All of it is sealed under the person's master key, so names may stand in it.

2.  When it is wired, it says how its kind is taken back, and on which page the change is seen:

        register_undo("person-removed", undo=..., redo=..., place=...)

    An undo is the act's own inverse and never an old copy of the record: it reverses what the act
    changed and leaves alone what was changed beside it.  Where something was changed on top it
    raises `CannotUndo`, with the code of a sentence, before it changes anything.
    `reversing.taken_back` does this for a struct, field by field.

3.  Its view hands `say` the address that `remembered` gave it.

Nothing here knows a feature, and no row is ever rewritten: that a change was undone, or done again,
is remembered in a row of its own.
"""
