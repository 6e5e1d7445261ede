"""The lines of a line map: each target has a lane of its own between two columns, and lines to it run together there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
LANE, MARGIN, CUT = 8, 10, 7  # units between lanes, beside the outer ones, and cut off every corner
WORSE = 20  # crossings that two lines on top of each other count for


@dataclass(frozen=True)
class Passage:
    """What shares a lane between two columns: the heights at which it comes in, and those at which it leaves."""

    name: str
    comes: tuple[float, ...]
    leaves: tuple[float, ...]

    @property
    def low(self) -> float:
        return min(*self.comes, *self.leaves)

    @property
    def high(self) -> float:
        return max(*self.comes, *self.leaves)

    @property
    def straight(self) -> bool:
        return self.low == self.high


def lanes(passages: Iterable[Passage]) -> list[list[Passage]]:
    """The passages that turn, from left to right with few crossings; those that do not meet share a lane."""
    turning = sorted((each for each in passages if not each.straight), key=lambda each: (each.leaves, each.name))
    order: list[Passage] = []
    for each in turning:
        at = min(range(len(order) + 1), key=lambda place: _cost([*order[:place], each, *order[place:]]))
        order.insert(at, each)
    found: list[list[Passage]] = []
    for each in order:
        if found and all(each.low > other.high + LANE or each.high < other.low - LANE for other in found[-1]):
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _cost(order: list[Passage]) -> int:
    """How often a line crosses a lane that is not its own, when the lanes stand in this order."""
    return sum(_over(left, right) for at, left in enumerate(order) for right in order[at + 1 :])


def _over(left: Passage, right: Passage) -> int:
    """What comes in for the right lane crosses the left one, and what leaves the left lane crosses the right one.

    Lines that leave or come in at the same height would run on top of each other, which counts as much worse.
    """
    crossed = sum(left.low <= height <= left.high for height in right.comes)
    crossed += sum(right.low <= height <= right.high for height in left.leaves)
    return crossed + WORSE * len({*left.leaves} & {*right.comes})


def cornered(points: list[Point]) -> list[Point]:
    """A line along these points with its corners cut; points that do not turn are left out."""
    kept = [point for at, point in enumerate(points) if at == 0 or point != points[at - 1]]
    found = [kept[0]]
    for before, here, after in zip(kept, kept[1:], kept[2:], strict=False):
        if (before[0] == here[0]) == (here[0] == after[0]):
            continue
        size = min(CUT, _length(before, here) / 2, _length(here, after) / 2)
        found += [_towards(here, before, size), _towards(here, after, size)]
    return [*found, kept[-1]] if len(kept) > 1 else found


def _length(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(here: Point, there: Point, size: float) -> Point:
    far = _length(here, there) or 1.0
    return (here[0] + (there[0] - here[0]) * size / far, here[1] + (there[1] - here[1]) * size / far)


def path(points: list[Point]) -> str:
    """The points as an SVG path."""
    return "M" + " L".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in points)
