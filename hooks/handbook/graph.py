"""Who goes to whom: reachability, circles and ends, over escalations and over the steps of routes."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

from handbook.model import Citation, Exit, Fact, Handbook, Record, Role, Route, Step, Text
from handbook.walk import parts

T = TypeVar("T", bound=Hashable)
# What only staff may read of a record that is itself public.
STAFF_FIELDS = ("powers", "frame", "accountability", "knowledge", "contacts")
LABELS = {
    "Role": "rol", "Route": "route", "Document": "document", "Term": "begrip", "Situation": "situatie",
    "Moment": "moment", "Chapter": "hoofdstuk", "Outcome": "uitkomst",
    "Form": "formulier", "ReaderQuestion": "vraag",
}  # fmt: skip


def reach(starts: Iterable[T], onward: Callable[[T], Iterable[T]]) -> set[T]:
    """Everything that can be reached from `starts`, these included, by going `onward` again and again."""
    seen: set[T] = set()
    waiting = list(starts)
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += onward(current)
    return seen


def label(record: Record) -> str:
    """A record as a message names it: rol 'mentor'."""
    return f"{LABELS[type(record).__name__]} '{record.id}'"


@lru_cache(maxsize=4)
def known_ids(book: Handbook) -> dict[str, frozenset[str]]:
    families = ("roles", "routes", "documents", "forms", "references", "sources", "outcomes", "terms")
    return {family: frozenset(record.id for record in getattr(book, family)) for family in families}


@lru_cache(maxsize=4)
def staff_ids(book: Handbook) -> dict[str, frozenset[str]]:
    families = ("roles", "routes", "documents", "forms", "outcomes", "terms")
    return {
        family: frozenset(record.id for record in getattr(book, family) if record.edition == "staff") for family in families
    }


@lru_cache(maxsize=4)
def known_abbreviations(book: Handbook) -> frozenset[str]:
    names = [name for term in book.terms for name in (term.name, *term.also)]
    return frozenset(word for name in names for word in (name, *re.split(r"[\s-]", name)))


def public_part(record: Record) -> Record:
    """The record as the public may read it."""
    if isinstance(record, Role):
        themes = tuple(theme for theme in record.tasks if theme.edition == "public")
        nothing: dict[str, Any] = dict.fromkeys(STAFF_FIELDS, ())
        return replace(record, tasks=themes, **nothing)
    return record


def unrecorded(record: Record, book: Handbook) -> str:
    """'niet vastgelegd in het zorgplan', with the word for the source that the record is made from."""
    source = book.source.get(record.sources[0].source) if record.sources else None
    return f"niet vastgelegd in {source.called}" if source else "niet vastgelegd"


def citations(book: Handbook) -> Iterator[Citation]:
    """Every citation in the handbook."""
    for record in (*book.records, *book.school.lines):
        for part in parts(record):
            if isinstance(part, Fact):
                yield from part.sources


# --- escalation ----------------------------------------------------------------------------------------------


def targets(role: Role) -> tuple[str, ...]:
    """The roles that a role escalates to, in the order typed."""
    return tuple(dict.fromkeys(escalation.to for escalation in role.escalation))


def reached_roles(role: Role, book: Handbook) -> set[str]:
    """Every role that can be reached from a role by escalating, itself left out."""
    return reach(targets(role), lambda other: targets(book.role[other]) if other in book.role else ())


def circle(role: Role, book: Handbook) -> list[str]:
    """The shortest circle of escalations through a role, or nothing."""
    ways = [[target] for target in targets(role)]
    seen: set[str] = set()
    for way in ways:
        if way[-1] == role.id:
            return [role.id, *way[:-1]]
        if way[-1] not in seen and way[-1] in book.role:
            seen.add(way[-1])
            ways += [[*way, target] for target in targets(book.role[way[-1]])]
    return []


# --- steps ---------------------------------------------------------------------------------------------------


def exits(route: Route, step: Step) -> tuple[Exit, ...]:
    """Every way on from a step, the silent one to the next step in the list included."""
    if step.answers:
        return step.answers
    if step.gate:
        return (step.gate.given, step.gate.refused, step.gate.pending)
    if step.then:
        return (step.then,)
    following = route.steps[route.steps.index(step) + 1 :]
    return (Exit(to=following[0].id, where=step.where),) if following else ()


def reached_steps(route: Route, without: str = "") -> set[str]:
    """The ids of the steps that can be reached from the first one; `without` names a step whose consent is not given."""
    on: dict[str, list[str]] = {
        step.id: [way.to for way in exits(route, step) if way.to and not (step.id == without and _is_given(way, step))]
        for step in route.steps
    }
    return reach([route.steps[0].id], lambda step: on.get(step, ()))


def _is_given(way: Exit, step: Step) -> bool:
    return step.gate is not None and way is step.gate.given


def leads(way: Exit) -> tuple[Text | None, ...]:
    """Where an exit leads, to compare it with another."""
    return way.to, way.route, way.end, way.open


@lru_cache(maxsize=4)
def consent_papers(book: Handbook) -> frozenset[str]:
    """The ids of the papers with which someone gives consent, at a step or in an escalation."""
    asked = [step.gate.document for route in book.routes for step in route.steps if step.gate]
    asked += [way.consent.document for role in book.roles for way in role.escalation if way.consent]
    return frozenset(str(paper) for paper in asked if paper)


@lru_cache(maxsize=4)
def ending_steps(book: Handbook) -> frozenset[tuple[str, str]]:
    """Every (route, step) from which some end can be reached, through other routes as well."""
    before: dict[tuple[str, str], list[tuple[str, str]]] = {}
    ends: list[tuple[str, str]] = []
    for route in book.routes:
        for step in route.steps:
            here = (route.id, step.id)
            for way in exits(route, step):
                if way.end or way.open:
                    ends.append(here)
                elif way.to:
                    before.setdefault((route.id, way.to), []).append(here)
                elif way.route in book.route:
                    before.setdefault((way.route, book.route[way.route].steps[0].id), []).append(here)
    return frozenset(reach(ends, lambda step: before.get(step, ())))
