"""The explorer: journeys that skip no consent, a map that holds everyone, and an honest 'no way'."""

from __future__ import annotations

import dataclasses
import gzip
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from handbook.draw.columns import SIZE
from handbook.draw.linemap import DESK, MOST_STOPS, NARROW, REST, LineMap, line_map
from handbook.draw.proof import MAP_RULES, crossed_names, differing, everything_is_drawn, left_out, names_on_names
from handbook.draw.strip import Strip, strip
from handbook.families import place_of
from handbook.kinds import RoleKind
from handbook.load import load
from handbook.model import Handbook, Text
from handbook.problems import Finding
from handbook.reason.backlinks import Backlinks
from handbook.reason.explorer import Explorer, lights, lit_by
from handbook.reason.journeys import Journey, Map, Place, Stop, needs
from handbook.reason.network import Network, networks
from handbook.reason.schools import schools_of
from handbook.reason.steps import everyone_in, exits, taking_part
from handbook.reason.today import living
from handbook.render.pages import explorer
from handbook.render.site import Site
from helpers import HOME, copy_of_fixture, fixture_book, leads, replaced, shipped, shipped_pages, shipped_site


@lru_cache(maxsize=1)
def real() -> Explorer:
    return shipped_site("staff").explorer


def today() -> Handbook:
    """What the explorer is about: the real handbook without what holds no longer."""
    return real().book


@lru_cache(maxsize=1)
def maps() -> dict[str, Map]:
    return {str(source.id): Map(today(), source.id) for source in today().sources}


ROLES = [role.id for role in today().roles]


def told(journey: Journey) -> list[str]:
    return [f"{stop.route.id}/{stop.step.id}" if stop.route and stop.step else stop.role for stop in journey.stops]


# --- journeys ------------------------------------------------------------------------------------------------


def test_the_shortest_way_comes_first_and_others_begin_or_end_differently() -> None:
    ways = Map(fixture_book()).journeys("mentor")["zorgteam"]
    assert [told(way) for way in ways] == [["zorgteam"], ["hulp/praten", "hulp/kiezen", "hulp/tekenen", "hulp/bespreken"]]


def test_a_way_passes_a_gate_only_when_consent_is_given_and_asks_for_it() -> None:
    way = Map(fixture_book()).journeys("mentor")["zorgteam"][1]
    assert way.stops[3].answer == "toestemming gegeven"
    assert [(need.document, need.by, need.before) for need in needs(way)] == [("brief", ("mentor",), False)]


def test_whoever_enters_a_route_halfway_hears_of_the_consent_before(tmp_path: Path) -> None:
    data = replaced(
        copy_of_fixture(tmp_path),
        "routes.yaml",
        "        actor: zorgteam\n",
        "        actor: teamleider\n        together: [zorgteam]\n",
    )
    way = next(way for way in Map(load(data)).journeys("teamleider")["zorgteam"] if told(way) == ["hulp/bespreken"])
    assert [(need.by, need.before) for need in needs(way)] == [(("mentor",), True)]


def test_a_route_without_the_school_is_no_way_for_the_school(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    replaced(data, "routes.yaml", "      - id: praten\n", "      - id: praten\n        without_school: ja\n")
    ways = Map(load(data)).journeys("mentor")["zorgteam"]
    assert [told(way) for way in ways] == [["zorgteam"], ["hulp/kiezen", "hulp/tekenen", "hulp/bespreken"]]


def test_a_route_that_runs_in_a_circle_is_walked_once(tmp_path: Path) -> None:
    data = copy_of_fixture(tmp_path)
    replaced(data, "routes.yaml", "{answer: Nee, end: De mentor volgt de leerling.}", "{answer: Nee, to: praten}")
    assert told(Map(load(data)).journeys("mentor")["zorgteam"][0]) == ["zorgteam"]


@pytest.mark.parametrize("start", ROLES)
def test_every_move_of_every_journey_is_in_the_data(start: str) -> None:
    for target, ways in real().ways[start].items():
        assert 1 <= len(ways) <= 3 * len(today().sources)
        assert [way.cost for way in ways] == sorted(way.cost for way in ways)
        for way in ways:
            last = way.stops[-1]
            assert target == last.role or (last.step and target in everyone_in(last.step))
            before: Stop = Stop(start)
            for stop in way.stops:
                assert move_exists(before, stop, start), (start, target, told(way))
                before = dataclasses.replace(stop, role=stop.role or before.role)


def move_exists(before: Stop, stop: Stop, start: str) -> bool:
    """Whether the data hold this move: an escalation, a seat, the next step, or the beginning of a route."""
    if stop.escalation:
        return stop.escalation in today().role[before.role].escalation and stop.escalation.to == stop.role
    if not stop.step or not stop.route:
        return stop.role in [member.role for member in today().role[stop.meeting].members]
    if before.step and before.route:
        open_ways = [before.step.gate.given] if before.step.gate else exits(before.route, before.step)
        first = stop.route.steps[0].id == stop.step.id
        if any(
            (way.to == stop.step.id and before.route is stop.route) or (way.route == stop.route.id and first)
            for way in open_ways
        ):
            return True
    begins = stop.route.steps[0] is stop.step
    unnamed = not stop.step.actor and before.role == start and today().role[start].kind == "person"
    return (begins and (before.role == stop.step.actor or unnamed)) or (before.role == start == stop.step.actor)


@pytest.mark.parametrize("start", ROLES)
def test_no_journey_joins_what_two_schools_say(start: str) -> None:
    for ways in real().ways[start].values():
        for way in ways:
            for school in way.schools or tuple(maps()):
                for stop in way.stops:
                    fact = stop.escalation or stop.step
                    record = today().role[stop.meeting] if stop.meeting else stop.route
                    if fact is None:
                        fact = next(member for member in today().role[stop.meeting].members if member.role == stop.role)
                    named = {citation.source for citation in (fact.sources or record.sources)}  # type: ignore[union-attr]
                    added = not named and (fact.basis or record.basis) == "added"  # type: ignore[union-attr]
                    assert added or school in named, (start, told(way))


def test_there_are_journeys_to_look_at() -> None:
    """Not every role starts one; the tests around this one would hold just as well if none did."""
    started = {start: [stop for ways in found.values() for way in ways for stop in way.stops]
               for start, found in real().ways.items() if found}  # fmt: skip
    assert len(started) >= 50 and {"mentor", "leerling", "ouders"} <= started.keys()
    assert sum(map(len, started.values())) >= 10_000
    by_source = {
        citation.source for stops in started.values() for stop in stops if stop.step for citation in stop.step.sources
    }
    assert by_source == maps().keys()


@pytest.mark.parametrize("start", ROLES)
def test_no_journey_is_longer_than_the_shortest_there_is(start: str) -> None:
    """Against a plain search that knows no queue: costs are lowered until nothing changes any more."""
    least: dict[str, int] = {}
    here = Place(role=start)
    for walk in maps().values():
        cost = {there: price for price, there, _ in (*walk.moves.get(here, ()), *walk.halfway.get(here, ()))}
        changed = True
        while changed:
            changed = False
            for place, price in list(cost.items()):
                for more, there, _ in walk.moves.get(place, ()):
                    if there != here and price + more < cost.get(there, price + more + 1):
                        cost[there], changed = price + more, True
        for place, price in cost.items():
            for role in walk.taking_part(place):
                least[role] = min(price, least.get(role, price))
    least.pop(start, None)
    assert {target: ways[0].cost for target, ways in real().ways[start].items()} == least


def test_from_mentor_to_oovr_everything_needed_was_packed() -> None:
    """A way of before, over the whole handbook: the archive keeps its papers and its consent."""
    way = Map(shipped(), "melanchthon").journeys("mentor")["oovr"][0]
    assert told(way)[-1] == "plaatsing-oovr/verblijf" or told(way)[-1].startswith("plaatsing-oovr/")
    packed = {need.document for need in needs(way)}
    assert {"db-formulier", "jeugdzorgindicatie", "onderwijsindicatie", "oza"} <= packed
    assert any("ouders" in need.by for need in needs(way))


def test_hulp_from_outside_always_asks_consent_on_the_way_through_the_zat() -> None:
    for target in ("ggd", "politie"):
        through = [way for way in real().ways["mentor"][target] if "extern-zorgadviesteam" in " ".join(told(way))]
        assert through, target
        for way in through:
            assert any("ouders" in need.by for need in needs(way)), told(way)


def test_no_way_to_the_raad_and_the_page_says_why() -> None:
    assert "raad-voor-de-kinderbescherming" not in real().ways["mentor"]
    page = next(page for page in explorer(shipped_site("public")) if page.path == "verkenner/rol/mentor.md")
    item = page.text.split('id="naar-raad-voor-de-kinderbescherming"')[1].split("</li>")[0]
    assert "Vraagt de school soms om informatie over een leerling." in item
    assert "Vanaf mentor leidt daar geen weg heen." in item


def test_the_number_for_danger_is_never_out_of_reach() -> None:
    for page in shipped_pages("staff"):
        if page.path.startswith("verkenner/rol/") and not page.path.endswith("/index.md"):  # those are redirects
            assert page.text.count("Dat mag iedereen, altijd.") == len(shipped().school.danger)
            assert 'class="zw-no-way" id="naar-noodnummer-112"' not in page.text


def test_every_pair_of_a_school_has_its_place_on_a_page() -> None:
    book, seen = living(shipped_site("public").book), 0
    for page in explorer(shipped_site("public")):
        if page.path.startswith("verkenner/rol/"):
            own = page.path.removeprefix("verkenner/rol/").removesuffix(".md")
            near = schools_of(book.role[own], book)
            others = {role.id for role in book.roles if near & schools_of(role, book)} - {own}
            assert {other for other in re.findall(r'id="naar-([\w-]+)"', page.text) if other != "elders"} == others
            assert page.text.count('id="naar-elders"') == 1
            seen += 1
    assert seen == len(book.roles)


def test_the_explorer_is_about_today() -> None:
    """What holds no longer stands in the archive: not on the map, on no way, and its old address leads there."""
    old = {str(role.id) for role in shipped().roles if role.archived}
    assert old and not old & {stop for ways in real().ways.values() for stop in ways}
    led = leads(shipped_site("staff"))
    for role in old:
        assert f"archief/rollen/{role}/" in led[f"verkenner/rol/{role}/index.html"]


# --- the map -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def drawn_maps(edition: str = "staff") -> list[LineMap]:
    """Of each school the map for a desk, then that for a narrow window."""
    book = shipped_site(edition).explorer.book
    return [line_map(network, book, sheet) for network in networks(book) for sheet in (DESK, NARROW)]


def told_by(findings: Iterator[Finding]) -> list[str]:
    return [sentence for _, sentence in findings]


def map_findings(drawn: LineMap, rows: Strip) -> Iterator[Finding]:
    """What is wrong with one map and the strip beside it."""
    for each in (crossed_names, names_on_names, left_out):
        yield from each(drawn)
    yield from differing(drawn.network, rows)


def rows_of(network: Network) -> Strip:
    return strip(network.all_roles, network.all_ties)


def wrong(book: Handbook) -> list[str]:
    """What is wrong with the maps of a book, its places left out."""
    return [found.sentence for rule in MAP_RULES.values() for found in rule(book)]


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_the_shipped_maps_hold_and_fit_a_desk(edition: str) -> None:
    """One for each school: no name crossed, none on another, nobody folded, and no larger than a page of 1280 or 1024."""
    maps = drawn_maps(edition)
    names = [str(drawn.network.school.id) for drawn in maps if drawn.network.school]
    assert names == ["melanchthon", "melanchthon", "casparus", "casparus"]
    for drawn, (wide, tall) in zip(maps, [(1188, 800), (974, 1000)] * 2, strict=True):
        assert told_by(map_findings(drawn, rows_of(drawn.network))) == []
        assert drawn.height <= tall and drawn.width <= wide
        assert all(len(stop.roles) <= 1 for stop in drawn.stops if stop.id != REST)
        assert len(drawn.stops) > 20 and sum(len(trunk.lines) for trunk in drawn.trunks) > 25
    assert SIZE >= 14


def test_every_escalation_is_a_line_between_the_two_it_names() -> None:
    """Worked out here from the data alone: both are of the school, and so is what says it."""
    drawn = {
        (line.tie.tail, line.tie.head) for each in drawn_maps() for trunk in each.trunks for line in trunk.lines
    }  # fmt: skip
    folded = {str(role.id) for each in drawn_maps() for role in each.network.apart}
    said = {(str(role.id), str(way.to)) for role in today().roles for way in role.escalation}
    assert {pair for pair in said - drawn if not set(pair) <= folded} == set()
    in_strips = {(str(row.role.id), to) for each in drawn_maps() for row in rows_of(each.network).rows for to in row.onward}
    assert in_strips == said


def test_each_school_has_the_ways_of_its_own_source_alone() -> None:
    by_school = {str(each.network.school.id): each.network for each in drawn_maps() if each.network.school}
    ways = {name: {(tie.tail, tie.head) for tie in network.all_ties} for name, network in by_school.items()}
    assert ("mentor", "intern-zorgadviesteam") in ways["melanchthon"] - ways["casparus"]
    assert ("mentor", "leerlingbegeleider") in ways["casparus"] - ways["melanchthon"]


def test_a_line_ends_where_its_stops_stand_and_those_to_one_stop_run_together() -> None:
    for drawn in drawn_maps():
        at = {stop.id: stop for stop in drawn.stops}
        for trunk in drawn.trunks:
            for line in trunk.lines:
                tail, head = at[line.tie.tail], at[line.tie.head]
                assert line.points[0][0] == tail.x and 0 <= line.points[0][1] - tail.y <= tail.tall
                assert line.points[-1] == (head.x, head.y)
                assert [x for x, _ in line.points] == sorted(x for x, _ in line.points)  # never back
            assert len({line.points[-1] for line in trunk.lines}) == (len(trunk.lines) if trunk.seat else 1)


def test_where_consent_is_asked_a_gate_stands_across_the_line() -> None:
    for drawn in drawn_maps():
        for line in (line for trunk in drawn.trunks for line in trunk.lines):
            assert bool(line.gate) == line.tie.consent
    assert any(line.gate for trunk in drawn_maps()[0].trunks for line in trunk.lines)


def moved(drawn: LineMap, stop: str, **to: float) -> LineMap:
    return dataclasses.replace(
        drawn, stops=tuple(dataclasses.replace(each, **to) if each.id == stop else each for each in drawn.stops)
    )


def test_a_line_through_a_name_is_told() -> None:
    drawn = drawn_maps()[0]
    line = next(line for trunk in drawn.trunks for line in trunk.lines if line.tie.tail == "mentor")
    (x, y), _ = line.points[:2]
    bad = moved(drawn, "decaan", x=x + 20, y=y + 9)
    found = list(map_findings(bad, rows_of(bad.network)))
    told = f"op de kaart loopt de lijn van 'mentor' naar '{line.tie.head}' door de naam 'Decaan'; maak de naam korter"
    assert told in [sentence for _, sentence in found]
    assert {where for where, sentence in found if "'Decaan'" in sentence} >= {today().role["decaan"].where}


def test_names_on_each_other_are_told() -> None:
    drawn = drawn_maps()[0]
    decaan = next(stop for stop in drawn.stops if stop.id == "decaan")
    bad = moved(drawn, "mentor", x=decaan.x + 3, y=decaan.y)
    told = told_by(map_findings(bad, rows_of(bad.network)))
    assert "op de kaart staan de namen 'Mentor' en 'Decaan' over elkaar; maak een van beide korter" in told


def test_a_line_or_a_role_that_is_not_drawn_is_told() -> None:
    drawn = drawn_maps()[0]
    without = dataclasses.replace(drawn, trunks=tuple(trunk for trunk in drawn.trunks if trunk.head != "mentor"))
    told = told_by(map_findings(without, rows_of(drawn.network)))
    assert "de lijn van 'vakdocent' naar 'mentor' staat niet op de kaart" in told
    without = dataclasses.replace(drawn, stops=tuple(stop for stop in drawn.stops if stop.id != "decaan"))
    told = told_by(map_findings(without, rows_of(drawn.network)))
    assert any("rol 'decaan' staat niet op de kaart" in sentence for sentence in told)


def test_a_list_that_differs_from_the_map_is_told() -> None:
    network = drawn_maps()[0].network
    fewer = strip(network.all_roles, tuple(tie for tie in network.all_ties if tie.tail != "vakdocent"))
    told = told_by(map_findings(drawn_maps()[0], fewer))
    assert told == ["de lijst en de kaart verschillen over de weg van 'vakdocent' naar 'mentor'"]


def test_a_way_from_one_school_to_another_is_told() -> None:
    """It would stand on no map, for each map is of one school."""
    book = today()
    way = dataclasses.replace(book.role["mentor"].escalation[0], to=Text("mdo"))
    lost = dataclasses.replace(book.role["zorgcoordinator"], escalation=(way,))
    roles = tuple(lost if role.id == lost.id else role for role in book.roles)
    told = [sentence for sentence in wrong(dataclasses.replace(book, roles=roles)) if "op geen kaart" in sentence]
    assert [sentence.split(",")[0] for sentence in told] == ["de weg van 'zorgcoordinator' naar 'mdo' staat op geen kaart"]


def test_a_step_of_someone_who_is_on_no_map_is_told() -> None:
    book = today()
    route = book.route["verzuim"]
    step = dataclasses.replace(route.steps[0], actor=Text("nergens"))
    broken = dataclasses.replace(route, steps=(step, *route.steps[1:]))
    routes = tuple(broken if each.id == route.id else each for each in book.routes)
    told = told_by(everything_is_drawn(dataclasses.replace(book, routes=routes)))
    assert f"stap '{step.id}' van route 'verzuim' heeft geen plek op een kaart" in told


# --- maps of other schools -----------------------------------------------------------------------------------

WAY = fixture_book().role["mentor"].escalation[0]


def made(*roles: tuple[str, int, tuple[str, ...]], name: str = "") -> Handbook:
    """A book of one school with roles on a line (-1 is at home) that go to others."""
    book = fixture_book()
    like = dataclasses.replace(book.role["mentor"], members=(), chair=None)
    family = next(kind for kind in RoleKind if kind.at_home)
    found = tuple(
        dataclasses.replace(
            like,
            id=Text(id_), name=Text(name or id_), lines=(line,) if line > 0 else (),
            kind=family if line < 0 else like.kind,
            escalation=tuple(dataclasses.replace(WAY, to=Text(to), through=None) for to in to_),
        )
        for id_, line, to_ in roles
    )  # fmt: skip
    school = dataclasses.replace(book.school, schools=(), ask=found[0].id, danger=(), nearest=None)
    outcomes = tuple(dataclasses.replace(outcome, away=None) for outcome in book.outcomes)
    return dataclasses.replace(book, roles=found, routes=(), outcomes=outcomes, school=school)


def the_map(book: Handbook) -> LineMap:
    (network,) = networks(book)
    return line_map(network, book)


def test_a_school_without_escalations_has_a_map_of_names() -> None:
    book = made(("leerling", -1, ()), ("mentor", 1, ()), ("decaan", 2, ()), ("ggd", 0, ()))
    assert wrong(book) == [] and the_map(book).trunks == ()
    assert {stop.id for stop in the_map(book).stops} >= {"leerling", "mentor", "decaan", "groep-rest"}


@pytest.mark.parametrize("line", [-1, 0, 1, 3])
def test_one_role_is_a_map(line: int) -> None:
    book = made(("alleen", line, ()))
    assert wrong(book) == []
    assert [stop.id for stop in the_map(book).stops] == ["alleen", "niet-vastgelegd"]


def test_a_role_on_two_lines_stands_on_the_first() -> None:
    book = made(("mentor", 3, ()), ("ander", 1, ("mentor",)))
    roles = (dataclasses.replace(book.roles[0], lines=(3, 2)), book.roles[1])
    assert next(stop for stop in the_map(dataclasses.replace(book, roles=roles)).stops if stop.id == "mentor").line == 2


def test_ninety_roles_that_go_to_one_fold_into_one_stop() -> None:
    book = made(("doel", 2, ()), *((f"r{at}", 1, ("doel",)) for at in range(90)))
    drawn = the_map(book)
    assert wrong(book) == [] and drawn.height < 300
    assert [(stop.name, len(stop.roles)) for stop in drawn.stops][:2] == [("doel", 1), ("90 rollen", 90)]
    assert len(rows_of(drawn.network).rows) == 91 and rows_of(drawn.network).width < 30


@pytest.mark.parametrize("times", [3, 10])
def test_a_school_so_many_times_as_large_folds_by_line(times: int) -> None:
    """No more stops than can be told apart and no taller than a desk, and still nothing crossed and nothing left out."""
    size = 36 * times
    roles = [(f"r{at}", at % 4, tuple(f"r{to}" for to in (at * 7 + 5, at + 9) if at < to < size)) for at in range(size)]
    book = made(("leerling", -1, ("r1",)), *roles)
    drawn = the_map(book)
    assert wrong(book) == []
    assert len(drawn.network.nodes) <= MOST_STOPS and drawn.height <= DESK.tall
    assert len(drawn.network.nodes) < size and any(stop.mark == "group" for stop in drawn.stops)


def test_a_way_of_forty_stops_is_a_wide_map() -> None:
    book = made(("thuis", -1, ("r0",)), *((f"r{at}", 1, (f"r{at + 1}",) if at < 39 else ()) for at in range(40)))
    assert wrong(book) == [] and the_map(book).height < 200


def test_whoever_is_at_home_may_be_gone_to() -> None:
    book = made(("thuis", -1, ("mentor",)), ("mentor", 1, ("ouders",)), ("ouders", -1, ()))
    assert wrong(book) == []
    assert {stop.id: stop.x for stop in the_map(book).stops}["ouders"] > 100


def test_a_circle_is_drawn_all_the_same() -> None:
    """A rule refuses it long before; the drawing must not hang on it."""
    drawn = the_map(made(("a", 1, ("b",)), ("b", 2, ("a",))))
    assert len(drawn.stops) == 3


@pytest.mark.parametrize("name", ["A" * 60, "W" * 60, "مرشد الصف في المدرسة الثانوية", 'Ond. & <b>b</b> "x"', "."])
def test_any_name_stays_within_its_column(name: str) -> None:
    book = made(("a", 1, ("b",)), ("b", 2, ("c",)), ("c", 3, ()), ("thuis", -1, ("a",)), name=name)
    drawn = the_map(book)
    assert wrong(book) == []
    columns = sorted({stop.x for stop in drawn.stops if stop.mark == "dot"})
    for stop in drawn.stops:
        assert stop.box[2] <= min([x for x in columns if x > stop.x] or [drawn.width]) or stop.mark == "dashed"


@pytest.mark.long
def test_the_same_map_whatever_the_machine() -> None:
    """Here, and in a process in which every set has another order."""
    command = "import sys; sys.path[:0] = ['hooks', 'tests']; import test_explorer; print(test_explorer.where_all_stands())"
    there = subprocess.run(
        [sys.executable, "-c", command], cwd=HOME, env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert there.strip() == where_all_stands() != ""


def where_all_stands() -> str:
    return str([[(each.id, each.x, each.y, each.lines) for each in drawn.stops] for drawn in drawn_maps()]) + str(
        [line.drawn for drawn in drawn_maps() for trunk in drawn.trunks for line in trunk.lines]
    )


def with_route(many: int) -> Handbook:
    """A school whose only route has so many steps, by two roles in turn and by nobody."""
    like = fixture_book().route["hulp"]
    actors = (Text("mentor"), Text("zorgteam"), None)
    steps = tuple(
        dataclasses.replace(like.steps[0], id=Text(f"s{at}"), name=Text(f"Stap {at}"), actor=actors[at % 3], then=None)
        for at in range(many)
    )
    book = made(("mentor", 1, ("zorgteam",)), ("zorgteam", 2, ()))
    return dataclasses.replace(book, routes=(dataclasses.replace(like, steps=steps),))


def on_two_lines() -> Handbook:
    book = made(("mentor", 3, ()), ("ander", 1, ("mentor",)))
    return dataclasses.replace(book, roles=(dataclasses.replace(book.roles[0], lines=(3, 2)), book.roles[1]))


NAMED = (("thuis", -1, ("a",)), ("a", 1, ("b",)), ("b", 2, ("c",)), ("c", 3, ()))
ODD: dict[str, Handbook] = {
    "geen escalatie": made(("leerling", -1, ()), ("mentor", 1, ()), ("decaan", 2, ()), ("ggd", 0, ())),
    "een rol": made(("alleen", 1, ())),
    "een rol op twee lijnen": on_two_lines(),
    "negentig naar een": made(("doel", 2, ()), *((f"r{at}", 1, ("doel",)) for at in range(90))),
    "dertig naar elk een ander": made(
        *((f"r{at}", 1, (f"t{at}",)) for at in range(30)), *((f"t{at}", 2, ()) for at in range(30))
    ),
    "negentig, elk anders": made(
        *((f"r{at}", at % 4, tuple(f"r{to}" for to in range(at + 1, 90, at + 2))) for at in range(90))
    ),
    "zestig letters": made(*NAMED, name="A" * 60),
    "arabisch": made(*NAMED, name="مرشد الصف في المدرسة الثانوية"),
    "een route van veertig stappen": with_route(40),
    "een route van een stap": with_route(1),
}


@pytest.mark.long
@pytest.mark.parametrize("odd", ODD)
def test_whatever_a_school_is_like_its_map_fits_and_its_pages_name_everyone(odd: str) -> None:
    book = ODD[odd]
    assert wrong(book) == []
    (network,) = networks(book)
    for sheet in (DESK, NARROW):
        assert line_map(network, book, sheet).height <= sheet.tall
    told = {page.path: page.text for page in explorer(Site(book))}
    assert len(told) == len(book.roles) + 3
    for role in book.roles:
        assert f'<li data-role="{role.id}"' in told["verkenner/index.md"]
        assert re.search(rf'data-roles="[^"]*\b{role.id} ', told["verkenner/index.md"])
    for route in book.routes:
        walk = told["verkenner/index.md"].split(f'data-id="{route.id}"')[1].split("</section>")[0]
        assert walk.count("<p ") == len(route.steps)


def test_a_role_without_any_tie_is_on_the_map_and_goes_nowhere() -> None:
    found = fixture_book()
    alone = dataclasses.replace(found.roles[0], id=Text("eenling"), escalation=(), members=())
    changed = dataclasses.replace(found, roles=(*found.roles, alone))
    explorer = Explorer(changed, Backlinks(changed))
    drawn = [line_map(network, changed) for network in networks(changed)]
    assert "eenling" in [str(role.id) for each in drawn for stop in each.stops for role in stop.roles]
    assert explorer.ways["eenling"] == {}
    assert all("eenling" not in ways for ways in explorer.ways.values())


# --- the strip -----------------------------------------------------------------------------------------------


def test_the_strip_names_everyone_once_and_sources_stand_above_whom_they_go_to() -> None:
    for drawn in drawn_maps():
        rows = rows_of(drawn.network).rows
        at = {str(row.role.id): number for number, row in enumerate(rows)}
        assert sorted(at) == sorted(str(role.id) for role in drawn.network.all_roles) and len(at) == len(rows)
        for tie in drawn.network.all_ties:
            assert at[tie.tail] < at[tie.head]
        assert rows_of(drawn.network).width <= 100  # so that a name still fits beside it on a phone


def test_a_track_runs_from_the_first_who_goes_to_where_it_ends() -> None:
    """Row by row: what leaves the foot of a row enters the top of the next."""
    for drawn in drawn_maps():
        foot: set[str] = set()
        for row in rows_of(drawn.network).rows:
            pieces = re.findall(r"M(\d+),([\d.]+) V([\d.]+)", " ".join(rail.drawn for rail in row.rails))
            assert {x for x, top, _ in pieces if top == "0"} == foot
            foot = {x for x, _, low in pieces if low == "10"}
        assert foot == set()


# --- light and absence ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", [route.id for route in shipped().routes])
def test_what_can_be_lit_is_what_the_steps_say(route: str) -> None:
    record = shipped().route[route]
    choices = lights(record, shipped())
    by_value = {choice.value: choice.steps for choice in choices}
    for role in taking_part(record):
        assert by_value[role] == {step.id for step in record.steps if role in everyone_in(step)}
    assert by_value.get("toestemming", frozenset()) == {step.id for step in record.steps if step.gate}
    for place, choice in enumerate(choices, start=2):  # the first option of the field is: all steps
        assert {step for step, places in lit_by(choices).items() if place in places} == choice.steps
    text = next(page.text for page in shipped_pages("staff") if page.path == f"{place_of(record)}.md")
    for step, places in lit_by(choices).items():
        marks = "".join(f" zw-k{place}" for place in places)
        assert re.search(rf'<li id="stap-{step}" class="zw-step[a-z -]*{marks}" data-line="\d">', text)
        assert re.search(rf'{marks}" data-line="\d" id="route-{route}-{step}"', text)  # the same in the chart


def test_what_stops_when_a_role_is_away() -> None:
    gaps = real().without("zorgcoordinator")
    assert {(gap.route.id, gap.step.id) for gap in gaps} == {
        (route.id, step.id) for route in today().routes for step in route.steps if step.actor == "zorgcoordinator"
    }
    for gap in gaps:
        assert "zorgcoordinator" not in gap.others


def test_the_table_of_leaning_counts_each_step_once() -> None:
    acted = [step for route in today().routes for step in route.steps if step.actor]
    assert sum(lean.steps for lean in real().leaning) == len(acted)
    assert real().leaning[0].alone == max(lean.alone for lean in real().leaning)


def test_the_script_is_small() -> None:
    assert len(gzip.compress((HOME / "overrides/assets/explorer.js").read_bytes(), 9)) < 15_000
