"""The map of the explorer: every role in its place, and a line for each escalation."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.draw.layout import Words
from handbook.draw.text_width import wrap
from handbook.model import Role
from handbook.reason.escalation import targets
from handbook.reason.explorer import Explorer

BOX, GAP, ROOM = 196, 46, 26  # units: a stop, between columns, and before the text of a stop
LEADING, PAD, SIZE = 18, 5, 14  # units: a line of text, above and below it, and its height
HEAD, FOOT = 34, 22  # units kept for the name of a group, and the height in it on which the name stands
MOST_STOPS = 200  # roles; beyond that a picture hides more than it shows
COLUMNS = 5


@dataclass(frozen=True)
class Stopover:
    """A role on the map: its place and lines of text, the routes it takes part in, and the roles it goes to.

    `dot` is the centre of its mark from the left, `dash` where the mark of a party outside the school begins.
    """

    role: Role
    left: float
    top: float
    width: float
    height: float
    middle: float
    dot: float
    dash: float
    text: tuple[Words, ...]
    routes: tuple[str, ...]
    onward: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """The name of a group in its place on the map, with the number of its care line or 0."""

    name: str
    line: int
    left: float
    foot: float


@dataclass(frozen=True)
class Line:
    """A line on the map from one role to the next, with its SVG path."""

    tail: str
    head: str
    drawn: str


@dataclass(frozen=True)
class Map:
    """The map drawn: its size in units, its groups, stops and lines."""

    width: float
    height: float
    headings: tuple[Heading, ...]
    stops: tuple[Stopover, ...]
    lines: tuple[Line, ...]


def map_of(explorer: Explorer) -> Map | None:
    """The map: the groups in columns of about the same height, and a line for each escalation.

    None when there are too many roles to find one in a picture; the list then stands alone.
    """
    roles = explorer.book.roles
    if len(roles) > MOST_STOPS:
        return None
    tall = sum(_height(role) for role in roles) / COLUMNS
    while (placed := _placed(explorer, tall)) is None:
        tall += LEADING
    headings, stops = placed
    lines = tuple(Line(role.id, to, _curve(stops[role.id], stops[to])) for role in roles for to in stops[role.id].onward)
    high = max((stop.top + stop.height for stop in stops.values()), default=0)
    wide = max((stop.left + BOX for stop in stops.values()), default=BOX)
    return Map(wide + GAP, high + 2, tuple(headings), tuple(stops.values()), lines)


def _placed(explorer: Explorer, tall: float) -> tuple[list[Heading], dict[str, Stopover]] | None:
    """The groups in columns of at most this height, or None when they do not fit in so many columns."""
    headings: list[Heading] = []
    stops: dict[str, Stopover] = {}
    column, top = 0, 0.0
    for name, line, roles in explorer.groups():
        for index, role in enumerate(roles):
            begins = index == 0
            if top and top + _height(role) + (HEAD if begins else 0) > tall:
                column, top, begins = column + 1, 0.0, True
            if begins:
                headings.append(Heading(name, line, column * (BOX + GAP), top + FOOT))
                top += HEAD
            stops[role.id] = _stop(explorer, role, column * (BOX + GAP), top)
            top += _height(role)
    return (headings, stops) if column < COLUMNS else None


def _stop(explorer: Explorer, role: Role, left: float, top: float) -> Stopover:
    routes = tuple(share.route.id for share in explorer.backlinks.acts[role.id])
    text = tuple(Words("stop", left + ROOM, top + LEADING + LEADING * at, line) for at, line in enumerate(_lines(role)))
    high = _height(role)
    place = (left, top, BOX, high, top + high / 2, left + 11, left + 4)
    return Stopover(role, *place, text, routes, targets(role))


def _lines(role: Role) -> list[str]:
    return wrap(role.name, SIZE, BOX - ROOM - 4)


def _height(role: Role) -> float:
    return len(_lines(role)) * LEADING + 2 * PAD


def _curve(tail: Stopover, head: Stopover) -> str:
    """From the side of one stop to the side of another; within a column the line bows out at the right."""
    y, to = tail.middle, head.middle
    if tail.left == head.left:
        x = tail.left + BOX
        return f"M{x:g},{y:g} C{x + GAP:g},{y:g} {x + GAP:g},{to:g} {x:g},{to:g}"
    forward = head.left > tail.left
    x, end = (tail.left + BOX, head.left) if forward else (tail.left, head.left + BOX)
    bend = GAP if forward else -GAP
    return f"M{x:g},{y:g} C{x + bend:g},{y:g} {end - bend:g},{to:g} {end:g},{to:g}"
