"""Narrows a handbook to what one edition may hold, right after the checks: nothing further on can leak the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, get_args

from handbook.model import NO_TEXT, Contact, ContactField, Edition, Handbook, Language, Pair, Record, Role, School, Text
from handbook.parts import references
from handbook.reason.guide import narrowed
from handbook.reason.translations import records, texts

FAMILIES = ("roles", "routes", "documents", "forms", "terms", "situations", "asked", "outcomes", "calendar", "chapters")


def narrow(book: Handbook, edition: Edition) -> Handbook:
    """The handbook itself for staff; for the public only public records, without their staff fields."""
    public = narrowed_records(book, edition)
    if public is book:
        return book
    return replace(public, languages=tuple(_language(language, book, public) for language in book.languages))


def narrowed_records(book: Handbook, edition: Edition) -> Handbook:
    """The same with its translations left whole: what the rules can look at before it is sure that a language holds."""
    if edition == "staff":
        return book
    kept: dict[str, Any] = {
        family: tuple(public_part(record) for record in getattr(book, family) if record.edition == "public")
        for family in FAMILIES
    }
    used = {target for record in chain(*kept.values(), [book.school]) for family, target in references(record)}
    external = tuple(reference for reference in book.references if reference.id in used)
    return replace(
        book,
        **kept,
        edition=edition,
        references=external,
        guide=narrowed(book.guide, edition),
        scenarios=(),
        school=_school(book.school, {role.id for role in kept["roles"]}, {term.id for term in kept["terms"]}),
    )


def _school(school: School, roles: set[str], terms: set[str]) -> School:
    """Of locations only the fields marked public, of systems only the public ones."""
    locations = tuple(
        replace(
            each, contacts=tuple(_contact(contact) for contact in each.contacts if contact.public and contact.role in roles)
        )
        for each in school.locations
    )
    systems = tuple(each for each in school.systems if each.edition == "public" and each.term in terms)
    return replace(school, locations=locations, systems=systems)


def _contact(contact: Contact) -> Contact:
    """The contact with nothing but its public fields."""
    hidden: dict[str, Any] = {name: NO_TEXT for name in get_args(ContactField) if name not in contact.public}
    return replace(contact, **hidden)


def _language(language: Language, book: Handbook, public: Handbook) -> Language:
    """Only the translations of what this edition shows; of what has changed since, an empty pair is all that stays."""
    everything, shown = records(book, language), records(public, language)
    kept = tuple(
        replace(each, texts=tuple(_pairs(each.texts, {*texts(everything[each.of])}, {*texts(shown[each.of])})))
        for each in language.translations
        if each.of in shown
    )
    return replace(language, translations=kept)


def _pairs(pairs: tuple[Pair, ...], now: set[Text], shown: set[Text]) -> Iterator[Pair]:
    for pair in pairs:
        if pair.nl in shown:
            yield pair
        elif pair.nl not in now:
            yield Pair(nl=NO_TEXT)


# What only staff may read of a record that is itself public.
STAFF_FIELDS = ("powers", "frame", "accountability", "knowledge", "contacts")


def public_part(record: Record) -> Record:
    """The record as the public may read it."""
    if isinstance(record, Role):
        themes = tuple(theme for theme in record.tasks if theme.edition == "public")
        nothing: dict[str, Any] = dict.fromkeys(STAFF_FIELDS, ())
        return replace(record, tasks=themes, **nothing)
    return record
