"""A route as one line: every step on its track, every gate, and the same drawing as a file to use elsewhere."""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from itertools import pairwise

import pytest
from lxml import etree

from handbook.draw.colours import LINES
from handbook.draw.proof import overlap
from handbook.draw.routeline import OUTSIDE, SIZE, WIDE, RouteLine, places, route_line, small_line
from handbook.draw.text_width import width
from handbook.families import place_of
from handbook.model import Route, Text
from handbook.reason.steps import exits
from handbook.render.drawings import drawings
from handbook.render.site import Site
from helpers import HOME, fixture_book, shipped, shipped_site

ROUTES = [str(route.id) for route in shipped().routes]
SVG = "{http://www.w3.org/2000/svg}"


@lru_cache(maxsize=2)
def files(edition: str) -> dict[str, bytes]:
    return {file.path: file.content for file in drawings(shipped_site(edition))}


def boxes(drawn: RouteLine) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every line of text."""
    return [
        (words.x, words.y - SIZE + 3, words.x + width(words.text, SIZE), words.y + 2)
        for step in drawn.steps
        for words in (*step.name, *step.more)
    ]


def holds(drawn: RouteLine, route: Route) -> None:
    """No text on other text, none beyond the edge, and every line and gate beside the words."""
    found = boxes(drawn)
    assert [step.step for step in drawn.steps] == list(route.steps)
    assert all(right <= WIDE and bottom <= drawn.height + 3 for _, _, right, bottom in found)
    for one, other in pairwise(found):
        assert not overlap(one, other)
    words = min(left for left, *_ in found)
    for piece in drawn.pieces:
        assert all(float(x) < words for x, _ in re.findall(r"([\d.]+),([\d.]+)", piece.drawn))
    assert all(step.x < words for step in drawn.steps)


@pytest.mark.parametrize("id_", ROUTES)
def test_every_step_stands_on_its_track_with_its_gate(id_: str) -> None:
    route = shipped().route[id_]
    drawn = route_line(route, shipped())
    holds(drawn, route)
    for shown, place in zip(drawn.steps, places(route, shipped()), strict=True):
        actor = shipped().role[shown.step.actor] if shown.step.actor else None
        assert bool(shown.gate) == bool(shown.step.gate)
        assert (shown.mark == "dashed") == (actor is None)
        assert shown.fork == bool(shown.step.answers)
        assert (place == OUTSIDE) == (actor.kind.place == "outside") if actor else True
        assert not actor or actor.kind.place != "school" or not actor.first_line or place == str(actor.first_line)


@pytest.mark.parametrize("id_", ROUTES)
def test_the_line_runs_on_where_the_steps_do(id_: str) -> None:
    route = shipped().route[id_]
    on = sum(any(way.to or way.route for way in exits(route, step)) for step in route.steps[:-1])
    assert len(route_line(route, shipped()).pieces) == len(small_line(route, shipped()).pieces) == on


def test_ten_steps_fit_one_screen_of_a_phone() -> None:
    """At 360 px a unit is 328/350 px; the bars of the page take 100."""
    for route in shipped().routes:
        if len(route.steps) <= 10:
            assert route_line(route, shipped()).height * 328 / WIDE <= 640, route.id


def of_length(many: int, name: str = "Stap") -> Route:
    route = fixture_book().route["hulp"]
    step = dataclasses.replace(route.steps[0], then=None)
    steps = tuple(dataclasses.replace(step, id=Text(f"s{at}"), name=Text(f"{name} {at}")) for at in range(many))
    return dataclasses.replace(route, steps=steps)


@pytest.mark.parametrize("many", [1, 2, 40, 400])
def test_a_route_of_any_length(many: int) -> None:
    route = of_length(many)
    drawn, small = route_line(route, fixture_book()), small_line(route, fixture_book())
    holds(drawn, route)
    assert len(drawn.pieces) == many - 1
    assert all(0 < step.x <= small.width for step in small.steps)


@pytest.mark.parametrize("name", ["A" * 60, "مرشد الصف في المدرسة", "<b>&</b>"])
def test_a_step_with_any_name(name: str) -> None:
    holds(route_line(of_length(3, name), fixture_book()), of_length(3, name))


def test_a_route_that_runs_in_a_circle_is_drawn_once() -> None:
    route = of_length(3)
    back = dataclasses.replace(exits(route, route.steps[0])[0], to=Text("s0"))
    round_ = dataclasses.replace(route, steps=(*route.steps[:2], dataclasses.replace(route.steps[2], then=back)))
    holds(route_line(round_, fixture_book()), round_)


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_every_map_and_route_is_a_file_that_says_what_it_is(edition: str) -> None:
    site = shipped_site(edition)
    places_ = {f"{place_of(route)}/lijn.svg" for route in site.book.routes}
    assert files(edition).keys() == places_ | {"verkenner/lijn.svg", "verkenner/school/casparus/lijn.svg"}
    for path, content in files(edition).items():
        root = etree.fromstring(content)
        text = " ".join(" ".join(root.itertext()).split())
        title = root.findtext(f"{SVG}title")
        assert title and text.replace(" ", "").count(title.replace(" ", "")) >= 1
        assert "Nagekeken op" in text and path.removesuffix("lijn.svg") in text.replace(" ", "")
        assert all(each.tag != f"{SVG}script" and "style" not in each.attrib for each in root.iter())
        for link in root.iter(f"{SVG}a"):
            assert str(link.get("href")).startswith("https://")


def test_a_file_has_the_colours_of_the_style_sheet() -> None:
    sheet = (HOME / "overrides/assets/handbook.css").read_text(encoding="utf-8")
    light = sheet[sheet.index('[data-md-color-scheme="default"]') : sheet.index('[data-md-color-scheme="slate"]')]
    assert tuple(re.findall(r"--zw-[1-9]: (#\w+);", light)) == LINES


def test_markup_in_a_name_stays_text() -> None:
    book = shipped_site("public").book
    nasty = '"><script>alert(1)</script>'
    route = dataclasses.replace(book.routes[0], name=Text(nasty))
    site = Site(dataclasses.replace(book, routes=(route, *book.routes[1:])))
    content = next(file.content for file in drawings(site) if file.path.startswith("routes/"))
    assert b"<script" not in content and etree.fromstring(content).findtext(f"{SVG}title", "").startswith(nasty)
