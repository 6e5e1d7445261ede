"""How wide each column of a line map is: as wide as makes the map lower, within what a desk has."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from handbook.draw.columns import LEADING, SIZE, items_of
from handbook.draw.text_width import wrap
from handbook.reason.network import Network, Node

LEAST, MOST, STEP = 88, 232, 8  # units for the names in a column, and by how many one grows
HOUSE = 17  # units for the sign that the family may go there itself
TORN = 40  # units of height that a torn word counts for


def name_of(node: Node) -> str:
    """The name of a stop."""
    return f"{len(node.roles)} rollen" if node.folded else str(node.roles[0].name)


def wrapped(node: Node, room: float) -> tuple[str, ...]:
    """The name of a stop in lines, with room before the first one for a house."""
    return _wrapped(name_of(node), room, HOUSE if is_housed(node) else 0)


@lru_cache(maxsize=4096)
def _wrapped(name: str, room: float, hung: float) -> tuple[str, ...]:
    return tuple(wrap(name, SIZE, room, hung))


def is_housed(node: Node) -> bool:
    """Whether the family may go to a stop itself."""
    return not node.folded and node.roles[0].approachable


def rooms(network: Network, column: dict[str, int], left: float) -> list[float]:
    """Units for the names of each column: each in turn the one that gains most grows, until nothing more is left."""
    costs = _Costs(network, column)
    found = [float(LEAST)] * (max(column.values(), default=0) + 1)
    while True:
        gains = [
            (gain / more, -more, at) for at in range(len(found)) for gain, more in costs.gains(found, at, left - sum(found))
        ]
        best = max((each for each in gains if each[0] > 0), default=None)
        if not best:
            return found
        found[best[2]] -= best[1]


class _Costs:
    """What a map costs: the height of its bands, a little of every line of every name, and torn words."""

    def __init__(self, network: Network, column: dict[str, int]) -> None:
        self.column = column
        self.bare: dict[tuple[int, int], float] = defaultdict(float)
        self.nodes: dict[tuple[int, int], list[Node]] = defaultdict(list)
        by_id = {node.id: node for node in network.nodes}
        for item in items_of(network, column, dict.fromkeys(by_id, 0)).values():
            self.bare[item.band, item.column] += item.over + item.under
            self.nodes[item.band, item.column] += [by_id[item.target]] if item.key[1] == column[item.target] else []
        self.known: dict[tuple[int, int, float], tuple[float, float]] = {}

    def gains(self, found: list[float], at: int, left: float) -> list[tuple[float, float]]:
        """What the map gains when a column grows, and by how much it grows."""
        now = self.of(found)
        grown = [STEP * step for step in range(1, 9) if found[at] + STEP * step <= MOST and STEP * step <= left]
        return [(now - self.of([*found[:at], found[at] + more, *found[at + 1 :]]), more) for more in grown]

    def of(self, found: list[float]) -> float:
        """The cost with these rooms."""
        high: dict[int, float] = defaultdict(float)
        rest = 0.0
        for band, at in self.bare:
            tall, more = self._of_one(band, at, found[at])
            high[band] = max(high[band], tall)
            rest += more
        return sum(high.values()) + rest

    def _of_one(self, band: int, at: int, room: float) -> tuple[float, float]:
        """How tall a column of a band is with this room for its names, and what their lines and torn words cost."""
        if (band, at, room) not in self.known:
            names = [wrapped(node, room) for node in self.nodes[band, at]]
            lines, torn = sum(map(len, names)), sum(line.endswith("-") for name in names for line in name)
            self.known[band, at, room] = (self.bare[band, at] + LEADING * lines, TORN * torn + 2 * lines)
        return self.known[band, at, room]
