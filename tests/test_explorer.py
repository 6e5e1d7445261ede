"""The explorer: journeys that skip no consent, a map that holds everyone, and an honest 'no way'."""

from __future__ import annotations

import dataclasses
import gzip
import re
from functools import lru_cache
from pathlib import Path

import pytest

from handbook.draw import map as drawing
from handbook.draw.text_width import width
from handbook.families import place_of
from handbook.load import load
from handbook.model import Handbook, Text
from handbook.reason.backlinks import Backlinks
from handbook.reason.explorer import Explorer, lights, lit_by
from handbook.reason.journeys import Journey, Map, Place, Stop, needs
from handbook.reason.schools import schools_of
from handbook.reason.steps import everyone_in, exits, taking_part
from handbook.reason.today import living
from handbook.render.pages import explorer
from helpers import HOME, copy_of_fixture, fixture_book, replaced, shipped, shipped_pages, shipped_site


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
    made = {page.path: page.text for page in shipped_pages("staff")}
    for role in old:
        assert f"archief/rollen/{role}/" in made[f"verkenner/rol/{role}/index.md"]


# --- the map -------------------------------------------------------------------------------------------------


def test_the_map_and_its_list_hold_every_role_once_and_every_escalation() -> None:
    chart = drawing.map_of(real())
    assert chart
    assert sorted(stop.role.id for stop in chart.stops) == sorted(ROLES)
    assert sorted(role.id for _, _, roles in real().groups() for role in roles) == sorted(ROLES)
    assert {(path.tail, path.head) for path in chart.lines} == {
        (role.id, way.to) for role in today().roles for way in role.escalation
    }


def test_stops_lie_apart_and_within_the_map() -> None:
    chart = drawing.map_of(real())
    assert chart and chart.width <= 1250
    for stop in chart.stops:
        assert 0 <= stop.left <= chart.width - drawing.BOX and stop.top + stop.height <= chart.height
        for other in chart.stops:
            apart = stop.left != other.left or stop.top + stop.height <= other.top or other.top + other.height <= stop.top
            assert stop is other or apart


def renamed(name: str) -> Explorer:
    found = fixture_book()
    first = dataclasses.replace(found.roles[0], name=Text(name))
    changed = dataclasses.replace(found, roles=(first, *found.roles[1:]))
    return Explorer(changed, Backlinks(changed))


@pytest.mark.parametrize(
    "name", ["A" * 80, "Ondersteuningscoördinator van de bovenbouw en het schakeljaar op de twee locaties", "مرشد الصف"]
)
def test_a_long_name_stays_within_its_stop(name: str) -> None:
    chart = drawing.map_of(renamed(name))
    assert chart
    for line in chart.stops[0].text + chart.stops[1].text:
        assert width(line.text, drawing.SIZE) <= drawing.BOX - drawing.ROOM


def test_with_ten_times_the_roles_the_list_stands_alone() -> None:
    found = fixture_book()
    many = tuple(
        dataclasses.replace(role, id=Text(f"{role.id}-{copy}"), escalation=()) for copy in range(60) for role in found.roles
    )
    larger = dataclasses.replace(found, roles=(*found.roles, *many))
    explorer = Explorer(larger, Backlinks(larger))
    assert drawing.map_of(explorer) is None
    assert sum(len(roles) for _, _, roles in explorer.groups()) == len(larger.roles)


def test_a_role_without_any_tie_is_on_the_map_and_goes_nowhere() -> None:
    found = fixture_book()
    alone = dataclasses.replace(found.roles[0], id=Text("eenling"), escalation=(), members=())
    changed = dataclasses.replace(found, roles=(*found.roles, alone))
    explorer = Explorer(changed, Backlinks(changed))
    chart = drawing.map_of(explorer)
    assert chart and "eenling" in [stop.role.id for stop in chart.stops]
    assert explorer.ways["eenling"] == {}
    assert all("eenling" not in ways for ways in explorer.ways.values())


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
