"""Each rule about drawings catches its own bad example: what no data can bring about is spoilt in the drawing itself."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import yaml

from handbook.draw import proof
from handbook.draw.linemap import LineMap, Sheet, line_map
from handbook.draw.proof import MAP_RULES
from handbook.draw.routeline import RouteLine, route_line
from handbook.draw.strip import Strip, strip
from handbook.model import Handbook, Role, Route
from handbook.problems import DataError
from handbook.reason.edition import narrow
from handbook.reason.network import Network, Tie
from handbook.render.explorer_proof import PAGE_RULES, page_findings
from handbook.render.pages import pages
from handbook.render.site import Site
from helpers import FIXTURE, TESTS, fixture_book, with_lines

Case = dict[str, Any]


def case_of(rule: str) -> Case:
    return dict(yaml.safe_load((TESTS / "bad" / f"{rule}.yaml").read_text(encoding="utf-8")))


def spoilt_map(drawn: LineMap, case: Case) -> LineMap:
    """The map with one stop elsewhere, without its lines to one stop, or in other letters."""
    at = {stop.id: stop for stop in drawn.stops}
    beside = at.get(case.get("onto", ""))
    stops = tuple(
        dataclasses.replace(stop, x=beside.x + case["x"], y=beside.y + case["y"])
        if beside and stop.id == case["move"]
        else stop
        for stop in drawn.stops
    )
    trunks = tuple(trunk for trunk in drawn.trunks if trunk.head != case.get("without_line_to"))
    return dataclasses.replace(drawn, stops=stops, trunks=trunks, size=case.get("size", drawn.size))


def spoilt_route(drawn: RouteLine, case: Case) -> RouteLine:
    steps = tuple(step for step in drawn.steps if step.step.id != case.get("without_step"))
    return dataclasses.replace(drawn, steps=steps, size=case.get("size", drawn.size))


def told_of(case: Case, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the rules about drawings say of the fixture school when its drawings are spoilt."""

    def a_map(network: Network, book: Handbook, sheet: Sheet) -> LineMap:
        return spoilt_map(line_map(network, book, sheet), case)

    def a_route(route: Route, book: Handbook) -> RouteLine:
        return spoilt_route(route_line(route, book), case)

    def a_strip(roles: tuple[Role, ...], ties: tuple[Tie, ...]) -> Strip:
        return strip(roles, tuple(tie for tie in ties if tie.tail != case.get("list_without")))

    for name, spoilt in (("line_map", a_map), ("route_line", a_route), ("strip", a_strip)):
        monkeypatch.setattr(proof, name, spoilt)
    book = fixture_book()
    for drawn in (proof.drawn_maps, proof.drawn_routes):
        drawn.cache_clear()
    found = [each for rule in MAP_RULES.values() for each in rule(book)]
    for drawn in (proof.drawn_maps, proof.drawn_routes):
        drawn.cache_clear()
    return [str(each) for each in DataError(found).problems] if found else []


def test_the_drawings_of_the_fixture_are_good(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told_of({}, monkeypatch) == []


@pytest.mark.parametrize("rule", MAP_RULES)
def test_a_spoilt_drawing_is_told(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(rule)
    found = told_of(case["drawing"], monkeypatch)
    assert with_lines(case["expect"], FIXTURE / "data").splitlines() == found
    assert all(line.endswith(f"[{rule}]") for line in found)


@pytest.mark.parametrize("rule", PAGE_RULES)
def test_an_address_that_leads_nowhere_is_told(rule: str) -> None:
    case, made = case_of(rule), list(pages(Site(narrow(fixture_book(), "staff"))))
    assert page_findings(made) == []
    page = next(page for page in made if page.path == case["page"])
    for old, new in case["changes"].items():
        assert old in page.text
        page = dataclasses.replace(page, text=page.text.replace(old, new, 1))
    found = page_findings([page if each.path == page.path else each for each in made])
    assert with_lines(case["expect"], FIXTURE / "data").splitlines() == [str(each) for each in found]
