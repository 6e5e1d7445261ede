"""Where everything in a chart stands: `dot` lays out boxes of fixed size, so that no font of the machine has a say."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.metadata import version

import graphviz

from handbook.draw.charts import Chart, Edge, Node
from handbook.draw.shapes import corners
from handbook.draw.text_width import width, wrap
from handbook.problems import ToolError
from handbook.store import STORE

try:
    import pygraphviz
except ImportError:  # then the `dot` of the system draws, and the build says so
    pygraphviz = None


WIDEST = 350  # units; at 360 px a unit is 328/350 px, so that SIZE comes out at 14 px
SIZE = 15  # units, of every text in a chart
LEADING = 19  # units from line to line
PADDING = 10
BADGE = 34  # units kept free at the left for the number
END_WIDTH = 118
MOST_IN_LABEL = 112


@dataclass(frozen=True)
class Words:
    """A line of text in its place; `role` is what it says of its node: 'title', 'actor' or 'row'."""

    role: str
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Box:
    """A node in its place: its left, top, width and height in units, with the lines of text that stand in it.

    `middle` is the centre of its number, `corners` the shape around that ('' for a circle), `rules` the heights of the
    lines between its ways on.
    """

    node: Node
    left: float
    top: float
    width: float
    height: float
    words: tuple[Words, ...] = ()
    rules: tuple[float, ...] = ()
    middle: tuple[float, float] = (0, 0)
    corners: str = ""

    @property
    def right(self) -> float:
        return round(self.left + self.width, 1)

    @property
    def bottom(self) -> float:
        return round(self.top + self.height, 1)

    @property
    def waist(self) -> float:
        """The height of its middle."""
        return round(self.top + self.height / 2, 1)

    @property
    def badged(self) -> bool:
        """Whether it has a place for a number."""
        return bool(self.node.number) or self.node.shape == "role"

    @property
    def mark(self) -> str:
        """What stands in the place for a number: the number of the step, else that of the care line, else nothing."""
        return self.node.number or str(self.node.line or "")

    @property
    def foot_of_mark(self) -> float:
        """The height on which the number stands."""
        return round(self.middle[1] + 5.2, 1)

    @property
    def outline(self) -> str:
        """The corners of a decision: a box with a point at its left and right."""
        left, right = round(self.left + 9, 1), round(self.right - 9, 1)
        upper, lower = f"{left},{self.top} {right},{self.top}", f"{right},{self.bottom} {left},{self.bottom}"
        return f"{self.left},{self.waist} {upper} {self.right},{self.waist} {lower}"

    @property
    def bar(self) -> str:
        """The path along the top of an end."""
        return f"M{self.left},{round(self.top + 1.5, 1)} H{self.right}"

    @property
    def posts(self) -> str:
        """The path of the two posts of a gate, which stand out above and below it."""
        over, under = round(self.top - 3, 1), round(self.bottom + 3, 1)
        return f"M{self.left},{over} V{under} M{self.right},{over} V{under}"

    @property
    def pen(self) -> str:
        """The path of the signature at the foot of a gate."""
        return f"M{round(self.right - 34, 1)},{round(self.bottom - 8, 1)} q4,-9 7,-3 t6,0 t6,-1 h7"

    @property
    def between(self) -> tuple[str, ...]:
        """The paths of the lines between its ways on."""
        return tuple(f"M{round(self.left + PADDING, 1)},{y} H{round(self.right - PADDING, 1)}" for y in self.rules)


@dataclass(frozen=True)
class Line:
    """An edge in its place: an SVG path, the tip of the arrow, and the lines of its label on their background."""

    edge: Edge
    path: str
    tip: str
    label: tuple[Words, ...]
    back: tuple[float, float, float, float] = (0, 0, 0, 0)


@dataclass(frozen=True)
class Drawing:
    """A chart laid out."""

    chart: Chart
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Sized:
    """A node that knows how large it is and how its texts are broken, before it has a place."""

    node: Node
    width: float
    height: float
    title: list[str]
    actor: list[str]
    rows: list[list[str]]


def draw(variants: Iterable[tuple[Chart, int]]) -> Drawing:
    """The first of the variants (a chart and the width of its boxes) that is narrow enough, else the narrowest.

    Raises ToolError when there is no layout engine or when it fails.
    """
    drawings = []
    for chart, box_width in variants:
        drawing = _place(chart, box_width)
        if drawing.width <= WIDEST:
            return drawing
        drawings.append(drawing)
    return min(drawings, key=lambda each: each.width)


def _place(chart: Chart, box_width: int) -> Drawing:
    sized = {node.id: _size(node, box_width) for node in chart.nodes}
    graph = graphviz.Digraph(
        graph_attr={"rankdir": "TB", "nodesep": "0.16", "ranksep": "0.3", "margin": "0", "pad": "0"},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
    )
    names = {node.id: f"n{index}" for index, node in enumerate(chart.nodes)}
    for node in chart.nodes:
        graph.node(names[node.id], width=_inch(sized[node.id].width), height=_inch(sized[node.id].height))
    labels = [wrap(edge.label, SIZE, MOST_IN_LABEL) for edge in chart.edges]
    for index, (edge, label) in enumerate(zip(chart.edges, labels, strict=True)):
        weight = "1" if sized[edge.head].node.shape in ("end", "open") else "8"
        graph.edge(names[edge.tail], names[edge.head], label=_cell(label), weight=weight, id=f"e{index}")
    for above, under in chart.below:
        graph.edge(names[above], names[under], style="invis", weight="8")
    try:
        found = json.loads(engine()(graph.source))
    except json.JSONDecodeError:
        raise ToolError("'dot' geeft geen tekening terug; draai 'make setup'") from None
    _, _, right, top = (float(number) for number in found["bb"].split(","))
    places = {place["name"]: place["pos"] for place in found.get("objects", [])}
    paths = {place["id"]: place for place in found.get("edges", []) if "id" in place}
    boxes = tuple(_at(sized[node.id], places[names[node.id]], top) for node in chart.nodes)
    lines = tuple(
        _line(edge, label, paths[f"e{index}"], top)
        for index, (edge, label) in enumerate(zip(chart.edges, labels, strict=True))
    )
    return Drawing(chart, round(right + 2, 1), round(top + 2, 1), boxes, lines)


def _size(node: Node, box_width: int) -> _Sized:
    wide = END_WIDTH if node.shape in ("end", "open") else box_width
    room = wide - 2 * PADDING - (BADGE if node.number or node.shape == "role" else 0)
    title, actor = wrap(node.title, SIZE, room), wrap(node.actor, SIZE, room)
    rows = [
        wrap(f"{row.answer}: {row.leads}" if row.answer else row.leads, SIZE, wide - 2 * PADDING - 8) for row in node.rows
    ]
    lines = len(title) + len(actor)
    height = 2 * PADDING + LEADING * lines + sum(LEADING * len(row) + 10 for row in rows)
    return _Sized(node, wide, max(44, height), title, actor, rows)


def _at(sized: _Sized, pos: str, top: float) -> Box:
    x, y = (float(number) for number in pos.split(","))
    left, up = round(x - sized.width / 2 + 1, 1), round(top - y - sized.height / 2 + 1, 1)
    box = Box(sized.node, left, up, sized.width, sized.height)
    middle = (round(left + 22, 1), round(up + 22, 1))
    indent = left + (PADDING + BADGE if box.badged else PADDING)
    words = [Words("title", indent, up + 25 + at * LEADING, text) for at, text in enumerate(sized.title)]
    below = up + 25 + len(sized.title) * LEADING
    words += [Words("actor", indent, below + at * LEADING, text) for at, text in enumerate(sized.actor)]
    below += len(sized.actor) * LEADING
    rules = []
    for row in sized.rows:
        rules.append(round(below - 11, 1))
        words += [Words("row", left + 14, below + 8 + at * LEADING, text) for at, text in enumerate(row)]
        below += len(row) * LEADING + 10
    placed = tuple(replace(each, x=round(each.x, 1), y=round(each.y, 1)) for each in words)
    return replace(box, words=placed, rules=tuple(rules), middle=middle, corners=corners(sized.node.line, *middle))


def _line(edge: Edge, label: list[str], place: dict[str, str], top: float) -> Line:
    tip, *points = [
        (round(float(x) + 1, 1), round(top - float(y) + 1, 1))
        for x, y in re.findall(r"([-\d.e+]+),([-\d.e+]+)", place["pos"].removeprefix("e,"))
    ]
    start, *curve = points
    path = f"M{start[0]},{start[1]} C" + " ".join(f"{x},{y}" for x, y in curve)
    left, middle = (float(number) for number in place.get("lp", "0,0").split(","))
    x, y, wide, high = round(left + 1, 1), round(top - middle + 1, 1), _label_width(label), len(label) * LEADING
    words = tuple(Words("label", x, round(y - high / 2 + 14 + at * LEADING, 1), text) for at, text in enumerate(label))
    back = (round(x - wide / 2, 1), round(y - high / 2 - 2, 1), wide, high + 4)
    return Line(edge, path, _arrow(curve[-1], tip), words, back)


def _arrow(base: tuple[float, float], tip: tuple[float, float]) -> str:
    """The three corners of an arrow head, in whole tenths."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    px, py = -dy / length * 4.5, dx / length * 4.5
    return f"{base[0] + px:.1f},{base[1] + py:.1f} {tip[0]:.1f},{tip[1]:.1f} {base[0] - px:.1f},{base[1] - py:.1f}"


def _label_width(label: list[str]) -> float:
    return round(max((width(line, SIZE) for line in label), default=0) + 8)


def _cell(label: list[str]) -> str:
    """An edge label of fixed size without any text, so that nothing is measured."""
    if not label:
        return ""
    size = f'WIDTH="{_label_width(label):.0f}" HEIGHT="{LEADING * len(label) + 4}"'
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" FIXEDSIZE="TRUE" {size}><TR><TD></TD></TR></TABLE>>'


def _inch(units: float) -> str:
    return f"{units / 72:.4f}"


def engine() -> Callable[[str], str]:
    """The layout engine: Graphviz as the `pygraphviz` wheel carries it, else the `dot` of the system, said aloud."""
    return _system_dot if pygraphviz is None else _own_dot


@lru_cache(maxsize=1_000)
def _own_dot(source: str) -> str:
    """A layout, kept: for the next edition, the next build, and while serving."""
    made_of = json.dumps(["dot", version("pygraphviz"), source])
    return STORE.kept(made_of, lambda: _laid_out(source)).decode()


def _laid_out(source: str) -> bytes:
    graph = pygraphviz.AGraph(string=source)
    graph.layout("dot")
    drawn: bytes = graph.draw(format="json0")
    graph.close()
    return drawn


def engine_notice() -> str:
    """What to say aloud when the layout does not come from the pinned engine."""
    if engine() is _system_dot:
        return "pygraphviz ontbreekt; de schema's worden getekend met 'dot' van dit systeem en kunnen iets anders uitvallen."
    return ""


def _system_dot(source: str) -> str:
    """Raises ToolError when there is no `dot`, or when it fails or stays silent for ten seconds."""
    try:
        done = subprocess.run(["dot", "-Tjson0"], input=source, capture_output=True, text=True, timeout=10, check=False)
    except FileNotFoundError:
        raise ToolError("er is geen tekenprogramma; draai 'make setup' of installeer het pakket 'graphviz'") from None
    except subprocess.TimeoutExpired:
        raise ToolError("'dot' geeft na tien seconden geen antwoord; draai 'make setup'") from None
    if done.returncode or done.stderr:
        raise ToolError(f"'dot' is mislukt: {done.stderr.strip().splitlines()[0] if done.stderr else done.returncode}")
    return done.stdout
