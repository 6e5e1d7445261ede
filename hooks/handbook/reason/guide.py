"""The decision guide: a graph of questions whose every answer leads to one question or one outcome.

The pages are its paths: each beginning of a path is a page, so that a page knows how its reader came there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from handbook.model import Choice, Handbook, Outcome, Question, Text
from handbook.reason.reach import reach

MOST_QUESTIONS = 4  # on one path


MOST_PAGES = 500


@dataclass(frozen=True)
class Taken:
    """An answer given on the way: the question, and the answer chosen."""

    question: Question
    choice: Choice


@dataclass(frozen=True)
class Path:
    """The beginning of a way through the guide, or a whole one: the answers given, and where they lead."""

    taken: tuple[Taken, ...]
    at: Question | Outcome

    @property
    def place(self) -> str:
        """The page of this path, made of the ids of the answers."""
        return place(self.answers)

    @property
    def answers(self) -> tuple[str, ...]:
        """The ids of the answers given."""
        return tuple(each.choice.id for each in self.taken)

    @property
    def said(self) -> tuple[str, ...]:
        """The answers given, in their own words."""
        return tuple(each.choice.answer for each in self.taken)

    @property
    def asks(self) -> str:
        """What stands above its page: the question it comes to, or the name of the outcome."""
        return self.at.name if isinstance(self.at, Outcome) else self.at.question

    @property
    def ends(self) -> bool:
        return isinstance(self.at, Outcome)


def place(answers: tuple[str, ...]) -> str:
    """The page that the answers with these ids lead to."""
    return "/".join(["wegwijzer", *answers, "index.md"])


def paths(book: Handbook) -> Iterator[Path]:
    """Every beginning of a path, the empty one first, each before those that go on from it.

    Only for a guide that the rules have proved: without circles, and with every target there.
    """
    yield from _onward(Path((), book.question[book.guide.start]), book)


def _onward(path: Path, book: Handbook) -> Iterator[Path]:
    yield path
    if isinstance(path.at, Question):
        for choice in path.at.answers:
            goal = book.question.get(choice.to) or book.outcome[choice.to]
            yield from _onward(Path((*path.taken, Taken(path.at, choice)), goal), book)


def walked(answers: tuple[str, ...], book: Handbook) -> str | None:
    """Where answers with these ids lead: the id of a question or an outcome, or None when one does not exist."""
    here: str = book.guide.start
    for answer in answers:
        question = book.question.get(here)
        choice = next((each for each in question.answers if each.id == answer), None) if question else None
        if choice is None:
            return None
        here = choice.to
    return here


def nodes(book: Handbook) -> tuple[Question | Outcome, ...]:
    """Every question and outcome, in the order of the files."""
    return (*book.guide.questions, *book.outcomes)


def targets(question: Question) -> tuple[Text, ...]:
    """The ids that the answers of a question lead to, each once."""
    return tuple(dict.fromkeys(choice.to for choice in question.answers))


def can_be_counted(book: Handbook) -> bool:
    """Whether the guide starts, every target is there, and it has no circle."""
    known = {*book.question, *book.outcome}
    there = all(to in known for each in book.guide.questions for to in targets(each))
    return there and book.guide.start in book.question and not circle(book)


@lru_cache(maxsize=8)
def is_whole(book: Handbook) -> bool:
    """Whether the paths can be walked: they can be counted, and are not too many."""
    return can_be_counted(book) and sizes(book)[0] + len(book.outcomes) <= MOST_PAGES


@lru_cache(maxsize=4)
def reached(book: Handbook) -> frozenset[str]:
    """The ids of every question and outcome that some path comes by."""
    return frozenset(reach([str(book.guide.start)], lambda id_: targets(book.question[id_]) if id_ in book.question else ()))


@lru_cache(maxsize=4)
def circle(book: Handbook) -> tuple[str, ...]:
    """A circle of questions, or nothing; the questions are set aside one by one until only circles are left."""
    left: dict[str, set[Text]] = {
        question.id: {to for to in targets(question) if to in book.question} for question in book.guide.questions
    }
    while free := [id_ for id_, on in left.items() if not on & left.keys()]:
        for id_ in free:
            del left[id_]
    if not left:
        return ()
    way: list[str] = [min(left)]
    while (following := min(left[way[-1]] & left.keys())) not in way:
        way.append(following)
    return tuple(way[way.index(following) :])


@lru_cache(maxsize=4)
def sizes(book: Handbook) -> tuple[int, int]:
    """Without walking them: the number of path pages, and the number of questions on the longest path."""
    if circle(book):
        return 0, 0
    pages: dict[str, int] = {}
    depth: dict[str, int] = {}
    waiting: list[str] = [book.guide.start]
    while waiting:
        current = waiting[-1]
        question = book.question.get(current)
        ahead = [to for to in targets(question) if to not in pages] if question else []
        if ahead:
            waiting += ahead
            continue
        pages[current] = 1 + sum(pages[choice.to] for choice in question.answers) if question else 1
        depth[current] = 1 + max((depth[choice.to] for choice in question.answers), default=0) if question else 0
        waiting.pop()
    return pages[book.guide.start], depth[book.guide.start]
