"""What a chart shows: nodes and edges with their texts, from the same records as the lists. No coordinates here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from handbook.families import place_of
from handbook.model import Handbook, Role, Route, Step
from handbook.reason.steps import Way, anchor_of, exits, told, ways

TOLD = 2  # the fold at which every way but the one to the next step is told in words


Shape = Literal["step", "decision", "gate", "end", "open", "role"]


@dataclass(frozen=True)
class Row:
    """A way on that is told inside a node: the answer and where it leads."""

    answer: str
    leads: str


@dataclass(frozen=True)
class Node:
    """One box: what it says, what it is, and the line it stands on."""

    id: str
    shape: Shape
    title: str
    actor: str = ""
    number: str = ""
    line: int = 0
    meeting: bool = False
    dashed: bool = False
    href: str = ""
    sentence: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Edge:
    """An arrow, with the answer that leads along it."""

    tail: str
    head: str
    label: str = ""
    dashed: bool = False


@dataclass(frozen=True)
class Chart:
    """A drawing of one record; `id` prefixes every id in the page, `name` is read aloud.

    `below` names pairs of nodes that stand under each other although no arrow joins them.
    """

    id: str
    name: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...] = ()
    below: tuple[tuple[str, str], ...] = ()


def chart_of_route(route: Route, book: Handbook, *, fold: int = 0) -> Chart:
    """The steps of a route as a chart, for the page that lists them.

    With `fold` 0 every end is a node of its own; with 1 ends are told as rows inside their node, which is narrower;
    with TOLD only the way to the next step remains an arrow.
    """
    nodes: list[Node] = []
    edges: list[Edge] = []
    number = {step.id: index for index, step in enumerate(route.steps, start=1)}
    for step in route.steps:
        rows: list[Row] = []
        for index, way in enumerate(_all_ways(route, step, book)):
            target = way.exit.to
            if target and (fold < TOLD or number[target] == number[step.id] + 1):
                edges.append(Edge(step.id, target, way.answer, step.without_school))
            elif fold or target:
                rows.append(Row(way.answer, way.words))
            else:
                end = Node(
                    f"{step.id}-{index}",
                    "open" if way.exit.open else "end",
                    _short(way, book),
                    href=f"#{anchor_of(step.id)}",
                )
                nodes.append(end)
                edges.append(Edge(step.id, end.id, way.answer, step.without_school))
        nodes.append(replace(_node(step, number[step.id], tuple(rows), route, book), href=f"#{anchor_of(step.id)}"))
    joined = {(edge.tail, edge.head) for edge in edges}
    pairs = ((above.id, step.id) for above, step in pairwise(route.steps)) if fold == TOLD else ()
    below = tuple(pair for pair in pairs if pair not in joined)
    return Chart(f"route-{route.id}", f"Schema van de route {route.name}", tuple(nodes), tuple(edges), below)


def _to(other: Role, role: Role) -> str:
    """The way from the page of a role to that of another; the archive lies two folders deeper in."""
    return "../" * (place_of(role).count("/") + 1) + place_of(other) + "/"


def chart_of_escalation(role: Role, book: Handbook) -> Chart:
    """From a role to whoever comes next, and on along the first way of each; its other ways are told in its box."""
    chain = [role]
    edges = []
    while chain[-1].escalation and len(chain) < 9:
        tail, first = chain[-1], chain[-1].escalation[0]
        chain.append(book.role[first.to])
        edges.append(Edge(tail.id, first.to, "na toestemming" if first.consent else "", bool(first.consent)))
    others = dict.fromkeys(way.to for way in role.escalation if way.to != role.escalation[0].to)
    rows = tuple(Row("Of naar", book.role[other].name) for other in others)
    nodes = [
        Node(
            each.id, "role", each.name, rows=rows if each is role else (),
            line=each.first_line, meeting=each.kind.gathers,
            href="" if each is role else _to(each, role), number="",
            sentence=f"{each.name}. {each.summary}",
        )
        for each in chain
    ]  # fmt: skip
    return Chart(f"rol-{role.id}", f"De weg verder vanaf: {role.name}", tuple(nodes), tuple(edges))


def _all_ways(route: Route, step: Step, book: Handbook) -> list[Way]:
    told_ways = ways(route, step, book)
    return told_ways or [Way("", way, told(route, way, book)) for way in exits(route, step)]


def _node(step: Step, number: int, rows: tuple[Row, ...], route: Route, book: Handbook) -> Node:
    actor = book.role[step.actor] if step.actor else None
    return Node(
        id=step.id,
        shape="gate" if step.gate else "decision" if step.answers else "step",
        title=step.question or step.name,
        actor=actor.name if actor else "Wie: niet vastgelegd",
        number=str(number),
        line=actor.first_line if actor else 0,
        meeting=bool(actor and actor.kind.gathers),
        dashed=step.without_school,
        sentence=_sentence(step, actor, route, book),
        rows=rows,
    )


def _sentence(step: Step, actor: Role | None, route: Route, book: Handbook) -> str:
    """The step as one full sentence, for whoever hears the chart."""
    kind = "Toestemming" if step.gate else "Besluit" if step.answers else "Stap"
    who = f" Wie: {actor.name}." if actor else ""
    on = "; ".join(f"bij {way.answer.lower()}: {way.words.rstrip('.')}" for way in ways(route, step, book) if way.answer)
    title = (step.question or step.name).rstrip("?.!")
    return f"{title}. {kind}.{who}{f' {on[0].upper()}{on[1:]}.' if on else ''}"


def _short(way: Way, book: Handbook) -> str:
    """The words in an end node."""
    if way.exit.route:
        return f"Route: {book.route[way.exit.route].name}"
    return "Niet vastgelegd. Vraag het na." if way.exit.open else way.words


def chart_of_lines(book: Handbook) -> Chart:
    """The care lines with whoever stands on them, and the meetings and the consent between them."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for line in book.school.lines:
        on_it = [role for role in book.roles if line.number in role.lines and role.kind.can_be_met]
        rows = tuple(Row("", role.name) for role in on_it)
        node = Node(
            f"lijn-{line.number}", "role", line.name, line.summary.text, str(line.number), line.number,
            href=f"#lijn-{line.number}", sentence=f"{line.name}. {line.summary.text}", rows=rows,
        )  # fmt: skip
        if nodes:
            edges.append(Edge(nodes[-1].id, node.id, "als dat niet genoeg is"))
        nodes.append(node)
    return Chart("zorglijnen", "De zorglijnen", tuple(nodes), tuple(edges))
