"""The line map of one school: every stop with its name and mark, and every line from one to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from handbook.draw.columns import (
    LEADING,
    SIZE,
    STRAND,
    Grid,
    Key,
    bands_of,
    columns_of,
    heights,
    items_of,
    lane_of,
    ordered,
    trail,
)
from handbook.draw.lanes import LANE, MARGIN, Passage, Point, cornered, lanes, path
from handbook.draw.rooms import HOUSE, is_housed, name_of, rooms, wrapped
from handbook.draw.shapes import corners
from handbook.draw.text_width import width
from handbook.model import Handbook, Role
from handbook.reason.network import BESIDE, Network, Node, Tie, foldings

MOST_STOPS = 72  # a map with more is folded
NAME = 10  # units from the middle of a mark to its name
SHARES = (1, 0.75, 0.5, 0.25)  # of the room that is left: the most that still fits
EDGE = 18  # units around the map, so that a mark at its side is whole
HEAD, TIGHT = 26, 8  # units above the first line of a band, with its name in it or beside it
FOOT = 38  # units for the row below the bands
MANY = 3  # who come from so many stops stand out: a wide line to a large mark
LEAST_WIDE = 640  # units, for the row below
ROOM_FOR_NUMBERS = 90  # units before a mark of that row
UNNAMED, REST, NOBODY = "niet-vastgelegd", "groep-rest", "Wie: niet vastgelegd"


@dataclass(frozen=True)
class Words:
    """A line of text in its place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, kw_only=True)
class MapStop:
    """A stop in its place: its mark around (x, y), and its name above its line.

    `mark` is 'dot', 'ring' for a meeting, 'bar' for outside, 'group' for roles folded into one, 'dashed' for nobody named;
    `tall` is how far below its line the last line leaves; `housed` says that the family may go there itself, `large` that
    many come there, and `aside` that its name stands beside its mark, for no line leaves it.
    """

    id: str
    name: str
    mark: str
    x: float
    y: float
    lines: tuple[str, ...]
    line: int = 0
    roles: tuple[Role, ...] = ()
    tall: float = 0
    housed: bool = False
    large: bool = False
    aside: bool = False

    @property
    def text(self) -> tuple[Words, ...]:
        """The lines of its name in their place, the first behind its house; with the spaces that part its words."""
        left, low = (self.x + NAME, self.y - 9) if not self.aside else (self.x + NAME + 4, self.y + 5)
        top = low - LEADING * (len(self.lines) - 1)
        shift = HOUSE if self.housed else 0
        told = spaced(self.lines, self.name)
        return tuple(Words(left + (0 if at else shift), top + LEADING * at, each) for at, each in enumerate(told))

    @property
    def house(self) -> Point | None:
        """Where its house stands, from the middle of its mark."""
        return (NAME + 1, self.text[0].y - self.y + 1) if self.housed else None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its name, its house included."""
        left = self.text[-1].x if len(self.lines) > 1 or not self.housed else self.text[0].x - HOUSE
        right = max((words.x + width(words.text.rstrip(), SIZE) for words in self.text), default=left)
        return (left, self.text[0].y - SIZE + 2, right, self.text[-1].y + 4)

    @property
    def frame(self) -> tuple[float, float, float, float]:
        """Left, top, width and height of what can be pressed, from the middle of its mark."""
        top = min(self.box[1] - 3 - self.y, -10.0)
        return (-10, top, self.box[2] - self.x + 16, self.tall + 11 - top)

    @property
    def number(self) -> tuple[float, float, str]:
        """Where the numbers of steps stand: before its mark, or at the side of the map below its name."""
        return (self.x + 5, self.y + 5, "end") if self.x > 3 * EDGE else (self.x - 5, self.y + 14, "start")

    @property
    def pill(self) -> float:
        """The top of what lies under those numbers."""
        return self.number[1] - 14

    @property
    def radius(self) -> float:
        """Half as wide as its mark."""
        return 7.5 if self.large or self.mark == "ring" else 6

    @property
    def corner(self) -> float:
        """Where its mark begins, from its middle."""
        return -self.radius

    @property
    def across(self) -> float:
        """How wide its mark is."""
        return 2 * self.radius

    @property
    def outer(self) -> float:
        """How tall its mark is, which covers every line that leaves it."""
        return self.tall + 2 * self.radius

    @property
    def inner(self) -> float:
        """How tall the inner ring of a meeting is."""
        return self.tall + 6


@dataclass(frozen=True)
class MapLine:
    """A line from one stop to another: the points it passes, and the same as a path; `gate` is the path of its gate."""

    tie: Tie
    points: tuple[Point, ...]
    drawn: str
    gate: str


@dataclass(frozen=True)
class Trunk:
    """All lines to one stop, which run together; `number` is its care line, and `below` their path to lay under them."""

    head: str
    number: int
    seat: bool
    below: str
    lines: tuple[MapLine, ...]

    @property
    def wide(self) -> bool:
        """Whether it is drawn as a wide line: one of a care line, or where many come together."""
        return not self.seat and (self.number > 0 or len(self.lines) >= MANY)


@dataclass(frozen=True)
class Band:
    """A band with its name in its place, and the number of its care line or 0."""

    name: str
    line: int
    left: float
    top: float
    width: float
    height: float
    words: Words
    badge: Point
    corners: str

    @property
    def foot_of_badge(self) -> float:
        """The height on which its number stands."""
        return self.badge[1] + 5


@dataclass(frozen=True)
class Sign:
    """A sign with what it means, in its place in the row that explains them all."""

    kind: str
    x: float
    y: float
    words: Words


SIGNS = (
    ("dot", "mens of functie"), ("ring", "overleg"), ("bar", "buiten de school"), ("house", "daar kunt u zelf heen"),
    ("gate", "eerst toestemming"), ("seat", "zit er alleen bij"), ("wide", "velen komen hier"),
    ("side", "gaat naar iemand naast de lijnen"),
)  # fmt: skip
SIGN, BEHIND = 26, 12  # units for a sign before its words, and behind them


def signs(wide: float, top: float) -> list[Sign]:
    """What every sign means, in rows of a map so wide; the first row at this height."""
    found: list[Sign] = []
    x, y = float(BEHIND), top
    for kind, told in SIGNS:
        need = SIGN + width(told, SIZE) + BEHIND
        if x + need > wide and x > BEHIND:
            x, y = float(BEHIND), y + LEADING + 8
        found.append(Sign(kind, x, y, Words(x + SIGN - 8, y + 5, told)))
        x += need
    return found


@dataclass(frozen=True)
class LineMap:
    """The map drawn: its size in units, its bands, trunks and stops."""

    network: Network
    width: float
    height: float
    bands: tuple[Band, ...]
    trunks: tuple[Trunk, ...]
    stops: tuple[MapStop, ...]
    home: Words | None
    size: int = SIZE


@dataclass(frozen=True)
class Sheet:
    """The units that a page has for a map: one that is wider scrolls in its frame, one that is taller is folded."""

    wide: int
    tall: int


DESK, NARROW = Sheet(1188, 800), Sheet(974, 1000)  # beside a scroll bar, in a window of 1280 and of 1024 pixels


@lru_cache(maxsize=64)
def line_map(network: Network, book: Handbook, sheet: Sheet = DESK) -> LineMap:
    """The map of one school, with no more roles folded into one stop than makes it fit its sheet."""
    fitting = (folded for folded in foldings(network) if len(folded.nodes) <= MOST_STOPS)
    for drawn in (_drawn(folded, book, sheet) for folded in fitting):
        if drawn.height <= sheet.tall:
            break
    return drawn


def _drawn(network: Network, book: Handbook, sheet: Sheet) -> LineMap:
    """A map that is drawn. Only then it knows how wide its lanes are; what they leave goes to the names."""
    first = _Drawn(network, book, sheet.wide)
    spare = max(0.0, sheet.wide - first.wide)
    tried = (_Drawn(network, book, sheet.wide, spare * part) for part in SHARES if spare)
    return next((each for each in tried if each.wide <= sheet.wide), first).map()


class _Drawn:
    """A map in the making: first the grid, then the places across, then the lines."""

    def __init__(self, network: Network, book: Handbook, wide: int, more: float = 0) -> None:
        self.network, self.book = network, book
        self.bands = bands_of(network)
        self.column = columns_of(network)
        self.last = max(self.column.values(), default=0)
        self.room = rooms(network, self.column, self._left_for_names(wide) + more)
        self.names = {node.id: wrapped(node, self.room[self.column[node.id]]) for node in network.nodes}
        items = items_of(network, self.column, {name: len(lines) for name, lines in self.names.items()})
        self.grid: Grid = ordered(network, items, self.column, self.bands)
        has_home = any(node.at_home for node in network.nodes)
        self.heads: dict[int, float] = {band: TIGHT if has_home and at else HEAD for at, band in enumerate(self.bands)}
        self.y, self.edges = heights(self.grid, self.bands, self.heads)
        self.strand = self._strands()
        self.gutters = {at: lanes(self._passages(at)) for at in range(self.last)}
        self.x = self._across()
        self.wide = max(self.x[-1] + NAME + self.room[-1] + EDGE, LEAST_WIDE)

    def _left_for_names(self, wide: int) -> float:
        """What is left for names of so wide a sheet, once all lines between the columns have their lanes."""
        aims = [
            {lane_of(tie) for tie in self.network.ties if self.column[tie.tail] <= at < self.column[tie.head]}
            for at in range(self.last)
        ]
        lost = sum(2 * MARGIN + LANE * max(0, len(aim) - 1) for aim in aims) + NAME * (self.last + 1) + 2 * EDGE
        return wide - lost

    def _strands(self) -> dict[tuple[str, str], float]:
        """How far below the line of its stop each line leaves, the one that goes highest on top."""
        leaving: dict[str, dict[str, float]] = defaultdict(dict)
        for tie in self.network.ties:
            leaving[tie.tail].setdefault(lane_of(tie), self.y[trail(tie, self.column)[1]])
        return {
            (tail, lane): STRAND * at
            for tail, aims in leaving.items()
            for at, lane in enumerate(sorted(aims, key=lambda each: (aims[each], each)))
        }

    def _height(self, key: Key, tie: Tie) -> float:
        """The height at which a tie leaves an item that it passes."""
        return self.y[key] + self.strand.get((key[0], lane_of(tie)), 0)

    def _passages(self, at: int) -> Iterator[Passage]:
        comes: dict[str, list[float]] = defaultdict(list)
        leaves: dict[str, list[float]] = defaultdict(list)
        for tie in self.network.ties:
            keys = trail(tie, self.column)
            for tail, head in pairwise(keys):
                if tail[1] == at:
                    comes[lane_of(tie)].append(self._height(tail, tie))
                    leaves[lane_of(tie)].append(self.y[head])
        yield from (Passage(name, _once(comes[name]), _once(leaves[name])) for name in comes)

    def _across(self) -> list[float]:
        """The middle of the marks of every column."""
        found = [float(EDGE)]
        for at in range(self.last):
            found.append(found[-1] + NAME + self.room[at] + 2 * MARGIN + LANE * max(0, len(self.gutters[at]) - 1))
        return found

    def _lane(self, tie: Tie, at: int) -> float | None:
        """Where the lane of a tie stands after column `at`; None where it runs straight on."""
        left = self.x[at] + NAME + self.room[at] + MARGIN
        name = lane_of(tie)
        return next((left + LANE * n for n, lane in enumerate(self.gutters[at]) if name in [p.name for p in lane]), None)

    def map(self) -> LineMap:
        foot = max((bottom for _, bottom in self.edges.values()), default=0.0)
        stops = [*map(self._stop, self.network.nodes), *self._foot(foot + FOOT - 16)]
        home = Words(self.x[0] - 8, self.edges[self.bands[0]][0] + 17, "Thuis")
        at_home = any(node.at_home for node in self.network.nodes)
        return LineMap(
            self.network, round(self.wide), round(foot + FOOT), tuple(self._bands(self.wide)), tuple(self._trunks()),
            tuple(stops), home if at_home else None,
        )  # fmt: skip

    def _bands(self, wide: float) -> Iterator[Band]:
        names = {line.number: str(line.name) for line in self.book.school.lines} | {BESIDE: "Naast de lijnen"}
        for at, band in enumerate(self.bands):
            top, bottom = self.edges[band]
            aside = self.heads[band] == TIGHT
            shifted = at == 0 and len(self.x) > 1 and any(node.at_home for node in self.network.nodes)
            left = self.x[1] - 8 if shifted else self.x[0] - 8
            middle = top + (17 if aside else 14)
            words = Words(left + (0 if band == BESIDE else 30), middle + 5, names[band])
            badge = (left + 13, middle)
            yield Band(names[band], band, 0, top, wide, bottom - top, words, badge, corners(band, *badge))

    def _stop(self, node: Node) -> MapStop:
        column, role = self.column[node.id], node.roles[0]
        leaving = len({lane_of(tie) for tie in self.network.ties if tie.tail == node.id})
        coming = sum(tie.head == node.id and not tie.seat for tie in self.network.ties)
        return MapStop(
            id=node.id,
            name=name_of(node),
            mark="group" if node.folded else mark_of(role),
            x=self.x[column],
            y=self.y[node.id, column],
            lines=self.names[node.id],
            line=0 if node.at_home else node.band,
            roles=node.roles,
            tall=STRAND * max(0, leaving - 1),
            housed=is_housed(node),
            large=coming >= MANY,
        )

    def _foot(self, y: float) -> Iterator[MapStop]:
        """Below the bands: nobody named, and everyone to whom no line leads."""
        left = self.x[1] if len(self.x) > 1 else self.x[0] + ROOM_FOR_NUMBERS
        yield MapStop(id=UNNAMED, name=NOBODY, mark="dashed", x=left, y=y, lines=(NOBODY,), aside=True)
        if rest := self.network.apart:
            name, beside = f"{len(rest)} anderen, zonder lijn", left + width(NOBODY, SIZE) + ROOM_FOR_NUMBERS
            yield MapStop(id=REST, name=name, mark="group", x=beside, y=y, lines=(name,), roles=rest, aside=True)

    def _trunks(self) -> Iterator[Trunk]:
        grouped: dict[str, list[Tie]] = defaultdict(list)
        for tie in self.network.ties:
            grouped[tie.head].append(tie)
        number = {node.id: max(node.band, 0) for node in self.network.nodes}
        for head, ties in grouped.items():
            lines = tuple(map(self._line, ties))
            seat = all(tie.seat for tie in ties)
            yield Trunk(head, 0 if seat else number[head], seat, " ".join(line.drawn for line in lines), lines)

    def _line(self, tie: Tie) -> MapLine:
        keys = trail(tie, self.column)
        points: list[Point] = [(self.x[keys[0][1]], self._height(keys[0], tie))]
        for tail, head in pairwise(keys):
            from_, to = self._height(tail, tie), self.y[head]
            if (lane := self._lane(tie, tail[1])) is not None:
                points += [(lane, from_), (lane, to)]
        points.append((self.x[keys[-1][1]], self.y[keys[-1]]))
        drawn = cornered(points)
        gate = _gate(self.x[keys[0][1]] + NAME + self.room[keys[0][1]] + 2, points[0][1]) if tie.consent else ""
        return MapLine(tie, tuple(drawn), path(drawn), gate)


def spaced(lines: tuple[str, ...], name: str) -> list[str]:
    """Lines of a name, each with a space at its end where the name has one, so that it is heard as it is read."""
    rest, found = " ".join(name.split()), []
    for line in lines:
        taken = len(line) if rest.startswith(line) else len(line) - 1  # a torn word has a hyphen that its name has not
        rest = rest[taken:]
        found.append(f"{line} " if rest.startswith(" ") else line)
        rest = rest.lstrip()
    return found


def _once(heights_: list[float]) -> tuple[float, ...]:
    return tuple(dict.fromkeys(heights_))


def _gate(x: float, y: float) -> str:
    """Two strokes across a line."""
    return f"M{x:g},{y - 6:g} v12 M{x + 5:g},{y - 6:g} v12"


def mark_of(role: Role) -> str:
    """How a role is marked on every map: a ring for a meeting, a bar for outside, a dot for someone."""
    return "bar" if role.kind.place == "outside" else "ring" if role.kind.gathers else "dot"
