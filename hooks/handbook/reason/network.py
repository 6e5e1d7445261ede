"""The network of one school: who stands on its map, who goes to whom, and who is folded away because no line is theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handbook.model import Escalation, Fact, Handbook, OneSchool, Role
from handbook.reason.reach import reach
from handbook.reason.schools import schools_of

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


def networks(book: Handbook) -> list[Network]:
    """One network for each school of the book, or one without a name where it knows no more than one."""
    schools: tuple[OneSchool | None, ...] = tuple(book.school.schools)
    return [_network(book, school) for school in (schools if len(schools) > 1 else (None,))]


def _network(book: Handbook, school: OneSchool | None) -> Network:
    roles = tuple(role for role in book.roles if _of(role, school, book))
    ties = tuple(_ties(roles, school, book))
    shown = _shown(roles, ties)
    apart = tuple(role for role in roles if role.id not in shown)
    return _folded(Network(school, (), (), apart, roles, ties), lambda role: role.id)


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


def foldings(network: Network) -> Iterator[Network]:
    """The network as it is, then with ever more roles in one stop, so that a drawing can take the first that fits.

    First those alike, then those in a band equally far from home, then those equally many lines away from it, and at last
    all of whole stretches. Every tie leads to as far or further, so that no fold makes a circle.
    """
    names, band = _named(network), {str(role.id): band_of(role) for role in network.all_roles}
    far = depths(names, network.all_ties)
    lines = depths(names, network.all_ties, lambda tail, head: int(band[tail] != band[head]))
    around = _around(network)
    yield network
    yield _folded(network, _told_by({name: (band[name], around[name]) for name in names}))
    yield _folded(network, _told_by({name: (band[name], far[name]) for name in names}))
    yield _folded(network, _told_by({name: (band[name], at) for name, at in lines.items()}))
    while max(lines.values(), default=0):
        lines = {name: at // 2 for name, at in lines.items()}
        yield _folded(network, _told_by(lines))


def _told_by(values: Mapping[str, Hashable]) -> Callable[[Role], Hashable]:
    return lambda role: values[str(role.id)]


def _named(network: Network) -> list[str]:
    """Who stands on the map."""
    apart = {role.id for role in network.apart}
    return [str(role.id) for role in network.all_roles if role.id not in apart]


def _around(network: Network) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Per role whom it goes to, and who come."""
    heads: dict[str, set[str]] = defaultdict(set)
    tails: dict[str, set[str]] = defaultdict(set)
    for tie in network.all_ties:
        heads[tie.tail].add(tie.head)
        tails[tie.head].add(tie.tail)
    return {name: (frozenset(heads[name]), frozenset(tails[name])) for name in _named(network)}


def _folded(network: Network, alike: Callable[[Role], Hashable]) -> Network:
    """The network in which roles that are alike stand in one stop."""
    here = {*_named(network)}
    nodes = tuple(_nodes([role for role in network.all_roles if role.id in here], alike))
    place = {str(role.id): node.id for node in nodes for role in node.roles}
    ties = _between(network.all_ties, place)
    far = depths([node.id for node in nodes], ties)
    onward = tuple(tie for tie in ties if far[tie.tail] < far[tie.head])  # a circle, which a rule refuses, is cut
    return replace(network, nodes=nodes, ties=onward)


def _nodes(roles: list[Role], alike: Callable[[Role], Hashable]) -> Iterator[Node]:
    """The roles that are alike as one node, from three up; a role that is like few others on its own."""
    groups: dict[Hashable, list[Role]] = defaultdict(list)
    for role in roles:
        groups[alike(role)].append(role)
    for number, group in enumerate(groups.values(), start=1):
        if len(group) >= FEWEST_FOLDED:
            yield Node(f"groep-{number}", band_of(group[0]), tuple(group))
        else:
            yield from (Node(str(role.id), band_of(role), (role,)) for role in group)


def depths(
    names: Iterable[str], ties: Iterable[Tie], costs: Callable[[str, str], int] = lambda _tail, _head: 1
) -> dict[str, int]:
    """Per name the most ties that can be followed before it is reached, or the most that those cost.

    Ties in a circle, which rules refuse, count none.
    """
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
            found[head] = max(found[head], found[name] + costs(name, head))
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
