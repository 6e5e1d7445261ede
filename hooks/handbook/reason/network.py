"""The network of one school: who stands on its map, who goes to whom, and who is folded away because no line is theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from handbook.model import Escalation, Fact, Handbook, OneSchool, Role
from handbook.reason.reach import reach
from handbook.reason.schools import schools_of

MOST_STOPS = 72  # stops; a map with more is folded by line
FEWEST_FOLDED = 3  # roles that stand in one stop
HOME, BESIDE = -1, 0  # the bands that are no care line


@dataclass(frozen=True)
class Tie:
    """One who goes to another: along escalations, or because the other only sits in it; `consent` says it is asked."""

    tail: str
    head: str
    consent: bool = False
    seat: bool = False


@dataclass(frozen=True)
class Node:
    """A stop of the map: one role, or a group of roles folded into one."""

    id: str
    band: int
    roles: tuple[Role, ...]

    @property
    def folded(self) -> bool:
        return self.id.startswith("groep-")

    @property
    def at_home(self) -> bool:
        return self.band == HOME


@dataclass(frozen=True)
class Network:
    """The map of one school (None where the book knows one only), its ties, and the roles apart from it with theirs."""

    school: OneSchool | None
    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    apart: tuple[Role, ...]
    all_roles: tuple[Role, ...]
    all_ties: tuple[Tie, ...]

    @property
    def place(self) -> dict[str, str]:
        """Per role the node it stands on."""
        return {str(role.id): node.id for node in self.nodes for role in node.roles}


def networks(book: Handbook) -> list[Network]:
    """One network for each school of the book, or one without a name where it knows no more than one."""
    schools: tuple[OneSchool | None, ...] = tuple(book.school.schools)
    return [_network(book, school) for school in (schools if len(schools) > 1 else (None,))]


def _network(book: Handbook, school: OneSchool | None) -> Network:
    roles = tuple(role for role in book.roles if _of(role, school, book))
    ties = tuple(_ties(roles, school, book))
    shown = _shown(roles, ties)
    apart = tuple(role for role in roles if role.id not in shown)
    on_map = [role for role in roles if role.id in shown]
    nodes = tuple(_folded(on_map, ties))
    place = {str(role.id): node.id for node in nodes for role in node.roles}
    drawn = _between(ties, place)
    depth = depths([node.id for node in nodes], drawn)
    onward = tuple(tie for tie in drawn if depth[tie.tail] < depth[tie.head])  # a circle, which a rule refuses, is cut
    return Network(school, nodes, onward, apart, roles, ties)


def _of(fact: Fact, school: OneSchool | None, book: Handbook) -> bool:
    return school is None or str(school.id) in schools_of(fact, book)


def _ties(roles: tuple[Role, ...], school: OneSchool | None, book: Handbook) -> Iterator[Tie]:
    """Each pair once: who escalates to whom, then who only sits in a meeting and is in no escalation at all."""
    here = {str(role.id): role for role in roles}
    ways: dict[tuple[str, str], list[Escalation]] = defaultdict(list)
    for role in roles:
        for way in role.escalation:
            if way.to in here and _of(way if way.sources else role, school, book):
                ways[str(role.id), str(way.to)].append(way)
    yield from (Tie(tail, head, all(way.consent for way in found)) for (tail, head), found in ways.items())
    tied = {end for pair in ways for end in pair}
    for role in roles:
        for seat in role.members:
            other = here.get(str(seat.role))
            if (
                other
                and other.kind.place == "outside"
                and other.id not in tied
                and _of(seat if seat.sources else role, school, book)
            ):
                yield Tie(str(role.id), str(seat.role), seat=True)


def _shown(roles: tuple[Role, ...], ties: tuple[Tie, ...]) -> set[str]:
    """Who is on a care line or at home, and whoever hangs together with them; everyone, when that is nobody."""
    beside: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        beside[tie.tail].append(tie.head)
        beside[tie.head].append(tie.tail)
    core = [str(role.id) for role in roles if role.lines or role.kind.at_home]
    return reach(core, lambda role: beside[role]) or {str(role.id) for role in roles}


def band_of(role: Role) -> int:
    """The band of the map on which a role stands: at home, its first care line, or beside the lines."""
    return HOME if role.kind.at_home else role.first_line


def _folded(roles: list[Role], ties: tuple[Tie, ...]) -> list[Node]:
    """Each role as a node; where that is too much those alike as one, and where that is not enough those equally far."""
    depth = depths([str(role.id) for role in roles], ties)
    around = {str(role.id): (set[str](), set[str]()) for role in roles}
    for tie in ties:
        if tie.tail in around and tie.head in around:
            around[tie.tail][0].add(tie.head)
            around[tie.head][1].add(tie.tail)
    ways_to_fold: tuple[Callable[[Role], object], ...] = (
        lambda role: role.id,
        lambda role: tuple(frozenset(side) for side in around[str(role.id)]),
        lambda role: depth[str(role.id)],
    )
    found: list[Node] = []
    for alike in ways_to_fold:
        found = list(_nodes(roles, alike))
        if len(found) <= MOST_STOPS:
            break
    return found


def _nodes(roles: list[Role], alike: Callable[[Role], object]) -> Iterator[Node]:
    """The roles in one band that are alike as one node, from three up; a role that is like few others on its own."""
    groups: dict[tuple[int, object], list[Role]] = defaultdict(list)
    for role in roles:
        groups[band_of(role), alike(role)].append(role)
    for number, ((band, _), group) in enumerate(groups.items(), start=1):
        if len(group) >= FEWEST_FOLDED:
            yield Node(f"groep-{number}", band, tuple(group))
        else:
            yield from (Node(str(role.id), band, (role,)) for role in group)


def depths(names: Iterable[str], ties: Iterable[Tie]) -> dict[str, int]:
    """Per name the most ties that can be followed before it is reached. Ties in a circle, which rules refuse, count none."""
    found = dict.fromkeys(names, 0)
    onward: dict[str, list[str]] = defaultdict(list)
    waits = dict.fromkeys(found, 0)
    for tie in ties:
        if tie.tail in found and tie.head in found:
            onward[tie.tail].append(tie.head)
            waits[tie.head] += 1
    ready = [name for name in found if not waits[name]]
    for name in ready:
        for head in onward[name]:
            found[head] = max(found[head], found[name] + 1)
            waits[head] -= 1
            if not waits[head]:
                ready.append(head)
    return found


def _between(ties: Iterable[Tie], place: dict[str, str]) -> list[Tie]:
    """The ties between nodes, each pair once; within a node there is nothing to draw."""
    found: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        tail, head = place.get(tie.tail), place.get(tie.head)
        if tail and head and tail != head:
            found[tail, head].append(tie)
    return [Tie(*pair, all(tie.consent for tie in same), all(tie.seat for tie in same)) for pair, same in found.items()]
