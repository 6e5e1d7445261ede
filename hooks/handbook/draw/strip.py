"""The network as a strip: one name a row, and beside it a gutter with a track for each lane of the map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.draw.columns import lane_of
from handbook.draw.linemap import mark_of
from handbook.model import Role
from handbook.reason.network import Tie

MOST_TRIED = 12  # orders
TRACK, SIDE = 8, 4  # units between tracks, and beside the outer one
COMES, GOES, HIGH = 3.5, 6.5, 10  # units in a row: where a line comes in, where one leaves, and the height of a row


@dataclass(frozen=True)
class Rail:
    """What one care line draws in the gutter of a row."""

    line: int
    seat: bool
    drawn: str


@dataclass(frozen=True)
class Row:
    """A role with its mark, whom it goes to and who sits in it, and what stands in the gutter beside it."""

    role: Role
    mark: str
    onward: tuple[str, ...]
    seats: tuple[str, ...]
    rails: tuple[Rail, ...]
    gate: str


@dataclass(frozen=True)
class Strip:
    """The rows from top to bottom, and the width of the gutter in units."""

    rows: tuple[Row, ...]
    width: int


def strip(roles: tuple[Role, ...], ties: tuple[Tie, ...]) -> Strip:
    """Those roles, each just above whom it goes to; whoever is at home comes first."""
    here = {str(role.id): role for role in roles}
    gutter = _Gutter(here, tuple(tie for tie in ties if tie.tail in here and tie.head in here))
    return Strip(tuple(gutter.row(here[name]) for name in gutter.order), gutter.wide)


def _order(here: dict[str, Role], ties: tuple[Tie, ...]) -> list[str]:
    """The order with the narrowest gutter, of those that begin with one end of the lines or another."""
    goes = {tie.tail for tie in ties}
    ends = [name for name in here if name not in goes]
    many = {end: sum(tie.head == end for tie in ties) for end in ends}
    ways = (ends, ends[::-1], sorted(ends, key=lambda end: many[end]), sorted(ends, key=lambda end: -many[end]))
    orders = [_ordered([*way, *(ends[at:] + ends[:at])], here, ties) for at, way in enumerate(ways)]
    orders += [_ordered(ends[at:] + ends[:at], here, ties) for at in range(1, min(len(ends), MOST_TRIED))]
    return min(orders, key=lambda order: _wool(order, ties))


def _ordered(ends: list[str], here: dict[str, Role], ties: tuple[Tie, ...]) -> list[str]:
    """Who is at home, then every end of a line with those who go there just above it."""
    tails: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        tails[tie.head].append(tie.tail)
    found: dict[str, None] = {name: None for name, role in here.items() if role.kind.at_home and not tails[name]}
    for name in (*ends, *here):
        waiting = [name]
        while waiting:
            before = [tail for tail in tails[waiting[-1]] if tail not in found and tail not in waiting]
            if before:
                waiting.append(before[0])
            else:
                found.setdefault(waiting.pop(), None)
    return list(found)


def _wool(order: list[str], ties: tuple[Tie, ...]) -> tuple[int, int]:
    """How many tracks an order needs, and how long they are together."""
    at = {name: number for number, name in enumerate(order)}
    return max(_tracks(ties, at).values(), default=0), sum(abs(at[tie.head] - at[tie.tail]) for tie in ties)


def _tracks(ties: tuple[Tie, ...], row: dict[str, int]) -> dict[str, int]:
    """Per lane its track: the shortest nearest to the names, and two in one track only where they do not meet."""
    spans: dict[str, tuple[int, int]] = {}
    for tie in ties:
        ends = sorted((row[tie.tail], row[tie.head]))
        low, high = spans.get(lane_of(tie), (ends[0], ends[1]))
        spans[lane_of(tie)] = (min(low, ends[0]), max(high, ends[1]))
    taken: list[list[tuple[int, int]]] = []
    found: dict[str, int] = {}
    for lane in sorted(spans, key=lambda each: (spans[each][1] - spans[each][0], spans[each])):
        low, high = spans[lane]
        at = next((n for n, used in enumerate(taken) if all(high < a or b < low for a, b in used)), len(taken))
        if at == len(taken):
            taken.append([])
        taken[at].append((low, high))
        found[lane] = at
    return found


class _Gutter:
    """What stands beside the names: the order of the rows, and a track for each lane."""

    def __init__(self, here: dict[str, Role], ties: tuple[Tie, ...]) -> None:
        self.here, self.ties = here, ties
        self.order = _order(here, ties)
        self.at = {name: number for number, name in enumerate(self.order)}
        self.track = _tracks(ties, self.at)
        self.wide = 2 * SIDE + TRACK * (max(self.track.values(), default=-1) + 1)
        self.lanes: dict[str, list[Tie]] = defaultdict(list)
        for tie in ties:
            self.lanes[lane_of(tie)].append(tie)

    def row(self, role: Role) -> Row:
        mine = [tie for tie in self.ties if tie.tail == role.id]
        x, gate = self.wide - 5, ""
        if any(tie.consent for tie in mine):
            gate = f"M{x},{GOES - 1.8} V{GOES + 1.8} M{x + 3},{GOES - 1.8} V{GOES + 1.8}"
        onward = tuple(tie.head for tie in mine if not tie.seat)
        seats = tuple(tie.head for tie in mine if tie.seat)
        return Row(role, mark_of(role), onward, seats, tuple(self._rails(str(role.id))), gate)

    def _rails(self, name: str) -> Iterator[Rail]:
        parts: dict[tuple[int, bool], list[str]] = defaultdict(list)
        for lane, own in self.lanes.items():
            ends = [self.at[end] for tie in own for end in (tie.tail, tie.head)]
            if min(ends) <= self.at[name] <= max(ends):
                joints = {GOES for tie in own if tie.tail == name} | {COMES for tie in own if tie.head == name}
                line = 0 if own[0].seat else self.here[own[0].head].first_line
                x = self.wide - SIDE - TRACK * self.track[lane]
                parts[line, own[0].seat] += _rail(self.at[name], joints, ends, x, self.wide)
        yield from (Rail(line, seat, " ".join(drawn)) for (line, seat), drawn in parts.items())


def _rail(here: int, joints: set[float], ends: list[int], x: int, wide: int) -> Iterator[str]:
    """What one track draws in one row: the piece of track, and the turn to or from the name."""
    top = 0.0 if here > min(ends) else min(joints)
    bottom = float(HIGH) if here < max(ends) else max(joints)
    if top != bottom:
        yield f"M{x},{top:g} V{bottom:g}"
    yield from (f"M{x},{joint:g} H{wide}" for joint in sorted(joints))
