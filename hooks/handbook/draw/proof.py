"""What may never be wrong in a drawing of the network: a line through a name, names on each other, or something missing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from handbook.draw.lanes import Point
from handbook.draw.linemap import DESK, NARROW, LineMap, line_map
from handbook.draw.routeline import RouteLine, route_line
from handbook.draw.strip import Strip, strip
from handbook.model import Handbook, Role
from handbook.problems import Finding, Where
from handbook.reason.network import Network, Tie, networks
from handbook.reason.today import living
from handbook.rules import Rule

Box = tuple[float, float, float, float]


LEAST_TEXT = 14  # pixels of the letters of a drawing
PHONE = 328  # pixels that a route has on a phone of 360


@lru_cache(maxsize=4)
def drawn_maps(book: Handbook) -> tuple[tuple[LineMap, Strip], ...]:
    """The map of every school on every sheet, with the strip beside it, of what holds today."""
    today = living(book)
    rows = [(net, strip(net.all_roles, net.all_ties)) for net in networks(today)]
    return tuple((line_map(net, today, sheet), beside) for net, beside in rows for sheet in (DESK, NARROW))


@lru_cache(maxsize=4)
def drawn_routes(book: Handbook) -> tuple[RouteLine, ...]:
    """Every route as one line."""
    return tuple(route_line(route, book) for route in book.routes)


def no_line_crosses_a_name(book: Handbook) -> Iterator[Finding]:
    """Op een kaart loopt geen lijn door een naam."""
    for drawn, _ in drawn_maps(book):
        yield from crossed_names(drawn)


def names_stand_apart(book: Handbook) -> Iterator[Finding]:
    """Op een kaart staan geen twee namen over elkaar."""
    for drawn, _ in drawn_maps(book):
        yield from names_on_names(drawn)


def letters_can_be_read(book: Handbook) -> Iterator[Finding]:
    """De letters van een kaart zijn op een bureau minstens 14 punten hoog, en die van een route ook op een telefoon."""
    for drawn, _ in drawn_maps(book):
        if drawn.size < LEAST_TEXT:
            yield (
                _where((), drawn),
                f"de letters van de kaart zijn {drawn.size:g} punten hoog; maak ze minstens {LEAST_TEXT}",
            )
    for line in drawn_routes(book):
        if (high := line.size * PHONE / line.width) < LEAST_TEXT:
            told = f"de letters van route '{line.route.id}' zijn op een telefoon {high:.1f} punten hoog"
            yield line.route.where, f"{told}; maak ze minstens {LEAST_TEXT}"


def everything_is_drawn(book: Handbook) -> Iterator[Finding]:
    """Iedere rol, elke weg en elke stap staat op een tekening, met zijn poort."""
    for drawn, _ in drawn_maps(book):
        yield from left_out(drawn)
    lost = list(_nowhere(living(book), [drawn.network for drawn, _ in drawn_maps(book)]))
    yield from lost
    for line in drawn_routes(book) if not lost else ():
        yield from _steps_left_out(line)


def list_says_the_same(book: Handbook) -> Iterator[Finding]:
    """De lijst naast een kaart zegt hetzelfde als de kaart."""
    for drawn, rows in drawn_maps(book):
        yield from differing(drawn.network, rows)


MAP_RULES: dict[str, Rule] = {
    name: Rule(name, "", check)
    for name, check in (
        ("kaart-lijn", no_line_crosses_a_name),
        ("kaart-naam", names_stand_apart),
        ("kaart-letters", letters_can_be_read),
        ("kaart-stap", everything_is_drawn),
        ("kaart-lijst", list_says_the_same),
    )
}


def _steps_left_out(drawn: RouteLine) -> Iterator[Finding]:
    there = {str(each.step.id): each for each in drawn.steps}
    for step in drawn.route.steps:
        if step.id not in there:
            yield step.where, f"stap '{step.id}' van route '{drawn.route.id}' staat niet op haar tekening"
        elif step.gate and not there[step.id].gate:
            yield step.gate.where, f"de toestemming bij stap '{step.id}' van route '{drawn.route.id}' is niet getekend"


def crossed_names(drawn: LineMap) -> Iterator[Finding]:
    """Every name through which a line runs."""
    pieces = [
        (line.tie, piece) for trunk in drawn.trunks for line in trunk.lines for piece in pairwise(line.points)
    ]  # fmt: skip
    for stop, box in [(stop, stop.box) for stop in drawn.stops]:
        for tie in dict.fromkeys(tie for tie, piece in pieces if through(box, piece)):
            told = f"op de kaart loopt de lijn van '{tie.tail}' naar '{tie.head}' door de naam '{stop.name}'"
            yield _where(stop.roles, drawn), f"{told}; maak de naam korter"


def through(box: Box, piece: tuple[Point, Point]) -> bool:
    """Whether a straight piece of line touches a box; of a slanting one its ends and middle are looked at."""
    (x, y), (to_x, to_y) = piece
    left, top, right, bottom = box
    if x != to_x and y != to_y:
        points = ((x, y), (to_x, to_y), ((x + to_x) / 2, (y + to_y) / 2))
        return any(left < at < right and top < up < bottom for at, up in points)
    return min(x, to_x) < right and max(x, to_x) > left and min(y, to_y) < bottom and max(y, to_y) > top


def names_on_names(drawn: LineMap) -> Iterator[Finding]:
    """Every two names that stand on each other."""
    for one, other in combinations(drawn.stops, 2):
        if overlap(one.box, other.box):
            told = f"op de kaart staan de namen '{one.name}' en '{other.name}' over elkaar"
            yield _where(one.roles or other.roles, drawn), f"{told}; maak een van beide korter"


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have any room in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def left_out(drawn: LineMap) -> Iterator[Finding]:
    """Every escalation has its line, within a fold at least a stop for both its ends; every role has a stop."""
    place = {str(role.id): stop.id for stop in drawn.stops for role in stop.roles}
    lines = {(line.tie.tail, line.tie.head) for trunk in drawn.trunks for line in trunk.lines}
    for role in drawn.network.all_roles:
        if str(role.id) not in place:
            yield role.where, f"rol '{role.id}' staat niet op de kaart; geef de rol een naam die erop past"
    for tie in drawn.network.all_ties:
        ends = (place.get(tie.tail, ""), place.get(tie.head, ""))
        if ends not in lines and ends[0] != ends[1]:
            yield _of(tie, drawn.network), f"de lijn van '{tie.tail}' naar '{tie.head}' staat niet op de kaart"


def differing(network: Network, rows: Strip) -> Iterator[Finding]:
    """The strip names everyone once, and goes to the same as the network."""
    told = {(str(row.role.id), to) for row in rows.rows for to in (*row.onward, *row.seats)}
    for tail, head in sorted(told ^ {(tie.tail, tie.head) for tie in network.all_ties}):
        yield _of(Tie(tail, head), network), f"de lijst en de kaart verschillen over de weg van '{tail}' naar '{head}'"


def _nowhere(book: Handbook, found: list[Network]) -> Iterator[Finding]:
    """Escalations and steps that no map has room for, because each of their ends is of another school."""
    drawn = {(tie.tail, tie.head) for network in found for tie in network.all_ties}
    everyone = {str(role.id) for network in found for role in network.all_roles}
    for role in book.roles:
        for way in role.escalation:
            if (role.id, way.to) not in drawn:
                told = f"de weg van '{role.id}' naar '{way.to}' staat op geen kaart, want zij zijn van verschillende scholen"
                yield way.where, f"{told}; noem de bron van de school waar die weg bestaat"
    for route in book.routes:
        for step in route.steps:
            if step.actor and step.actor not in everyone:
                yield step.where, f"stap '{step.id}' van route '{route.id}' heeft geen plek op een kaart"


def _of(tie: Tie, network: Network) -> Where:
    return next(role.where for role in network.all_roles if role.id == tie.tail)


def _where(roles: tuple[Role, ...], drawn: LineMap) -> Where:
    return (roles or drawn.network.all_roles)[0].where
