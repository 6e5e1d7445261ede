"""The kinds that the model knows, each with its Dutch names and with what follows from it for rules, pages and drawings.

A kind that does not say all of it cannot be made: Python stops at the line where it stands.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal, Self, get_args

Place = Literal["home", "school", "outside"]
Sort = Literal["someone", "meeting", "board"]
Control = Literal["line", "box", "options", "scale"]


def known(kind: Kind, word: str, allowed: Any, what: str) -> str:
    """A word that the line of a kind says, where only some mean anything. Raises ValueError for another."""
    if word not in get_args(allowed):
        told = f"'{word}' is geen {what}; kies uit: {', '.join(get_args(allowed))}"
        raise ValueError(f"{type(kind).__name__} '{kind.value}': {told}")
    return word


class Kind(StrEnum):
    """A text that an editor types, and all that the program knows of it."""

    def __new__(cls, value: str, *rest: object) -> Self:
        """The member for a value; what else its line says is for its own `__init__`."""
        made = str.__new__(cls, value)
        made._value_ = value
        return made


class RoleKind(Kind):
    """What a role is: where it stands, and whether it is someone or a gathering that decides."""

    person = "person", "Mensen op school", "Functie op school", "school", "someone"
    meeting = "meeting", "Overleggen", "Overleg", "school", "meeting"
    body = "body", "Commissies en bestuur", "Commissie of bestuur", "school", "board"
    outside = "outside", "Buiten de school", "Buiten de school", "outside", "someone"
    family = "family", "Leerling en thuis", "Leerling en thuis", "home", "someone"

    def __init__(self, value: str, many: str, one: str, place: Place, sort: Sort) -> None:
        self.many, self.one, self.place = many, one, known(self, place, Place, "plek")
        known(self, sort, Sort, "groep")
        self.gathers, self.lists_members = sort != "someone", sort == "meeting"

    @property
    def at_home(self) -> bool:
        """The pupil and the family: they stand in every sentence."""
        return self.place == "home"

    @property
    def at_school(self) -> bool:
        return self.place == "school"

    @property
    def is_staff(self) -> bool:
        """A function at school, with a place on a care line."""
        return self.at_school and not self.gathers

    @property
    def can_be_met(self) -> bool:
        """Someone whom a pupil meets: at school or outside, and no gathering."""
        return not self.at_home and not self.gathers


class RouteKind(Kind):
    """What a route is for."""

    escalation = "escalation", "Als het niet genoeg is", "Hulp opschalen"
    referral = "referral", "Naar een plek buiten de school", "Verwijzing"
    admission = "admission", "Op school komen of overstappen", "Toelating en overstap"
    procedure = "procedure", "Zo werkt het", "Werkwijze"

    def __init__(self, value: str, many: str, one: str) -> None:
        self.many, self.one = many, one


class StatusNow(Kind):
    """How a word stands today."""

    current = "current", "geldt nog", True
    renamed = "renamed", "heet nu anders", False
    ended = "ended", "bestaat niet meer", False
    local = "local", "woord van deze school", True
    unknown = "unknown", "onbekend", True

    def __init__(self, value: str, one: str, may_hold: bool) -> None:
        self.one, self.may_hold = one, may_hold


class Named(Kind):
    """A kind of which nothing follows but what it is called."""

    def __init__(self, value: str, one: str) -> None:
        self.one = one


class HoldsNow(Named):
    """Whether a record holds today."""

    now = "now", "geldt nu"
    then = "then", "geldt niet meer"
    unknown = "unknown", "niet bekend of het nog geldt"


class Degree(Named):
    """How soon someone in need must act."""

    now = "now", "Nu"
    today = "today", "Vandaag"
    soon = "soon", "Binnenkort"


class Region(Named):
    """A part of the country with holidays of its own."""

    noord = "noord", "regio Noord"
    midden = "midden", "regio Midden"
    zuid = "zuid", "regio Zuid"


class ProofKind(Kind):
    """How a promise is proved: which fields of a proof say what must be so, and the same in words before where it stands."""

    gate = (
        "gate",
        ("by", "how"),
        "Op elke weg hierheen ligt een toestemming. Na een nee, of zonder antwoord, komt niemand hier:",
    )
    no_consent = "no_consent", (), "Op geen enkele weg hierheen vraagt iemand om toestemming:"
    passes = "passes", ("after",), "Elke weg hierheen gaat eerst langs een vaste stap:"
    numbers = "numbers", ("numbers",), "Het nummer {numbers} staat hier:"
    words = "words", ("words",), "Hier staat: {words}."
    never = "never", ("words",), "Hier staat nergens: {words}."
    term = "term", ("words",), "Hier staat als termijn: {words}."
    staff_only = "staff_only", (), "Alleen medewerkers lezen dit:"
    public = "public", (), "Iedereen mag dit lezen:"
    of_school = "of_school", ("school",), "Dit is van één school, en blijft daar:"
    answer = "answer", ("answer", "to"), "Wie het ook vraagt, hetzelfde antwoord leidt hier altijd naar dezelfde plek:"
    confidential = "confidential", ("roles",), "Wie hier uitkomt, wordt daar nooit heen gestuurd:"
    danger = "danger", (), "Hier staat de waarschuwing voor gevaar:"
    now = "now", (), "Dit geldt nu:"
    then = "then", (), "Dit geldt niet meer, en dat staat erbij:"

    def __init__(self, value: str, fields: tuple[str, ...], one: str) -> None:
        self.fields, self.one = fields, one


class Audience(Kind):
    """For whom a question or situation is."""

    parent = "parent", "Voor ouders", "Voor ouders en leerlingen"
    pupil = "pupil", "Voor leerlingen", "Voor leerlingen"
    staff = "staff", "Voor medewerkers", "Voor medewerkers"

    def __init__(self, value: str, many: str, first: str) -> None:
        self.many, self.first = many, first  # `first`: over what is for them in the first place


class FieldKind(Kind):
    """How a field of a form is filled in: on a line, in a box, at one of its options or at a point of the form's scale.

    Then whether it may stand in a table, and what is written below its line.
    """

    text = "text", "tekst", "line", True, ""
    date = "date", "datum", "line", True, "dag - maand - jaar"
    check = "check", "vakje", "box", False, ""
    choice = "choice", "keuze", "options", False, ""
    scale = "scale", "schaal", "scale", False, ""

    def __init__(self, value: str, one: str, control: Control, in_table: bool, mask: str) -> None:
        self.one, self.in_table, self.mask = one, in_table, mask
        self.control = known(self, control, Control, "manier van invullen")
        if control != "line" and (in_table or mask):
            told = "alleen wat op een lijn komt, mag in een tabel of heeft iets onder de lijn"
            raise ValueError(f"FieldKind '{value}': {told}")
