"""Narrows a handbook to what one edition may hold, right after the checks: nothing further on can leak the rest.

What an edition may hold stands with the record (its `edition`) and with the field (its mark in the model), never here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, TypeVar

from handbook.families import RECORDS
from handbook.model import (
    NO_TEXT,
    Contact,
    Edition,
    Guide,
    Handbook,
    Language,
    Pair,
    Part,
    Question,
    Scenario,
    School,
    Seen,
    Text,
)
from handbook.parts import defaults_of, marks_of, may_hide, references
from handbook.reason.guide import Reader, readers, walked
from handbook.reason.translations import records, texts

P = TypeVar("P", bound=Part)


def edition_of(book: Handbook, id_: str = "") -> Edition:
    """The edition with this id; without one the first that is for the school itself, where all can be seen.

    Raises KeyError when there is no such edition.
    """
    inside = next((each for each in book.school.editions if each.inside), book.school.editions[0])
    return {str(each.id): each for each in book.school.editions}[id_] if id_ else inside


def may_see(edition: Edition, of: Text) -> bool:
    """Whether an edition shows what is of edition `of`; what names none is as open as what it stands in."""
    return not of or not edition.shows or of in edition.shows


def narrow(book: Handbook, edition: str) -> Handbook:
    """The handbook as the edition with this id may show it."""
    narrowed = narrowed_records(book, edition_of(book, edition))
    return replace(narrowed, languages=tuple(_language(language, book, narrowed) for language in narrowed.languages))


@lru_cache(maxsize=8)
def narrowed_records(book: Handbook, edition: Edition) -> Handbook:
    """The same with its translations left whole: what the rules can look at before it is sure that a language holds."""
    kept: dict[str, Any] = {
        name: tuple(shown(record, edition) for record in getattr(book, name) if may_see(edition, record.edition))
        for name in RECORDS
    }
    guide, come = _guide_and_readers(book, edition)
    kept["outcomes"] = tuple(each for each in kept["outcomes"] if not each.made or each.id in come)
    school = _school(shown(book.school, edition), {role.id for role in kept["roles"]}, {term.id for term in kept["terms"]})
    every = (school, *(record for records in kept.values() for record in records))
    used = {target for part in every for family, target in references(part)}
    narrowed = replace(
        book,
        **kept,
        edition=edition,
        school=school,
        guide=guide,
        at={},
        references=tuple(shown(each, edition) for each in book.references if each.id in used or edition.inside),
    )
    return replace(narrowed, scenarios=_scenarios(narrowed) if edition.inside else ())


def shown(part: P, edition: Edition) -> P:
    """A part as an edition may show it: fields that are for others empty, parts of other editions gone."""
    if not may_hide(type(part)):
        return part
    marks, empty, changed = marks_of(type(part)), defaults_of(type(part)), {}
    for name, mark in marks.items():
        before = getattr(part, name)
        hidden = mark in (Seen.INSIDE, Seen.NOBODY) or (mark is Seen.CHOSEN and name not in getattr(part, "public", ()))
        after = empty[name] if hidden and not edition.inside and name in empty else _shown(before, edition)
        if after is not before:
            changed[name] = after
    return replace(part, **changed) if changed else part


def _shown(value: Any, edition: Edition) -> Any:
    if isinstance(value, Part):
        return shown(value, edition)
    if not isinstance(value, tuple) or not value or not isinstance(value[0], Part):
        return value
    kept = tuple(shown(each, edition) for each in value if may_see(edition, getattr(each, "edition", NO_TEXT)))
    same = len(kept) == len(value) and all(one is other for one, other in zip(kept, value, strict=True))
    return value if same else kept


def _scenarios(narrowed: Handbook) -> tuple[Scenario, ...]:
    """The cases whose whole way an edition shows: every answer, and where they lead."""
    return tuple(each for each in narrowed.scenarios if walked(each.answers, narrowed) and each.outcome in narrowed.outcome)


def _school(school: School, roles: set[str], terms: set[str]) -> School:
    """Of contacts and systems only those of what the edition knows, and that still say something."""
    locations = tuple(
        replace(each, contacts=tuple(contact for contact in each.contacts if contact.role in roles and says(contact)))
        for each in school.locations
    )
    return replace(school, locations=locations, systems=tuple(each for each in school.systems if each.term in terms))


def says(contact: Contact) -> bool:
    """Whether a contact tells how to reach someone."""
    return any(getattr(contact, name) for name, mark in marks_of(Contact).items() if mark is Seen.CHOSEN)


def guide_of(book: Handbook, edition: Edition) -> Guide:
    """The guide as an edition may show it, with only the questions and answers that a reader of it still comes by."""
    return _guide_and_readers(book, edition)[0]


def _guide_and_readers(book: Handbook, edition: Edition) -> tuple[Guide, dict[str, tuple[Reader, ...]]]:
    """The guide of an edition, and who comes by each question and outcome of it."""
    guide = shown(book.guide, edition)
    come = readers(replace(book, guide=guide))
    left = tuple(_seen(question, come[question.id]) for question in guide.questions if question.id in come)
    return (guide if left == guide.questions else replace(guide, questions=left)), come


def _seen(question: Question, come: tuple[Reader, ...]) -> Question:
    kept = tuple(choice for choice in question.answers if any(reader.sees(choice) for reader in come))
    return question if kept == question.answers else replace(question, answers=kept)


def leaves_out(narrowed: Handbook, book: Handbook) -> bool:
    """Whether an edition lacks anything of the handbook; that of each school is narrowed by itself."""
    names = [each.name for each in fields(Handbook) if each.name not in ("edition", "languages", "at")]
    return any(getattr(narrowed, name) != getattr(book, name) for name in names)


def _language(language: Language, book: Handbook, narrowed: Handbook) -> Language:
    """Only the translations of what this edition shows; of what has changed since, an empty pair is all that stays."""
    if narrowed.edition.inside and not leaves_out(narrowed, book):
        return language
    everything, here = records(book, language), records(narrowed, language)
    kept = tuple(
        replace(each, texts=tuple(_pairs(each.texts, {*texts(everything[each.of])}, {*texts(here[each.of])})))
        for each in language.translations
        if each.of in here
    )
    return replace(language, translations=kept)


def _pairs(pairs: tuple[Pair, ...], now: set[Text], here: set[Text]) -> Iterator[Pair]:
    for pair in pairs:
        if pair.nl in here:
            yield pair
        elif pair.nl not in now:
            yield Pair(nl=NO_TEXT, where=pair.where)
