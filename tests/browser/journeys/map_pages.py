"""The pages of the relationship map and of a family, for the walk through every screen."""

from tests.browser.journeys.built import Built

MAP_FORMS = {
    "/clients/{ines}/couples/new": "Add couple",
    "/clients/{ines}/kin/new": "Note loss",
    "/clients/{ines}/people/{marco}/parents": "Save parents",
    "/clients/{ines}/people/{marco}/closeness": "Note it",
    "/clients/{ines}/family/import": "Look through the family",
}


def map_pages_of(built: Built) -> dict[str, list[str]]:
    """Their addresses, by the name of the view."""
    ines, nora = f"/clients/{built.ines}", f"/clients/{built.nora}"
    return {
        "clients.add_couple": [f"{ines}/couples/new"],
        "clients.change_couple": [f"{ines}/couples/{built.couple}"],
        "clients.note_loss": [f"{ines}/kin/new"],
        "clients.change_loss": [f"{ines}/kin/{built.loss}"],
        "clients.add_parents": [f"{ines}/people/{built.marco}/parents"],
        "clients.note_closeness": [f"{ines}/people/{built.marco}/closeness"],
        "patterns.relationship_map": [
            f"{ines}/map",
            f"{ines}/map?sessions=1-12&who={built.marco}",
            f"{ines}/map?first=5&last=9",
            f"{ines}/map?who={built.loss}",
            f"{nora}/map",
        ],
        "patterns.person_passages": [f"{ines}/map/{built.marco}/passages?sessions=1-12"],
        "records.family_out": [f"{ines}/family/export"],
        "records.family_in": [f"{ines}/family/import"],
        "patterns.move_person": [
            f"{ines}/map/{built.marco}/move",
            f"{ines}/map/{built.loss}/move",
        ],
    }
