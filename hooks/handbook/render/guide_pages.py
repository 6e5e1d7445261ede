"""What the pages of the decision guide show beside its texts: where each answer leads, and all ways as table and tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from handbook.model import Choice, Handbook, Outcome, Question, Role, Route
from handbook.reason.guide import Path, Reader, answers, page_after, place

Led = tuple[Choice, str]  # an answer, and the page it leads to


@dataclass(frozen=True)
class Given:
    """An answer given on the way: the page where it was asked, and on the page of a question the roads not taken."""

    question: Question
    choice: Choice
    page: str
    others: tuple[Led, ...] = ()


@dataclass(frozen=True)
class Came:
    """How a reader came to a page: the page before ('' on the first), and the answers given.

    On the page of an outcome, which many ways lead to, it shows at the anchor `mark`.
    """

    mark: str
    back: str
    given: tuple[Given, ...]


def came(way: Path, silent: frozenset[int] = frozenset()) -> Came:
    """How somebody came to the end of a way, without the answers whose numbers, counted from 0, are `silent`."""
    told = [number for number in range(len(way.taken)) if number not in silent]
    given = tuple(Given(way.taken[at].question, way.taken[at].choice, place(way.answers[:at])) for at in told)
    return Came(way.mark, given[-1].page if given else "", given)


def led(question: Question, reader: Reader, before: tuple[str, ...], book: Handbook) -> tuple[Led, ...]:
    """The answers to a question that is asked after those `before`."""
    return tuple((choice, page_after(choice, reader, before, book)) for choice in answers(question, reader))


def roads(way: Path, book: Handbook, silent: frozenset[int] = frozenset()) -> tuple[Given, ...]:
    """The answers of a way with the roads not taken, without those whose numbers, counted from 0, are `silent`."""
    found, reader = [], Reader()
    for number, each in enumerate(way.taken):
        before = way.answers[:number]
        others = tuple(road for road in led(each.question, reader, before, book) if road[0].id != each.choice.id)
        found += [Given(each.question, each.choice, place(before), others)] if number not in silent else []
        reader = reader.after(each.choice)
    return tuple(found)


@dataclass(frozen=True)
class Stop:
    """The page of a question: the way to it, the number of the question, the page before, and the answers to choose from."""

    way: Path
    number: int
    back: str
    given: tuple[Given, ...]
    answers: tuple[Led, ...]


@lru_cache(maxsize=4)
def _names(book: Handbook) -> Counter[tuple[str, bool]]:
    """How many outcomes have a name, those that are a variant apart."""
    return Counter((str(outcome.name), bool(outcome.stands_for)) for outcome in book.outcomes)


def title_of(outcome: Outcome, book: Handbook) -> str:
    """The title of the page of an outcome, which says for whom it is where more than one has its name."""
    if outcome.own:
        return f"{outcome.name} ({outcome.id.removeprefix('werk-').replace('-', ' ')})"
    of = outcome.id.removeprefix(f"{outcome.stands_for}-") if outcome.stands_for else ""
    school = next((f", {each.name}" for each in book.school.schools if each.id == of), "")
    twice = _names(book)[str(outcome.name), bool(outcome.stands_for)] > 1
    return f"{outcome.name} (uitkomst{school}{': ' + outcome.id.replace('-', ' ') if twice else ''})"


def stop_at(way: Path, book: Handbook, silent: frozenset[int] = frozenset(), then: tuple[str, ...] = ()) -> Stop:
    """The page of the question that a way comes to, without the answers whose numbers, counted from 0, are `silent`.

    `then` are the answers that a language gives by itself to what is asked after this page.
    """
    asked = led(way.at, way.reader, way.answers, book) if isinstance(way.at, Question) else ()
    ahead = tuple((choice, place((*way.answers, choice.id, *then))) for choice, _ in asked)
    return Stop(way, way.number + 1, came(way, silent).back, roads(way, book, silent), ahead if then else asked)


def known_at(ways: Sequence[Path], silent: frozenset[int]) -> list[str]:
    """What is known of who comes to a page by any of these ways: the answers that all of them have, but for the `silent`."""
    said = [each for number, each in enumerate(ways[0].said) if number not in silent]
    return [each for each in said if all(each in way.said for way in ways)]


def only(has: Collection[str], here: Stop) -> Stop:
    """A page with only those answers that a language has."""
    return replace(here, answers=tuple(each for each in here.answers if each[0].id in has))


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
        longest=max(way.number for way in whole),
        roles=len({outcome.role for outcome in book.outcomes}),
        approachable=sum(role.approachable and not role.not_in_guide for role in book.roles),
        routes=len({outcome.route for outcome in book.outcomes if outcome.route}),
        all_routes=len(book.routes),
    )


def excused(book: Handbook) -> list[Role | Route]:
    """What the school says may stay out of the guide."""
    roles = [role for role in book.roles if role.not_in_guide]
    return [*roles, *(route for route in book.routes if route.not_in_guide)]


def tree(ways: Iterable[Path]) -> dict[tuple[str, ...], list[Path]]:
    """The ways that go on by one answer, by the answers before it."""
    found: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for way in ways:
        if way.taken:
            found[way.answers[:-1]].append(way)
    return found
