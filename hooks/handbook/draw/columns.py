"""Where the stops of a line map stand, before any line is drawn: columns, order and height.

A column is a step from home, a band a care line. A line that passes a column on its way to a target has a waypoint there,
one for each target, so that lines to one target run together. Nothing here is random, and no font is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from handbook.reason.network import BESIDE, Network, Tie, depths

SWEEPS = 12  # over all columns, there and back
STRAND = 6  # units between lines that leave a stop side by side
LEADING, SIZE = 16, 14  # units from line to line of a name, and the height of its letters
SMALLEST_TURN = 3  # units
ABOVE, BELOW, APART = 9, 8, 7  # units from a name to its line, below the last line, and around a line that passes


@dataclass(frozen=True)
class Item:
    """Something in a column: a stop, or a waypoint of the lines to `target`; `over` and `under` its line it needs room."""

    key: tuple[str, int]
    target: str
    column: int
    band: int
    over: float
    under: float


Key = tuple[str, int]


def lane_of(tie: Tie) -> str:
    """What runs together: all lines to one target, and those from one meeting to whoever only sits in it."""
    return f"zit-{tie.tail}" if tie.seat else tie.head


def columns_of(network: Network) -> dict[str, int]:
    """Per stop its column: as many steps as it is from home; one to whom nobody comes stands just before whom it goes to."""
    names = [node.id for node in network.nodes]
    far = depths(names, network.ties)
    heads, tails = _neighbours(network.ties)
    home = {node.id for node in network.nodes if node.at_home and not tails[node.id]}
    start = 1 if home else 0
    column = {name: 0 if name in home else max(start, far[name]) for name in names}
    for name in sorted(names, key=lambda each: far[each]):
        if name not in home:
            column[name] = max([start, *(column[tail] + 1 for tail in tails[name])])
    for name in names:
        if name not in home and not tails[name] and heads[name]:
            column[name] = max(start, min(column[head] for head in heads[name]) - 1)
    ends = [name for name in names if tails[name] and not heads[name]]
    return _lower(network, _alone(network, column, start), ends)


def _lower(network: Network, column: dict[str, int], ends: list[str]) -> dict[str, int]:
    """Whoever goes to nobody may stand further on: one after another moves on, as long as that makes the map lower."""
    items = items_of(network, column, dict.fromkeys(column, 1))
    last = max(column.values(), default=0)
    tall: dict[int, list[float]] = defaultdict(lambda: [0.0] * (last + 1))  # of every column, with names on one line
    for item in items.values():
        tall[item.band][item.column] += item.over + item.under
    own = {name: items[name, column[name]] for name in ends}
    while True:
        moves = {
            (name, to): max(_moved(tall[item.band], item, to)) - max(tall[item.band])
            for name, item in own.items()
            for to in range(item.column + 1, last + 1)
        }
        best = min(moves, key=lambda move: moves[move], default=None)
        if not best or moves[best] >= 0:
            return column | {name: item.column for name, item in own.items()}
        name, to = best
        tall[own[name].band] = _moved(tall[own[name].band], own[name], to)
        own[name] = replace(own[name], column=to)


def _moved(tall: list[float], item: Item, to: int) -> list[float]:
    """How tall the columns of a band are once an item stands further on, and its line passes the columns before it."""
    found = list(tall)
    for at in range(item.column, to):
        found[at] += 2 * APART
    found[item.column] -= item.over + item.under
    found[to] += item.over + item.under
    return found


def _alone(network: Network, column: dict[str, int], start: int) -> dict[str, int]:
    """Whoever has no tie stands where its band is emptiest."""
    tied = {end for tie in network.ties for end in (tie.tail, tie.head)}
    widest = max((column[node.id] for node in network.nodes if node.id in tied), default=start + 3)
    filled: dict[tuple[int, int], int] = defaultdict(int)
    for node in network.nodes:
        if node.id in tied:
            filled[node.band, column[node.id]] += 1
    for node in network.nodes:
        if node.id not in tied and not node.at_home:
            best = min(range(start, max(widest, start) + 1), key=lambda at: (filled[node.band, at], -at))
            column[node.id] = best
            filled[node.band, best] += 1
    return column


def _neighbours(ties: Iterable[Tie]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    heads: dict[str, list[str]] = defaultdict(list)
    tails: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        heads[tie.tail].append(tie.head)
        tails[tie.head].append(tie.tail)
    return heads, tails


def trail(tie: Tie, column: dict[str, int]) -> list[Key]:
    """The items that a tie passes, its two ends included."""
    between = range(column[tie.tail] + 1, column[tie.head])
    return [(tie.tail, column[tie.tail]), *((f"{tie.head}", at) for at in between), (tie.head, column[tie.head])]


def rows_of(network: Network) -> dict[str, int]:
    """Per stop its band from above; who is at home stands beside the first of them, in a column of its own."""
    bands = bands_of(network)
    return {node.id: bands[0] if node.at_home else node.band for node in network.nodes}


def bands_of(network: Network) -> list[int]:
    """The bands from above: the care lines, then who stands beside them."""
    return sorted({node.band for node in network.nodes if not node.at_home}, key=lambda band: (band == BESIDE, band)) or [
        BESIDE
    ]


def items_of(network: Network, column: dict[str, int], lines: dict[str, int]) -> dict[Key, Item]:
    """Every stop and waypoint; `lines` says over how many lines the name of a stop is broken."""
    leaving = {
        tail: len({lane_of(tie) for tie in network.ties if tie.tail == tail}) for tail in {t.tail for t in network.ties}
    }
    row = rows_of(network)
    found: dict[Key, Item] = {}
    for each in network.nodes:
        over, under = ABOVE + LEADING * lines[each.id], BELOW + STRAND * max(0, leaving.get(each.id, 0) - 1)
        found[each.id, column[each.id]] = Item(
            (each.id, column[each.id]), each.id, column[each.id], row[each.id], over, under
        )
    for tie in network.ties:
        for key in trail(tie, column)[1:-1]:
            found.setdefault(key, Item(key, tie.head, key[1], row[tie.head], APART, APART))
    return found


@dataclass(frozen=True)
class Grid:
    """The items of each column from top to bottom, and the links between neighbours: pairs of items, each once."""

    stacks: dict[int, list[Item]]
    links: tuple[tuple[Key, Key], ...]


def ordered(network: Network, items: dict[Key, Item], column: dict[str, int], bands: list[int]) -> Grid:
    """The items of each column in the order with the fewest crossings that some sweeps find; bands keep their order."""
    links = tuple(dict.fromkeys(pair for tie in network.ties for pair in pairwise(trail(tie, column))))
    rank = {band: at for at, band in enumerate(bands)}
    stacks: dict[int, list[Item]] = defaultdict(list)
    for item in items.values():
        stacks[item.column].append(item)
    for stack in stacks.values():
        stack.sort(key=lambda item: rank[item.band])
    best = {at: list(stack) for at, stack in stacks.items()}
    fewest = crossings(best, links)
    for sweep in range(SWEEPS):
        _sweep(stacks, links, rank, sweep)
        if (now := crossings(stacks, links)) < fewest:
            best, fewest = {at: list(stack) for at, stack in stacks.items()}, now
    return Grid(best, links)


def _sweep(stacks: dict[int, list[Item]], links: tuple[tuple[Key, Key], ...], rank: dict[int, int], sweep: int) -> None:
    """Puts every column in the order of the middles of its neighbours: from the left, from the right, then from both."""
    place = {item.key: (at + 0.5) / len(stack) for stack in stacks.values() for at, item in enumerate(stack)}
    left: dict[Key, list[Key]] = defaultdict(list)
    right: dict[Key, list[Key]] = defaultdict(list)
    for tail, head in links:
        right[tail].append(head)
        left[head].append(tail)
    sides = (left, right) if sweep % 3 == 2 else (left,) if sweep % 3 == 0 else (right,)
    for at in sorted(stacks, reverse=sweep % 3 == 1):
        stack = stacks[at]
        middle = {item.key: _middle([key for side in sides for key in side[item.key]], place, item.key) for item in stack}
        stack.sort(key=lambda item: (rank[item.band], middle[item.key]))
        place |= {item.key: (number + 0.5) / len(stack) for number, item in enumerate(stack)}


def _middle(keys: list[Key], place: dict[Key, float], own: Key) -> float:
    return sum(place[key] for key in keys) / len(keys) if keys else place[own]


def crossings(stacks: dict[int, list[Item]], links: Iterable[tuple[Key, Key]]) -> int:
    """How often two links between the same columns cross; those to one target run together and cross never."""
    place = {item.key: at for stack in stacks.values() for at, item in enumerate(stack)}
    target = {item.key: item.target for stack in stacks.values() for item in stack}
    between: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for tail, head in links:
        between[tail[1]].append((place[tail], place[head], target[head]))
    return sum(_inversions(sorted(found)) for found in between.values())


def _inversions(found: list[tuple[int, int, str]]) -> int:
    return sum(
        low[0] < high[0] and low[1] > high[1] and low[2] != high[2]
        for at, low in enumerate(found)
        for high in found[at + 1 :]
    )  # fmt: skip


Edges = dict[int, tuple[float, float]]  # per band its top and bottom


def heights(grid: Grid, bands: list[int], heads: dict[int, float]) -> tuple[dict[Key, float], Edges]:
    """The height of the line of every item, and the top and bottom of every band; `heads` is the room its name needs."""
    edges: Edges = {}
    top = 0.0
    for band in bands:
        need = max((_need(stack, band) for stack in grid.stacks.values()), default=0.0)
        edges[band] = (top, top + heads[band] + max(need, 22.0))
        top = edges[band][1] + 8
    y: dict[Key, float] = {}
    for stack in grid.stacks.values():
        for band in bands:
            at = edges[band][0] + heads[band]
            for item in (item for item in stack if item.band == band):
                y[item.key] = at + item.over
                at = y[item.key] + item.under
    for sweep in range(SWEEPS):
        _straighten(grid, y, edges, heads, sweep)
    _smooth(grid, y)
    return {key: float(round(value)) for key, value in y.items()}, edges


def _smooth(grid: Grid, y: dict[Key, float]) -> None:
    """Takes out the smallest turns: a line that passes a column runs on at the height at which it comes."""
    passing = {item.key for stack in grid.stacks.values() for item in stack if item.over == APART}
    for tail, head in sorted(grid.links, key=lambda link: link[0][1]):
        if head in passing and abs(y[head] - y[tail]) <= SMALLEST_TURN:
            y[head] = y[tail]


def _need(stack: list[Item], band: int) -> float:
    return sum(item.over + item.under for item in stack if item.band == band)


def _straighten(grid: Grid, y: dict[Key, float], edges: Edges, heads: dict[int, float], sweep: int) -> None:
    """Draws every item towards its neighbours, as far as the others in its column and band leave room."""
    beside: dict[Key, list[Key]] = defaultdict(list)
    for tail, head in grid.links:
        beside[tail].append(head)
        if sweep < SWEEPS - 2:
            beside[head].append(tail)
    for at in sorted(grid.stacks, reverse=sweep % 2 == 1 or sweep >= SWEEPS - 2):
        for band, (top, bottom) in edges.items():
            stack = [item for item in grid.stacks[at] if item.band == band]
            wish = [_middle(beside[item.key], y, item.key) for item in stack]
            y |= zip((item.key for item in stack), settled(stack, wish, top + heads[band], bottom), strict=True)


def settled(stack: list[Item], wish: list[float], top: float, bottom: float) -> list[float]:
    """The heights nearest to those wished for without overlap: neighbours in each other's way move as one block."""
    offset, total = [], 0.0
    for item in stack:
        total += item.over
        offset.append(total)
        total += item.under
    blocks: list[tuple[float, int]] = []  # where the block would have its zero, and how many items it has
    for want, own in zip(wish, offset, strict=True):
        blocks.append((want - own, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (last, many), (before, more) = blocks.pop(), blocks.pop()
            blocks.append(((last * many + before * more) / (many + more), many + more))
    zeros = [min(max(zero, top), bottom - total) for zero, many in blocks for _ in range(many)]
    return [zero + own for zero, own in zip(zeros, offset, strict=True)]
