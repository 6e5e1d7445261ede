"""The steps of routes: where each leads, in words too, what it needs, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from handbook.labels import lower, unrecorded
from handbook.model import Exit, Gate, Handbook, Route, Step, Text
from handbook.reason.reach import reach


@dataclass(frozen=True)
class Way:
    """One way on from a step: the answer, the exit it leads to, and the same in words."""

    answer: str
    exit: Exit
    words: str


def anchor_of(step: str) -> str:
    """Where the step with this id stands on the page of its route."""
    return f"stap-{step}"


def ways(route: Route, step: Step, book: Handbook) -> list[Way]:
    """Every way on from a step that a reader is told of; the silent step to the next one is left out."""
    if step.gate:
        answers: tuple[str, ...] = ("Gegeven", "Geweigerd", "Nog niet")
    else:
        answers = tuple(answer.answer for answer in step.answers) or ("",)
    silent = not (step.gate or step.answers or step.then)
    return (
        []
        if silent
        else [Way(answer, way, told(route, way, book)) for answer, way in zip(answers, exits(route, step), strict=True)]
    )


def told(route: Route, way: Exit, book: Handbook) -> str:
    """Where an exit leads, in words that can be read aloud."""
    if way.to:
        number = next(index for index, step in enumerate(route.steps, start=1) if step.id == way.to)
        return f"verder bij stap {number}: {route.steps[number - 1].name}"
    if way.route:
        return f"verder met de route {book.route[way.route].name}"
    if way.open:
        return unrecorded(route, book)
    return str(way.end)


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


def documents_of(step: Step) -> tuple[str, ...]:
    """Every document of a step, the paper of its gate included."""
    gate = (step.gate.document,) if step.gate and step.gate.document else ()
    return tuple(dict.fromkeys((*step.documents, *gate)))


def needs(route: Route) -> tuple[list[str], list[Gate]]:
    """The packing list of a route: its documents and its consents."""
    documents = dict.fromkeys(document for step in route.steps for document in documents_of(step))
    return list(documents), [step.gate for step in route.steps if step.gate]


def endings(route: Route, book: Handbook) -> list[tuple[int, str]]:
    """Where a route can end: the number of the step, and the answer with the end, the next route or the open question."""
    return [
        (number, f"bij {lower(way.answer)}: {lower(way.words)}" if way.answer else lower(way.words))
        for number, step in enumerate(route.steps, start=1)
        for way in ways(route, step, book)
        if not way.exit.to
    ]


def taking_part(route: Route) -> list[str]:
    """Everyone with a part in a route, each once: who acts, who joins, who gives consent."""
    return list(dict.fromkeys(role for step in route.steps for role in everyone_in(step)))


def everyone_in(step: Step) -> list[str]:
    """Everyone with a part in a step, each once: who acts, who joins, who gives consent."""
    consenting = step.gate.by if step.gate else ()
    return list(dict.fromkeys(role for role in (step.actor, *step.together, *consenting) if role))
