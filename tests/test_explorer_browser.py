"""The explorer as people use it: by keyboard, on a phone, without script, from a shared address, and on paper."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route
from pypdf import PdfReader

from handbook.reason.steps import taking_part
from helpers import shipped, shipped_site

BOOK = shipped_site("staff").explorer.book
DESK = {"width": 1280, "height": 900}
LIT = "all => all.filter(step => getComputedStyle(step).outlineStyle === 'solid').map(step => step.id)"
# The title of every page that the explorer has read, in that order: it shows a page, or not, right after reading it.
READ = """() => {
  window.pagesRead = []
  const own = DOMParser.prototype.parseFromString
  DOMParser.prototype.parseFromString = function (...given) {
    const read = own.apply(this, given)
    pagesRead.push(read.title)
    return read
  }
}"""
PAGES = (
    "verkenner/",
    "verkenner/rol/mentor/",
    "verkenner/vergelijken/",
    "verkenner/leunen/",
    "archief/routes/plaatsing-oovr/",
)


def chosen(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def ready(page: Page, words: str) -> None:
    page.wait_for_function("words => document.querySelector('.zw-said').textContent.includes(words)", arg=words)
    if words.startswith(("Rond", "De weg", "De route")):
        page.locator(".zw-found :is(li, p, a)").first.wait_for()


@pytest.mark.parametrize(("field", "heading"), [("rol", "Rond"), ("route", "De route")])
def test_every_role_and_route_is_chosen_by_keyboard_alone(
    field: str, heading: str, addresses: dict[str, str], opened: Any
) -> None:
    page = opened(f"{addresses['staff']}verkenner/")
    select = page.locator(f"#zw-{field}")
    select.focus()
    names = [option.strip() for option in select.locator("option").all_inner_texts()]
    seen = set()
    for name in names[1:]:
        page.keyboard.press("ArrowDown")
        ready(page, f"{heading} {name}")
        seen.add(chosen(page)[field])
        page.locator(".zw-found").wait_for()
        anyone = field == "rol" or taking_part(BOOK.route[chosen(page)[field]])
        assert bool(page.locator(".zw-map-list .zw-on").count()) == bool(anyone)
    records = BOOK.roles if field == "rol" else BOOK.routes
    assert seen == {record.id for record in records}


def test_a_way_is_brought_as_it_stands_on_its_own_page(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/")
    page.locator("#zw-van").select_option("mentor")
    ready(page, "Kies ook waarheen")
    page.locator("#zw-naar").select_option("politie")
    ready(page, "De weg van Mentor naar")
    brought = page.locator(".zw-found").inner_text()
    assert chosen(page) == {"van": "mentor", "naar": "politie"}
    own = opened(f"{addresses['staff']}verkenner/rol/mentor/#naar-politie")
    assert brought.split() == own.locator("#naar-politie").inner_text().split()
    first = page.locator(".zw-found .zw-journey a").first
    leads = first.evaluate("link => link.href")
    first.click()
    page.wait_for_url(leads)
    assert page.locator("h1").count() == 1


def test_a_choice_survives_sharing_reload_and_back(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}verkenner/?rol=mentor")
    ready(page, "Rond Mentor")
    page.reload()
    ready(page, "Rond Mentor")
    page.locator("#zw-route").select_option("verzuim")
    ready(page, "De route")
    assert chosen(page) == {"route": "verzuim"}
    page.go_back()
    ready(page, "Rond Mentor")
    assert page.locator("#zw-rol").input_value() == "mentor"
    page.go_forward()
    ready(page, "De route")
    page.get_by_role("button", name="Wis de keuze").click()
    page.wait_for_function("!location.search")
    assert page.locator(".zw-found").is_hidden()
    assert page.evaluate("localStorage.length + sessionStorage.length") <= 2  # what the theme keeps: its palette


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("rol=menter", "'menter' kennen we hier niet. Bedoelde u Mentor?"),
        ("rol=xyz", "'xyz' kennen we hier niet. Kies hierboven."),
        ("van=mentor&naar=mentor", "Kies twee verschillende rollen."),
        (
            "route=verzuimm",
            "'verzuimm' kennen we hier niet. Bedoelde u Vaak weg zonder geldige reden?",
        ),
        ("van=mentor&naar=mdoo", "'mdoo' kennen we hier niet. Bedoelde u"),
        ("rol=%3Cimg%20src=x%20onerror=alert(1)%3E", "'<img src=x onerror=alert(1)>' kennen we hier niet."),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(query: str, told: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?{query}")
    ready(page, told)
    assert page.locator(".zw-said img").count() == 0


def test_the_offered_name_leads_on(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?rol=menter")
    page.get_by_role("link", name="Bedoelde u Mentor?").click()
    ready(page, "Rond Mentor")


def test_a_slow_answer_never_takes_the_place_of_a_newer_choice(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/")
    page.evaluate(READ)
    held: list[Route] = []
    page.route("**/rol/mentor/", lambda route: held.append(route))  # noqa: PLW0108 - it marks the function
    with page.expect_request("**/rol/mentor/"):
        page.locator("#zw-rol").select_option("mentor")
    page.locator("#zw-rol").select_option("decaan")
    ready(page, "Rond Decaan")
    assert [title.split()[0] for title in page.evaluate("pagesRead")] == ["Decaan"]
    with page.expect_request_finished(lambda request: request.url.endswith("/rol/mentor/")):
        held[0].continue_()
    page.wait_for_function("pagesRead.length === 2 && pagesRead[1].startsWith('Mentor')")
    page.evaluate("() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)))")
    assert page.locator(".zw-found .zw-me h2").inner_text() == "Decaan"


def test_one_address_shows_one_thing(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?rol=Mentor&route=verzuim")
    ready(page, "De route")
    assert page.locator("#zw-rol").input_value() == ""


def test_back_restores_what_was_chosen_first(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}archief/routes/plaatsing-oovr/")
    page.locator("#zw-licht").select_option("papier")
    page.go_back()
    assert page.locator("#zw-licht").input_value() == ""


def test_no_way_is_an_answer_with_its_reason(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?van=mentor&naar=raad-voor-de-kinderbescherming")
    ready(page, "De weg van Mentor naar Raad")
    assert "Vanaf mentor leidt daar geen weg heen." in page.locator(".zw-found").inner_text()


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_without_javascript_every_role_leads_to_every_other(edition: str, addresses: dict[str, str], opened: Any) -> None:
    roles = shipped_site(edition).explorer.book.roles
    page = opened(f"{addresses[edition]}verkenner/", java_script_enabled=False, viewport={"width": 360, "height": 740})
    assert page.locator("form.zw-picks").is_hidden()
    links = page.locator(".zw-map-list li > a:visible")
    assert links.count() == len(roles)
    page.get_by_role("link", name="Mentor", exact=True).first.click()
    page.wait_for_url("**/rol/mentor/")
    assert page.locator("[id^=naar-]:not(#naar-elders)").count() == len(roles) - 1
    page.locator(".zw-chips a[href='#naar-mdo']").click()
    assert page.locator("#naar-mdo").is_visible()


def test_without_javascript_routes_are_lit_and_all_stand_to_compare(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}verkenner/vergelijken/", java_script_enabled=False)
    assert page.locator(".zw-side:visible").count() == len(shipped_site("public").explorer.book.routes)
    assert page.locator("select:visible").count() == 0
    page = opened(f"{addresses['public']}archief/routes/plaatsing-oovr/", java_script_enabled=False)
    page.locator("#zw-licht").select_option("toestemming")
    lit = page.locator(".zw-steps > li").evaluate_all(LIT)
    assert lit == [f"stap-{step.id}" for step in shipped().route["plaatsing-oovr"].steps if step.gate]


def test_what_is_lit_on_a_route_is_in_the_address(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}archief/routes/plaatsing-oovr/?licht=centrale-intake-commissie")
    assert page.locator("#zw-licht").input_value() == "centrale-intake-commissie"
    page.locator("#zw-licht").select_option("papier")
    assert chosen(page) == {"licht": "papier"}
    page.go_back()
    assert page.locator("#zw-licht").input_value() == "centrale-intake-commissie"


def test_two_routes_stand_side_by_side(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/vergelijken/?a=dyslexie&b=verzuim")
    shown = page.locator(".zw-side:visible")
    boxes = {side.get_attribute("id"): side.bounding_box() for side in shown.all()}
    assert boxes.keys() == {"dyslexie", "verzuim"}
    assert boxes["dyslexie"]["x"] < boxes["verzuim"]["x"]
    assert boxes["dyslexie"]["y"] == boxes["verzuim"]["y"]


@pytest.mark.parametrize("place", PAGES)
@pytest.mark.parametrize("wide", [320, 360])
def test_on_a_phone_nothing_scrolls_sideways_and_text_is_readable(
    place: str, wide: int, addresses: dict[str, str], opened: Any
) -> None:
    page = opened(f"{addresses['staff']}{place}", viewport={"width": wide, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    small = page.evaluate(
        """() => [...document.querySelectorAll("article *")].filter(e => e.checkVisibility()
          && [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
          && !e.closest("svg, .zw-hidden") && parseFloat(getComputedStyle(e).fontSize) < 14)
          .map(e => e.className + " " + e.textContent.slice(0, 30))"""
    )
    assert small == []


def test_on_paper_only_the_way_that_was_opened(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/rol/mentor/#naar-mdo")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    text = " ".join(sheet.extract_text() for sheet in sheets)
    assert f"Van Mentor naar {BOOK.role['mdo'].name}" in text
    assert "Van Mentor naar GGD" not in text
    assert len(sheets) <= 5


def test_in_forced_colours_the_chosen_role_stands_out(addresses: dict[str, str], opened: Any) -> None:
    page = opened(
        f"{addresses['staff']}verkenner/?rol=mentor", forced_colors="active", viewport={"width": 1280, "height": 900}
    )
    ready(page, "Rond Mentor")
    width = "el => parseFloat(getComputedStyle(el.querySelector('.zw-mapbox')).strokeWidth)"
    assert page.locator(".zw-mapstop[data-role=mentor]").evaluate(width) >= 2
    other = page.locator(".zw-mapstop[data-role=koers-vo] .zw-mapbox").evaluate("el => getComputedStyle(el).stroke")
    assert other == "none"
