"""The decision guide: a graph of questions whose every answer leads to one question or one outcome.

A question is a page for every path that comes to it, so that it knows how its reader came there. An outcome is one page,
which has a mark for every path that ends there: the link of the last answer leads to that. Which answers a reader gets
depends on what they said before: their school and their role.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from handbook.families import place_of
from handbook.model import Choice, Handbook, Outcome, Question, Text
from handbook.reason.reach import reach

MOST_QUESTIONS = 4  # on one path, after those that ask who someone is


MOST_PAGES = 1500  # they are small, and stay out of search and menu


@dataclass(frozen=True)
class Reader:
    """Who goes through the guide, as far as their answers told: the id of their school, and of the role they have."""

    school: str = ""
    role: str = ""

    def sees(self, choice: Choice) -> bool:
        """Whether an answer is for this reader."""
        other_school = choice.school and self.school and choice.school != self.school
        return not other_school and self.role not in choice.not_for and (not choice.only_for or self.role in choice.only_for)

    def after(self, choice: Choice) -> Reader:
        """The same reader, after an answer that may tell their school or role."""
        told = (choice.school and not self.school) or choice.asker
        return Reader(self.school or choice.school or "", choice.asker or self.role) if told else self


def answers(question: Question, reader: Reader) -> tuple[Choice, ...]:
    """The answers that a question has for a reader."""
    return tuple(choice for choice in question.answers if reader.sees(choice))


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
        """The page of this path, made of the ids of the answers, or that of its outcome."""
        return f"{place_of(self.at)}.md" if self.ends else place(self.answers)

    @property
    def before(self) -> str:
        """The page of the question before this page; of the first page, that page itself."""
        return place(self.answers[:-1])

    @property
    def mark(self) -> str:
        """What shows on the page of the outcome how its reader came there, as the anchor in its address."""
        return mark(self.answers)

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

    @property
    def number(self) -> int:
        """How many questions were answered on the way, without those that ask who someone is."""
        return sum(not each.question.first for each in self.taken)

    @cached_property
    def reader(self) -> Reader:
        """Who came here."""
        reader = Reader()
        for each in self.taken:
            reader = reader.after(each.choice)
        return reader


def own_id(outcome: str, school: str) -> str:
    """The id of the outcome that a school has in place of another."""
    return f"{outcome}-{school}"


def base_of(outcome: str, book: Handbook) -> str:
    """The outcome that another stands for at some school, or nothing."""
    found = (outcome.removesuffix(f"-{school.id}") for school in book.school.schools if outcome.endswith(f"-{school.id}"))
    return next((base for base in found if base in book.outcome), "")


@dataclass(frozen=True)
class Other:
    """Another outcome, by the answer that leads there; `whom` it is for, where the same answer leads others elsewhere."""

    outcome: Outcome
    answer: Text
    whom: tuple[Text, ...] = ()

    @property
    def place(self) -> str:
        """Its page."""
        return f"{place_of(self.outcome)}.md"


def others(outcome: Outcome, book: Handbook) -> tuple[Other, ...]:
    """What the text of an outcome tells its readers to choose instead: for each reader their own."""
    ways: dict[str, list[Path]] = {}
    for each in outcome.see:
        for reader in readers(book).get(outcome.id, ()):
            own = own_id(each, reader.school)
            to = own if own in book.outcome else str(each)
            ways.setdefault(to, []).extend(_first_ways(book).get((to, reader), ()))
    ends = {to: (found[0].taken[-1].choice.answer, _who(found)) for to, found in ways.items() if found}

    def told(to: str) -> tuple[Text, ...]:
        answer, who = ends[to]
        same = [others_said for said, others_said in ends.values() if said == answer]
        return tuple(each for each in who if any(each not in other for other in same))

    return tuple(Other(book.outcome[to], answer, told(to)) for to, (answer, _) in ends.items())


def _who(ways: Iterable[Path]) -> tuple[Text, ...]:
    """What those who go these ways said of themselves."""
    return tuple(dict.fromkeys(each.choice.answer for way in ways for each in way.taken if each.question.first))


@lru_cache(maxsize=4)
def _first_ways(book: Handbook) -> dict[Stand, tuple[Path]]:
    """The first way by which each reader comes to an outcome."""
    return {(str(path.at.id), path.reader): (path,) for path in reversed(paths(book)) if path.ends}


Stand = tuple[str, Reader]  # the id of a question or an outcome, and who came there


def led(choice: Choice, reader: Reader, book: Handbook) -> Stand:
    """Where an answer leads a reader, to the outcome of their school if that has its own, and what is known of them then."""
    after = reader.after(choice)
    own = own_id(choice.to, after.school) if after.school else ""
    return own if own in book.outcome else str(choice.to), after


def page_after(choice: Choice, reader: Reader, before: tuple[str, ...], book: Handbook) -> str:
    """The page that an answer leads a reader to, who gave those `before`."""
    to, _ = led(choice, reader, book)
    given = (*before, choice.id)
    return f"{place_of(book.outcome[to])}.md#{mark(given)}" if to in book.outcome else place(given)


def mark(answers: tuple[str, ...]) -> str:
    """The anchor, on the page of an outcome, of the path with these answers."""
    return f"via-{'.'.join(answers)}"


def place(answers: tuple[str, ...]) -> str:
    """The page that the answers with these ids lead to."""
    return "/".join(["wegwijzer", *answers, "index.md"])


@lru_cache(maxsize=8)
def paths(book: Handbook) -> tuple[Path, ...]:
    """Every beginning of a path, the empty one first, each before those that go on from it.

    Only for a guide that the rules have proved: without circles, and with every target there.
    """
    return tuple(_onward(Path((), book.question[book.guide.start]), book))


def _onward(path: Path, book: Handbook) -> Iterator[Path]:
    yield path
    if isinstance(path.at, Question):
        for choice in answers(path.at, path.reader):
            to, _ = led(choice, path.reader, book)
            end = book.question.get(to) or book.outcome[to]
            yield from _onward(Path((*path.taken, Taken(path.at, choice)), end), book)


def asks_school(book: Handbook) -> bool:
    """Whether the guide first asks which school it is."""
    return all(choice.school for choice in book.question[book.guide.start].answers)


def walked(given: tuple[str, ...], book: Handbook) -> str | None:
    """Where answers with these ids lead: the id of a question or an outcome, or None when one does not exist."""
    turns, here = _turns(book), _start(book)
    for answer in given:
        if answer not in turns[here]:
            return None
        here = turns[here][answer]
    return here[0]


def nodes(book: Handbook) -> tuple[Question | Outcome, ...]:
    """Every question and outcome, in the order of the files."""
    return (*book.guide.questions, *book.outcomes)


def targets(question: Question) -> tuple[Text, ...]:
    """The ids that the answers of a question lead to, whoever asks, each once."""
    return tuple(dict.fromkeys(choice.to for choice in question.answers))


def can_be_counted(book: Handbook) -> bool:
    """Whether the guide starts, every target is there, and it has no circle."""
    known = {*book.question, *book.outcome}
    there = all(to in known for each in book.guide.questions for to in targets(each))
    return there and book.guide.start in book.question and not circle(book)


@lru_cache(maxsize=8)
def is_whole(book: Handbook) -> bool:
    """Whether the paths can be walked: they can be counted, and are not too many."""
    return can_be_counted(book) and sizes(book)[0] <= MOST_PAGES


def stands(book: Handbook) -> Iterable[Stand]:
    """Every question and outcome that some path comes by, each with every reader who comes there."""
    return _onwards(book).keys()


Steps = tuple[tuple[Choice, Stand], ...]  # the answers that somebody sees, each with where it leads them


@lru_cache(maxsize=8)
def _onwards(book: Handbook) -> dict[Stand, Steps]:
    """What everyone who comes somewhere on a path can answer there."""
    found: dict[Stand, Steps] = {}

    def onward(stand: Stand) -> Iterator[Stand]:
        found[stand] = _next(stand, book)
        return (to for _, to in found[stand])

    reach([_start(book)], onward)
    return found


@lru_cache(maxsize=8)
def _turns(book: Handbook) -> dict[Stand, dict[str, Stand]]:
    """Where each answer leads, by its id."""
    return {stand: {str(choice.id): to for choice, to in reversed(steps)} for stand, steps in _onwards(book).items()}


def _start(book: Handbook) -> Stand:
    return str(book.guide.start), Reader()


def _next(stand: Stand, book: Handbook) -> Steps:
    at, reader = stand
    seen = answers(book.question[at], reader) if at in book.question else ()
    return tuple((choice, led(choice, reader, book)) for choice in seen)


@lru_cache(maxsize=8)
def readers(book: Handbook) -> dict[str, tuple[Reader, ...]]:
    """Per question and outcome that some path comes by: every reader who comes there."""
    found: dict[str, list[Reader]] = defaultdict(list)
    for at, reader in sorted(stands(book), key=lambda stand: (stand[0], stand[1].school, stand[1].role)):
        found[at].append(reader)
    return {at: tuple(each) for at, each in found.items()}


def shown(question: Question, book: Handbook) -> list[tuple[Choice, ...]]:
    """The answers of a question as each reader who comes there sees them; all of them where nobody comes."""
    seen = [answers(question, reader) for reader in readers(book).get(question.id, ())]
    return list(dict.fromkeys(seen)) or [question.answers]


@lru_cache(maxsize=8)
def reached(book: Handbook) -> frozenset[str]:
    """The ids of every question and outcome that some path comes by."""
    return frozenset(at for at, _ in stands(book))


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
    """Without walking them: the number of pages, and the number of questions that count on the longest path.

    Each outcome is one page, and each question as many as there are ways to it.
    """
    depth: dict[Stand, int] = {}
    for at, onward in _led_on(book).items():
        question = book.question.get(at[0])
        depth[at] = max((depth[to] for _, to in onward), default=0) + (question is not None and not question.first)
    asked = sum(many for (at, _), many in _ways(book).items() if at in book.question)
    return asked + len(book.outcomes), depth.get(_start(book), 0)


@lru_cache(maxsize=4)
def _ways(book: Handbook) -> Counter[Stand]:
    """Per question and outcome, for each reader who comes there, how many ways lead to it."""
    onward = _led_on(book)
    ways: Counter[Stand] = Counter([_start(book)] if onward else ())
    for stand in reversed(onward):
        for _, to in onward[stand]:
            ways[to] += ways[stand]
    return ways


@lru_cache(maxsize=4)
def _led_on(book: Handbook) -> dict[Stand, Steps]:
    """Where each question and outcome leads each reader who comes there: each comes after all that it leads to.

    Nothing of a guide with a circle.
    """
    found: dict[Stand, Steps] = {}
    waiting: list[Stand] = [] if circle(book) else [_start(book)]
    while waiting:
        onward = _onwards(book)[waiting[-1]]
        if ahead := [to for _, to in onward if to not in found]:
            waiting += ahead
        else:
            found[waiting.pop()] = onward
    return found
