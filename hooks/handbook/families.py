"""The table of families: one row for each kind of record there is. Files, names and addresses follow from it.

A new family is a row here, its dataclass in the model and its field in Handbook.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handbook import model
from handbook.kinds import Audience
from handbook.model import Handbook, Part, Record


@dataclass(frozen=True)
class Family:
    """One kind of record: its field in Handbook, its Dutch names, where it is typed, and where a reader finds it.

    `that` is the relative pronoun for `one`, `many` the heading over a list of them; `place` gives the address of a
    record, or '' where it has none; `to` says whether other records may point at it, `translated` whether it can have
    a translation.
    """

    name: str
    kind: type[Part]
    one: str
    that: str
    files: tuple[str, ...]
    heading: str = ""
    many: str = ""
    place: Callable[[Any], str] = lambda record: ""
    to: bool = True
    translated: bool = False


PROMISES = "waar-u-op-kunt-rekenen"  # the page that shows them
ARCHIVE = "archief/"  # before the address of what holds no longer
ARCHIVES = ("routes", "roles", "forms", "documents")  # the families that the page of the archive lists


def _dated(folder: str) -> Callable[[Any], str]:
    """The place of records that have a page of their own: in the archive what holds no longer."""
    return lambda record: f"{ARCHIVE if record.archived else ''}{folder}/{record.id}"


def theme_of(asked: model.ReaderQuestion) -> str:
    """The place of the page on which a question of parents is answered, with the others of its theme."""
    plain = unicodedata.normalize("NFD", asked.theme.lower()).encode("ascii", "ignore").decode()
    return f"zorgstructuur/{re.sub('[^a-z0-9]+', '-', plain).strip('-')}"


def _asked(asked: model.ReaderQuestion) -> str:
    return f"{'voor-leerlingen' if asked.audience == (Audience.pupil,) else theme_of(asked)}#{asked.id}"


FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        Family("sources", model.Source, "bron", "die", ("sources.yaml",)),
        Family("references", model.Reference, "verwijzing", "die", ("references.yaml",)),
        Family(
            "roles", model.Role, "rol", "die", ("roles.yaml", "meetings.yaml", "outside.yaml"),
            many="Rollen en overleggen", place=_dated("rollen"), translated=True,
        ),
        Family(
            "routes", model.Route, "route", "die", ("routes.yaml", "today.yaml"),
            many="Routes", place=_dated("routes"), translated=True,
        ),
        Family(
            "documents", model.Document, "document", "dat", ("documents.yaml",),
            many="Papieren", place=lambda document: f"documenten#{document.id}", translated=True,
        ),
        Family(
            "forms", model.Form, "formulier", "dat", ("forms.yaml",),
            many="Formulieren", place=_dated("formulieren"), translated=True,
        ),
        Family(
            "terms", model.Term, "begrip", "dat", ("glossary.yaml",),
            many="Begrippen", place=lambda term: f"begrippen#{term.id}", translated=True,
        ),
        Family(
            "outcomes", model.Outcome, "uitkomst", "die", ("outcomes.yaml", "outcomes_staff.yaml"),
            many="Uitkomsten", translated=True,
            place=lambda outcome: f"wegwijzer/uitkomst/{outcome.id}",
        ),
        Family(
            "notices", model.Notice, "weetje", "dat", ("notices.yaml", "notices_staff.yaml"),
            many="Goed om te weten", to=False, translated=True,
            place=lambda notice: f"wegwijzer/uitkomst/{notice.outcomes[0]}",  # where it is met first
        ),
        Family(
            "helplines", model.Helpline, "hulplijn", "die", ("helplines.yaml",),
            many="Hulplijnen", place=lambda helpline: f"hulp-nu#{helpline.id}", translated=True,
        ),
        Family(
            "needs", model.Need, "nood", "die", ("needs.yaml",),
            many="Hulp nu", place=lambda need: f"hulp-nu#{need.id}", to=False, translated=True,
        ),
        Family(
            "promises", model.Promise, "belofte", "die", ("promises.yaml",),
            many="Beloften", place=lambda promise: f"{PROMISES}#{promise.id}", to=False,
        ),
        Family("scenarios", model.Scenario, "geval", "dat", ("scenarios.yaml",), to=False),
        Family(
            "situations", model.Situation, "situatie", "die", ("situations.yaml",),
            many="Situaties", place=lambda situation: f"situaties#{situation.id}", to=False,
        ),
        Family(
            "asked", model.ReaderQuestion, "vraag", "die", ("questions.yaml",), "questions",
            many="Vragen van ouders en leerlingen", place=_asked, to=False, translated=True,
        ),
        Family(
            "calendar", model.Moment, "moment", "dat", ("calendar.yaml",),
            many="Schooljaar", place=lambda moment: f"kalender#{moment.id}", to=False,
        ),
        Family("topics", model.Topic, "onderwerp", "dat", ("topics.yaml",), to=False),
        Family("languages", model.Language, "taal", "die", ("languages.yaml",), to=False),
        Family(
            "chapters", model.Chapter, "hoofdstuk", "dat", (),
            many="Achtergrond", place=lambda chapter: f"hoofdstukken/{chapter.path.removesuffix('.md')}", to=False,
        ),
    )
}  # fmt: skip


OF_SCHOOL = {"editions": ("uitgave", "die"), "schools": ("school", "die")}  # what school.yaml lists


OF_KIND = {family.kind: family for family in FAMILIES.values()}
RECORDS = {name: family for name, family in FAMILIES.items() if issubclass(family.kind, Record)}  # those with a keeper


def family_of(kind: type) -> Family:
    """The family of a kind of record. Raises KeyError for a part that is none."""
    return OF_KIND[kind]


def label(record: Part) -> str:
    """A record as a message names it: rol 'mentor'."""
    return f"{family_of(type(record)).one} '{record.id}'"  # type: ignore[attr-defined]


def place_of(record: Part) -> str:
    """The address of a record within the site, without slashes at its ends: 'rollen/mentor', 'begrippen#zat'."""
    return family_of(type(record)).place(record)


def name_of(record: Part) -> str:
    """What a reader calls a record: its name, or its title where it is prose."""
    return str(getattr(record, "name", "") or getattr(record, "title", ""))


def of_family(book: Handbook, family: str) -> tuple[Any, ...]:
    """The records of a family; 'editions' and the questions of the guide count as one, for records point at them too."""
    if family in ("editions", "schools"):
        return getattr(book.school, family)  # type: ignore[no-any-return]
    return book.guide.questions if family == "questions" else getattr(book, family)


def named(family: str) -> tuple[str, str]:
    """The Dutch word for a record of a family, and its relative pronoun."""
    return (FAMILIES[family].one, FAMILIES[family].that) if family in FAMILIES else OF_SCHOOL[family]
