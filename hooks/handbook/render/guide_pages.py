"""What the pages of the decision guide show beside its texts: where each answer leads, and all ways as table and tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from handbook.families import place_of
from handbook.model import Choice, Handbook, Outcome, Question, Role, Route
from handbook.reason.guide import MOST_QUESTIONS, Path, place
from handbook.render.links import address, page_at

Led = tuple[Choice, str]  # an answer, and the page it leads to


@dataclass(frozen=True)
class Given:
    """An answer given on the way: the page where it was asked, and the roads not taken."""

    question: Question
    choice: Choice
    page: str
    others: tuple[Led, ...]


def led(question: Question, before: tuple[str, ...]) -> tuple[Led, ...]:
    """The answers to a question that is asked after those `before`."""
    return tuple((choice, place((*before, choice.id))) for choice in question.answers)


def given(way: Path, first: int = 0) -> tuple[Given, ...]:
    """The answers of a way from the number `first` on, counted from 0."""
    found = []
    for number, each in enumerate(way.taken[first:], start=first):
        before = way.answers[:number]
        others = tuple(road for road in led(each.question, before) if road[0].id != each.choice.id)
        found.append(Given(each.question, each.choice, place(before), others))
    return tuple(found)


@dataclass(frozen=True)
class Stop:
    """A page of the guide: the way so far, the number of its question, and the page before ('' on the first page).

    Where the way goes on, it has `answers` to choose from; where it ends, an `outcome`, and the `page` of it.
    """

    way: Path
    number: int
    back: str
    given: tuple[Given, ...]
    answers: tuple[Led, ...] = ()
    outcome: Outcome | None = None
    page: str = ""


def stop_at(way: Path, book: Handbook, first: int = 0) -> Stop:
    """The page that a way comes to, with the answers given from the number `first` on, counted from 0."""
    back = place(way.answers[:-1]) if way.taken[first:] else ""
    here = Stop(way, len(way.taken) + 1, back, given(way, first))
    if isinstance(way.at, Question):
        return replace(here, answers=led(way.at, way.answers))
    return replace(here, outcome=way.at, page=address(page_at(place_of(way.at))))


@dataclass(frozen=True)
class Counts:
    """How much the guide reaches, of how much there is."""

    questions: int
    outcomes: int
    ways: int
    longest: int
    roles: int
    approachable: int
    routes: int
    all_routes: int


def counts(book: Handbook, whole: list[Path]) -> Counts:
    """What there is to count of a guide with these whole ways."""
    return Counts(
        questions=len(book.guide.questions),
        outcomes=len(book.outcomes),
        ways=len(whole),
        longest=max(len(way.taken) for way in whole),
        roles=len({outcome.role for outcome in book.outcomes}),
        approachable=sum(role.approachable and not role.not_in_guide for role in book.roles),
        routes=len({outcome.route for outcome in book.outcomes if outcome.route}),
        all_routes=len(book.routes),
    )


def excused(book: Handbook) -> list[Role | Route]:
    """What the school says may stay out of the guide."""
    roles = [role for role in book.roles if role.not_in_guide]
    return [*roles, *(route for route in book.routes if route.not_in_guide)]


@dataclass(frozen=True)
class Row:
    """A whole way as a row of the table: its answers, with '' for each question that it does not need."""

    way: Path
    first: str
    rest: tuple[str, ...]


def rows(whole: list[Path]) -> list[Row]:
    """Every whole way, each with as many answers as a way can have."""
    empty = ("",) * MOST_QUESTIONS
    return [Row(way, way.said[0], (*way.said, *empty)[1:MOST_QUESTIONS]) for way in whole]


def tree(ways: Iterable[Path]) -> dict[tuple[str, ...], list[Path]]:
    """The ways that go on by one answer, by the answers before it."""
    found: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for way in ways:
        if way.taken:
            found[way.answers[:-1]].append(way)
    return found
