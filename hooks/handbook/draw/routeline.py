"""A route as one line: from home past the care lines to outside, step by step; tall with its words, or small without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from handbook.draw.lanes import Point, cornered, path
from handbook.draw.linemap import NOBODY, Words, mark_of
from handbook.draw.shapes import corners
from handbook.draw.text_width import wrap
from handbook.model import Handbook, Role, Route, Step
from handbook.reason.steps import exits, ways

WIDE = 350  # units; at 360 px a unit is 328/350 px, so that SIZE comes out at 14 px
SIZE, LEADING = 15, 17.5  # units, of every text and from line to line
TRACK, SIDE = 19, 13  # units between tracks, and beside the first
HEAD, GAP, GATE = 38, 9, 21  # units above the first step, between steps, and for a gate
SMALL, SMALL_TRACK, SMALL_STEP, SMALL_WIDE = 70, 9, 16, 230  # units of the small drawing
HOME, ASIDE, OUTSIDE = "home", "aside", "outside"


@dataclass(frozen=True)
class Track:
    """A track down the drawing: a care line, or 'home', 'aside' or 'outside'; `corners` is the shape of its number."""

    kind: str
    line: int
    x: float
    corners: str


@dataclass(frozen=True)
class LineStep:
    """A step in its place, with its words and what is heard of it; `gate` is the path of a gate before it.

    `mark` is 'dot', 'ring', 'bar', or 'dashed' where nobody is named; `fork` says that a question is decided here.
    """

    step: Step
    number: int
    mark: str
    fork: bool
    x: float
    y: float
    name: tuple[Words, ...]
    more: tuple[Words, ...]
    gate: str
    top: float
    height: float


@dataclass(frozen=True)
class Piece:
    """The line from one step to the next, in the colour of where it goes."""

    line: int
    dashed: bool
    drawn: str


@dataclass(frozen=True)
class RouteLine:
    """A route drawn: its size in units, its tracks, its steps and the line between them."""

    route: Route
    width: float
    height: float
    foot: float
    tracks: tuple[Track, ...]
    steps: tuple[LineStep, ...]
    pieces: tuple[Piece, ...]
    size: float = SIZE


def route_line(route: Route, book: Handbook) -> RouteLine:
    """The whole route down the page, with who and what beside every step."""
    kinds = _kinds(book)
    x = {kind: SIDE + TRACK * at for at, kind in enumerate(kinds)}
    left = SIDE + TRACK * len(kinds)
    steps: list[LineStep] = []
    top = float(HEAD)
    for number, (step, place) in enumerate(zip(route.steps, places(route, book), strict=True), start=1):
        found = _step(route, step, number, book, (x[place], left, top))
        steps.append(found)
        top += found.height + GAP
    tracks = tuple(Track(_kind(kind), _line(kind), x[kind], corners(_line(kind), 0, 0)) for kind in kinds)
    return RouteLine(
        route, WIDE, round(top, 1), round(top - GAP, 1), tracks, tuple(steps), tuple(_pieces(route, steps, book))
    )


def small_line(route: Route, book: Handbook) -> RouteLine:
    """The same across, without words, to lay beside others."""
    kinds = _kinds(book)
    apart = min(SMALL_STEP, (SMALL_WIDE - 24) / max(1, len(route.steps) - 1))
    steps = []
    for number, (step, place) in enumerate(zip(route.steps, places(route, book), strict=True), start=1):
        x, y = round(24 + apart * (number - 1), 1), 6.0 + SMALL_TRACK * kinds.index(place)
        gate = f"M{x - 9:g},{y - 5:g} v10 M{x - 6:g},{y - 5:g} v10" if step.gate else ""
        steps.append(LineStep(step, number, _mark(step, book), bool(step.answers), x, y, (), (), gate, y, 0))
    tracks = tuple(Track(_kind(kind), _line(kind), 6.0 + SMALL_TRACK * at, "") for at, kind in enumerate(kinds))
    high = 12 + SMALL_TRACK * (len(kinds) - 1)
    pieces = tuple(_pieces(route, steps, book, across=True))
    return RouteLine(route, SMALL_WIDE + 10, high, high, tracks, tuple(steps), pieces)


def _kinds(book: Handbook) -> list[str]:
    """The tracks from left to right: home, the first line, meetings and others beside the lines, further lines, outside."""
    lines = [str(line.number) for line in book.school.lines]
    return [HOME, *lines[:1], ASIDE, *lines[1:], OUTSIDE]


def _kind(kind: str) -> str:
    return "line" if kind.isdigit() else kind


def _line(kind: str) -> int:
    return int(kind) if kind.isdigit() else 0


def places(route: Route, book: Handbook) -> list[str]:
    """Per step its track; a step that names nobody stays where the route is, or begins where it will be."""
    known = [_track(book.role[step.actor], book) if step.actor else "" for step in route.steps]
    here = next(filter(None, known), ASIDE)
    found = []
    for place in known:
        here = place or here
        found.append(here)
    return found


def _track(role: Role, book: Handbook) -> str:
    if role.kind.at_home:
        return HOME
    if role.kind.place == "outside":
        return OUTSIDE
    return str(role.first_line) if role.first_line else ASIDE


def _mark(step: Step, book: Handbook) -> str:
    return mark_of(book.role[step.actor]) if step.actor else "dashed"


def _step(route: Route, step: Step, number: int, book: Handbook, at: tuple[float, float, float]) -> LineStep:
    x, left, top = at
    name = wrap(f"{number}. {step.name}", SIZE, WIDE - left)
    who = [book.role[step.actor].name if step.actor else NOBODY]
    more = [line for text in (*who, *_answers(route, step, book)) for line in wrap(text, SIZE, WIDE - left)]
    begin = top + (GATE if step.gate else 0)
    y = round(begin + 10, 1)
    words = [Words(left, round(begin + 14 + LEADING * row, 1), text) for row, text in enumerate([*name, *more])]
    gate = f"M{x - 11},{top + 8:g} h22 M{x - 11},{top + 13:g} h22" if step.gate else ""
    high = GATE * bool(step.gate) + LEADING * len(words)
    cut = len(name)
    return LineStep(
        step, number, _mark(step, book), bool(step.answers), x, y, tuple(words[:cut]), tuple(words[cut:]), gate,
        round(top, 1), round(high, 1),
    )  # fmt: skip


def _answers(route: Route, step: Step, book: Handbook) -> Iterator[str]:
    """Where the answers of a decision lead, in few words, such as 'Ja: stap 4'."""
    if step.answers:
        number = {each.id: at for at, each in enumerate(route.steps, start=1)}
        told = [
            (way.answer, f"stap {number[way.exit.to]}" if way.exit.to else _end(way.exit)) for way in ways(route, step, book)
        ]
        yield ". ".join(f"{answer}: {to}" for answer, to in told) + "."


def _end(way: object) -> str:
    return "andere route" if getattr(way, "route", None) else "vraag het na" if getattr(way, "open", None) else "einde"


def _pieces(route: Route, steps: list[LineStep], book: Handbook, *, across: bool = False) -> Iterator[Piece]:
    """The line from each step to the next in the list, where the step leads on at all."""
    for one, other in pairwise(steps):
        if any(way.to or way.route for way in exits(route, one.step)):
            line = book.role[other.step.actor].first_line if other.step.actor else 0
            dashed = other.mark == "dashed" or other.step.without_school
            yield Piece(line, dashed, path(_across(one, other) if across else _down(one, other)))


def _down(one: LineStep, other: LineStep) -> list[Point]:
    turn = other.y - 18
    return cornered([(one.x, one.y), (one.x, turn), (other.x, turn), (other.x, other.y)])


def _across(one: LineStep, other: LineStep) -> list[Point]:
    return [(one.x, one.y), (other.x, other.y)]
