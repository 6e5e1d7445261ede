"""How to get from one role to another: the shortest way along escalations and routes, other ways, and what they need.

A journey enters a route at its first step, or at its start where the traveller first acts in it, and follows the steps in
order, so that no consent is skipped; it passes a gate only when consent is given. Where the sources do not say who begins
a route, anyone at school may ask who does. Leaving a route for another way is dear, so that a journey stays where it can.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from handbook.model import Citation, Escalation, Exit, Fact, Handbook, Record, Route, Step
from handbook.parts import kept, parts
from handbook.reason.steps import everyone_in, exits

MOST_WAYS = 3  # the shortest and two others


STEP, SEAT, CHANGE = 2, 4, 5  # costs: a step or an escalation, a seat in a meeting, and leaving a route for another way


DETOUR = 6  # another way may cost so much more than the shortest


@dataclass(frozen=True, order=True)
class Place:
    """Where a traveller stands: with a role, or at a step of a route."""

    role: str = ""
    route: str = ""
    step: str = ""


@dataclass(frozen=True)
class Stop:
    """One stop of a journey: who acts, by which escalation or step it was reached, and along which answer.

    Its hash leaves out the records, whose own would take in everything below them.
    """

    role: str
    escalation: Escalation | None = field(default=None, hash=False)
    meeting: str = ""
    route: Route | None = field(default=None, hash=False)
    number: int = 0
    step: Step | None = field(default=None, hash=False)
    answer: str = ""


@dataclass(frozen=True)
class Need:
    """Something a journey needs: a paper, or the consent of someone, with the stop where it is needed."""

    document: str = ""
    by: tuple[str, ...] = ()
    how: str = ""
    before: bool = False


@dataclass(frozen=True)
class Journey:
    """The stops after the start, in order; `schools` (sources) where it can be travelled is empty when at every one."""

    stops: tuple[Stop, ...]
    cost: int
    schools: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Trail:
    """A way found but not yet told: its cost, its last place, how every place was reached, and the first answer."""

    cost: int
    last: Place
    came: dict[Place, tuple[Place, str]]
    answer: str


@dataclass(frozen=True)
class _Reach:
    """Everything beyond a place: who is met at which cost and where, how every place was reached, and through whom."""

    arrivals: tuple[tuple[str, int, Place], ...]
    came: dict[Place, tuple[Place, str]]
    through: frozenset[str]


class Map:
    """Every move that the handbook allows at one school (a source; empty for all), and the journeys along them."""

    def __init__(self, book: Handbook, school: str = "") -> None:
        self.book = book
        self.school = school
        self._step = _numbered(book)
        self.moves: dict[Place, list[tuple[int, Place, str]]] = {}
        self.halfway: dict[Place, list[tuple[int, Place, str]]] = {}
        self._known: dict[Place, _Reach] = {}
        self.roles = [role for role in book.roles if self._concerned(role)]
        for role in self.roles:
            moves = [(STEP, way.to) for way in role.escalation if self._here(way, role)]
            moves += [
                (SEAT, member.role)
                for member in role.members
                if member.role in book.role and not book.role[member.role].kind.at_home and self._here(member, role)
            ]
            self.moves[Place(role=role.id)] = [(cost, Place(role=to), "") for cost, to in dict.fromkeys(moves)]
        for route in book.routes:
            if self._concerned(route):
                self._add(route)

    def _concerned(self, record: Record) -> bool:
        """Whether any fact of a record can go for this school."""
        return not self.school or not record.sources or self.school in _schools(record)

    def _here(self, fact: Fact, record: Record) -> bool:
        """Whether a fact goes for this school: its own sources name it, or those of its record, or no source at all."""
        named = {citation.source for citation in (fact.sources or record.sources)}
        return not self.school or not named or self.school in named

    def _add(self, route: Route) -> None:
        entered: set[str] = set()
        first = route.steps[0]
        if not first.actor and self._here(first, route):
            for role in self.roles:
                if role.kind.is_staff and self._here(role, role):
                    begun = (STEP, Place(route=route.id, step=first.id), "")
                    self.halfway.setdefault(Place(role=role.id), []).append(begun)
        for step in route.steps:
            here = Place(route=route.id, step=step.id)
            self.moves[here] = []
            if not self._here(step, route):
                continue
            self.moves[here] = [(STEP, there, answer) for there, answer in self._onward(route, step)]
            if step.actor and step.actor not in entered and not step.without_school:
                entered.add(step.actor)
                into = self.moves if step is first else self.halfway
                into.setdefault(Place(role=step.actor), []).append((STEP, here, ""))
            if step.actor and not self.book.role[step.actor].kind.at_home:
                self.moves[here].append((CHANGE, Place(role=step.actor), ""))

    def _onward(self, route: Route, step: Step) -> Iterator[tuple[Place, str]]:
        """The places that a step leads to, each with the answer that leads there; refusal and waiting lead nowhere."""
        ways: list[tuple[Exit, str]] = [(way, getattr(way, "answer", "")) for way in exits(route, step)]
        for way, answer in [(step.gate.given, "toestemming gegeven")] if step.gate else ways:
            to = self.book.route[way.route] if way.route else route
            step_id = way.to or to.steps[0].id
            if (way.to or way.route) and self._here(self._step[to.id, step_id][1], to):
                yield Place(route=to.id, step=step_id), answer

    def taking_part(self, place: Place) -> tuple[str, ...]:
        """Who is met at a place: the role itself, or whoever acts in the step, joins it or gives consent there."""
        return (place.role,) if place.role else tuple(everyone_in(self._step[place.route, place.step][1]))

    def journeys(self, start: str) -> dict[str, list[Journey]]:
        """Per role that can be reached from `start`: the shortest journey, then others along other stops."""
        found: dict[str, list[_Trail]] = {}
        here = Place(role=start)
        for cost, there, answer in (*self.moves.get(here, ()), *self.halfway.get(here, ())):
            reach = self._beyond(there, start)
            for role, spent, last in reach.arrivals:
                found.setdefault(role, []).append(_Trail(cost + spent, last, reach.came, answer))
        return {role: self._best(role, trails, start) for role, trails in found.items() if role != start}

    def _beyond(self, first: Place, start: str) -> _Reach:
        """What can be reached from `first` without coming back through the start; most starts lie behind nobody."""
        if first not in self._known:
            self._known[first] = self._reach(first)
        known = self._known[first]
        return self._reach(first, start) if start in known.through else known

    def _reach(self, first: Place, start: str = "") -> _Reach:
        """The cheapest trail from `first` to each role, by the route it arrives along; never through `start`."""
        best: dict[Place, int] = {first: 0}
        came: dict[Place, tuple[Place, str]] = {}
        waiting = [(0, first)]
        arrived: set[tuple[str, str]] = set()
        arrivals: list[tuple[str, int, Place]] = []
        while waiting:
            cost, here = heapq.heappop(waiting)
            if cost > best[here]:
                continue
            for role in self.taking_part(here):
                if (role, here.route) not in arrived:
                    arrived.add((role, here.route))
                    arrivals.append((role, cost, here))
            for price, there, along in self.moves.get(here, ()):
                if (not start or there.role != start) and cost + price < best.get(there, cost + price + 1):
                    best[there], came[there] = cost + price, (here, along)
                    heapq.heappush(waiting, (cost + price, there))
        return _Reach(tuple(arrivals), came, frozenset(place.role for place in came if place.role))

    def _best(self, target: str, trails: list[_Trail], start: str) -> list[Journey]:
        """The shortest journey and others that are not much longer, each along other stops."""
        trails.sort(key=lambda trail: trail.cost)
        chosen: list[Journey] = []
        for trail in trails:
            if len(chosen) == MOST_WAYS or trail.cost > trails[0].cost + DETOUR:
                break
            journey = Journey(self._told(trail, start), trail.cost)
            met_before = any(target == stop.role for stop in journey.stops[:-1])
            if not met_before and not any(_inside(other, journey) for other in chosen):
                chosen.append(journey)
        return chosen

    def _told(self, trail: _Trail, start: str) -> tuple[Stop, ...]:
        """The stops from the first place to the last; changing from a step to the role that acts in it is no stop."""
        places: list[tuple[Place, str]] = []
        here = trail.last
        while here in trail.came:
            before, along = trail.came[here]
            places.append((here, along))
            here = before
        places.append((here, trail.answer))
        places.reverse()
        stops: list[Stop] = []
        with_whom = start
        for place, along in places:
            if place.step:
                number, step = self._step[place.route, place.step]
                route = self.book.route[place.route]
                stops.append(Stop(step.actor or "", route=route, number=number, step=step, answer=along))
                with_whom = step.actor or with_whom
            elif place.role != with_whom:
                leaving = self.book.role[with_whom]
                ways = (way for way in leaving.escalation if way.to == place.role and self._here(way, leaving))
                stops.append(Stop(place.role, escalation=next(ways, None), meeting=with_whom))
                with_whom = place.role
        return tuple(stops)


def journeys_of(book: Handbook) -> dict[str, dict[str, list[Journey]]]:
    """Per role, per role that can be reached from it: the journeys, each within the school or schools where it holds.

    What one school says is never joined to what the other says.
    """
    schools = [str(source.id) for source in book.sources]
    maps = {school: Map(book, school) for school in schools}
    found: dict[str, dict[str, list[Journey]]] = {}
    for role in book.roles:
        merged: dict[str, dict[tuple[Stop, ...], Journey]] = {}
        for school, map_ in maps.items():
            for target, ways in map_.journeys(role.id).items():
                known = merged.setdefault(target, {})
                for way in ways:
                    before = known[way.stops].schools if way.stops in known else ()
                    known[way.stops] = replace(way, schools=(*before, school))
        found[role.id] = {
            target: sorted((_everywhere(way, schools) for way in ways.values()), key=lambda way: way.cost)
            for target, ways in merged.items()
        }
    return found


@lru_cache(maxsize=4)
def _numbered(book: Handbook) -> dict[tuple[str, str], tuple[int, Step]]:
    """Every step of every route, with its number."""
    return {(route.id, step.id): (number, step) for route in book.routes for number, step in enumerate(route.steps, start=1)}


def _schools(record: Record) -> tuple[str, ...]:
    """The schools that any fact of a record names, by their source."""
    return kept(record, "_schools", lambda whole: (each.source for each in parts(whole) if isinstance(each, Citation)))


def _everywhere(way: Journey, schools: list[str]) -> Journey:
    return replace(way, schools=()) if list(way.schools) == schools else way


def _inside(shorter: Journey, longer: Journey) -> bool:
    """Whether a journey is another with stops added before it."""
    return [_key(stop) for stop in longer.stops[-len(shorter.stops) :]] == [_key(stop) for stop in shorter.stops]


def _key(stop: Stop) -> tuple[str, str, int]:
    return stop.role, stop.route.id if stop.route else "", stop.number


def needs(journey: Journey) -> list[Need]:
    """The packing list of a journey: its papers and its consents, each once, in the order they are needed.

    A journey that enters a route halfway also needs the consents that the route asked for before.
    """
    entered: set[str] = set()
    found: dict[Need, None] = {}
    for stop in journey.stops:
        if stop.route and stop.route.id not in entered:
            entered.add(stop.route.id)
            found |= {
                replace(need, before=True): None for step in stop.route.steps[: stop.number - 1] for need in _gate(step)
            }
        found |= dict.fromkeys(_at(stop))
    signed = {need.document for need in found if need.by}
    return [need for need in found if need.by or need.document not in signed]


def _at(stop: Stop) -> Iterator[Need]:
    """What one stop needs."""
    if stop.escalation:
        yield from (Need(document=document) for document in stop.escalation.documents)
        if consent := stop.escalation.consent:
            yield Need(consent.document or "", consent.by, consent.how)
    if stop.step:
        yield from (Need(document=document) for document in stop.step.documents)
        yield from _gate(stop.step)


def _gate(step: Step) -> Iterator[Need]:
    if step.gate:
        yield Need(step.gate.document or "", step.gate.by, step.gate.how)
