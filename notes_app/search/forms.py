"""The form of a search.  Its words are sent in a body, never in an address."""

from uuid import UUID

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from notes_app.clients.payloads import Pole
from notes_app.clients.queries import ClientCard
from notes_app.notes.lists import PLACES_IN_LIFE
from notes_app.search.asked import Among, Asked, Only
from notes_app.search.matching import Query, TooMuchAsked, query_of
from notes_app.search.queries import Surroundings
from notes_app.web.fields import Day, Form, choices_of
from notes_app.web.ids import uuid_in

AMONG_WORDS = {Among.WORDS: "Words", Among.THEMES: "Themes", Among.PEOPLE: "People"}
STRENGTH_WORDS = {strength: f"{strength} of 5" for strength in range(1, 6)}
NOTHING = {
    Among.WORDS: "Write what to look for, like withdr* or “lay still”. Narrow it down has themes.",
    Among.THEMES: "Write part of a theme’s name, or choose a theme under Narrow it down.",
    Among.PEOPLE: "Write part of a name or a role, or choose a person under Narrow it down.",
}


class SearchForm(Form):
    """What to look for, and where."""

    sought = StringField("Search your notes", filters=[lambda typed: (typed or "").strip()])
    client = SelectField("Clients")
    among = RadioField("What", choices=choices_of(AMONG_WORDS), default=str(Among.WORDS))
    theme = SelectField("Theme")
    person = SelectField("Person")
    pole = SelectField("Place in life", choices=choices_of(PLACES_IN_LIFE, "Any"))
    strength = SelectField("Strength, at least", choices=choices_of(STRENGTH_WORDS, "Any"))
    since = Day("Since")
    until = Day("Until")
    unsigned = BooleanField("Not signed only")
    private = BooleanField("Private process notes too", default=True)
    after = HiddenField()

    def offer(self, around: Surroundings, client_id: UUID | None) -> None:
        """Fill in the choices; people are those of the client at hand."""
        labels = {card.client_id: card.label for card in around.cards.values()}
        self.client.choices = choices_of(labels, "All clients")
        self.lineage = around.codebook.lineage
        names = sorted((t.name, t.code) for t in around.codebook if t.merged_into is None)
        self.theme.choices = choices_of({code: name for name, code in names}, "Any theme")
        card = around.cards.get(client_id) if client_id else None
        self.person.choices = choices_of(_people_of(card), "Anybody")

    def validate_sought(self, field: StringField) -> None:
        """Something must be asked for, and not too much.

        Without words, what was chosen under Narrow it down is what to look for: tags, not words.
        """
        try:
            query = query_of(field.data)
        except TooMuchAsked as refused:
            raise ValidationError(str(refused)) from None
        if query.terms:
            return
        among = Among(self.among.data) if self.among.data in set(Among) else Among.WORDS
        if not self.only().of_tags:
            raise ValidationError(NOTHING[among])
        if among is Among.WORDS:
            self.among.data = str(Among.THEMES)

    def validate_until(self, field: Day) -> None:
        """No stretch of time ends before it begins."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError("Until lies before Since. Change one of them.")

    @property
    def query(self) -> Query:
        """What was typed, once it is known to be valid."""
        return query_of(self.sought.data)

    def asked(self) -> Asked:
        """The whole search."""
        return Asked(
            query=self.query,
            among=Among(self.among.data),
            only=self.only(),
            process=self.private.data,
            after=uuid_in(self.after.data),
        )

    def sent(self) -> dict[str, str]:
        """Every field as it was sent, to ask the same again."""
        fields = {field.name: str(field.raw_data[0]) for field in self if field.raw_data}
        fields.pop("csrf_token", None)
        return fields

    def only(self) -> Only:
        """What narrows it."""
        return Only(
            client=uuid_in(self.client.data),
            theme=self.theme.data or None,
            merged=frozenset(self.lineage.of(self.theme.data)) if self.theme.data else frozenset(),
            person=uuid_in(self.person.data),
            pole=Pole(self.pole.data) if self.pole.data in set(Pole) else None,
            strength=int(self.strength.data) if (self.strength.data or "").isdecimal() else 0,
            since=self.since.data,
            until=self.until.data,
            unsigned=self.unsigned.data,
        )


def _people_of(card: ClientCard | None) -> dict[UUID, str]:
    return card.called_by_person if card else {}
