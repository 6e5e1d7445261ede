"""The rules for what holds today: an archive that leads on, a guide without it, and references that can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from handbook.families import label
from handbook.model import Form, Handbook, Outcome, ReaderQuestion, Record, Role, Route, Situation, Text
from handbook.parts import references
from handbook.problems import Finding, nearest
from handbook.reason.steps import exits
from handbook.reason.ticket import leads_to
from handbook.reason.today import by_name, successors

ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(/\S*)?")


def archive_leads_on(record: Record, book: Handbook) -> Iterator[Finding]:
    """Wat niet meer geldt, zegt sinds wanneer, wat er nu is of waarom er niets is, en volgens wie."""
    holds = record.holds
    if not holds or not record.archived:
        return
    if not (holds.since and holds.told and holds.references):
        yield holds.where, f"{label(record)} geldt niet meer; zeg dan ook 'since', 'told' en 'references'"
    if bool(holds.successor) == bool(holds.no_successor):
        yield (
            holds.where,
            f"{label(record)} geldt niet meer; noem bij 'successor' wat er nu is, of bij 'no_successor' waarom niets",
        )
    for name, found in successors(record, book):
        if found is None:
            yield (
                name.where,
                f"{label(record)} noemt als opvolger '{name}', die er niet is{nearest(name, by_name(book))}",
            )
        elif found.archived:
            yield name.where, f"{label(record)} noemt als opvolger '{name}', maar die geldt zelf ook niet meer"


def nobody_is_sent_to_the_archive(book: Handbook) -> Iterator[Finding]:
    """Geen situatie, uitkomst of vraag leidt naar wat niet meer geldt."""
    leading: list[Situation | Outcome | ReaderQuestion] = [*book.situations, *book.outcomes, *book.asked]
    for record in leading:
        for id_, goal in leads_to(record, book):
            if goal.archived:
                yield id_.where, f"{label(record)} leidt naar {label(goal)}, die niet meer geldt; kies wat er nu is"


def today_leads_to_today(book: Handbook) -> Iterator[Finding]:
    """Wat nu geldt gaat niet verder bij wat niet meer geldt: geen rol verwijst ernaar, en geen stap begint of eindigt er."""
    onward: list[Role | Route] = [*book.roles, *book.routes]
    for record in onward:
        for id_, goal in _onward(record, book) if not record.archived else ():
            if goal and goal.archived:
                yield id_.where, f"{label(record)} gaat verder bij {label(goal)}, die niet meer geldt; kies wat er nu is"


def _onward(record: Role | Route, book: Handbook) -> Iterator[tuple[Text, Role | Route | None]]:
    match record:
        case Role():
            yield from ((way.to, book.role.get(way.to)) for way in record.escalation)
            yield from ((way.through, book.role.get(way.through)) for way in record.escalation if way.through)
        case Route():
            yield from ((step.actor, book.role.get(step.actor)) for step in record.steps if step.actor)
            for way in (way for step in record.steps for way in exits(record, step)):
                yield from ((name, book.route.get(name)) for name in (way.route,) if name)


def reference_can_be_looked_up(book: Handbook) -> Iterator[Finding]:
    """Een verwijzing heeft een webadres en een dag waarop zij is gelezen, en die dag is geweest."""
    for reference in book.references:
        if not ADDRESS.fullmatch(reference.address):
            yield (
                reference.where,
                f"verwijzing '{reference.id}' heeft geen webadres bij 'address', zoals https://www.rijksoverheid.nl/",
            )


def look_up_is_for_what_is_said(book: Handbook) -> Iterator[Finding]:
    """Wat bij een verwijzing is op te zoeken, gaat over een zin die haar noemt; die moet dan misschien anders."""
    said = {target for record in book.records for family, target in references(record) if family == "references"}
    for reference in book.references:
        if reference.look_up and reference.id not in said:
            told = "heeft 'look_up', maar niets noemt haar; haal 'look_up' weg, of noem haar bij 'references'"
            yield reference.where, f"{label(reference)} {told}"


def dates_have_been(book: Handbook) -> Iterator[Finding]:
    """Wat is nagekeken of gelezen, is dat op een dag die is geweest, en niet voordat het er was."""
    tomorrow = date.today() + timedelta(days=1)  # a day of grace, for the world has many time zones
    seen = [("reviewed", each, each.reviewed) for each in book.records]
    for name, part, day in (*seen, *(("checked", each, each.checked) for each in book.references)):
        if day > tomorrow:
            yield part.where, f"{label(part)} heeft bij '{name}' een dag die nog moet komen ({day})"
        if book.school.begun and day < book.school.begun:
            yield part.where, f"{label(part)} heeft bij '{name}' {day}, maar het handboek begon op {book.school.begun}"
        if isinstance(part, Form) and day < part.dated:
            yield part.where, f"{label(part)} is nagekeken op {day}, maar is van {part.dated}"
