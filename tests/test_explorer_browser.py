"""The explorer as people use it: by keyboard, on a phone, without script, from a shared address, and on paper."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route
from pypdf import PdfReader

from browser import SCREENS
from helpers import ALL, shipped, shipped_site

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


def lit(page: Page) -> set[str]:
    """The stops that are lit on the map."""
    return {*page.locator(".zw-mapstop.zw-on").evaluate_all("all => all.map(stop => stop.dataset.role)")}


def numbers(page: Page) -> dict[str, str]:
    """The numbers of steps that stand in stops."""
    found = page.locator(".zw-mapstop").evaluate_all(
        "all => all.map(stop => [stop.dataset.role, stop.querySelector('.zw-mapnumber').textContent])"
    )
    return {role: text for role, text in found if text}


def place_of_map(page: Page) -> dict[str, float]:
    return dict(page.locator(".zw-map:visible").bounding_box() or {})


PLACE = "Object.values(document.querySelector('.zw-map').getBoundingClientRect().toJSON())"
# Once words are shown: how many stops are lit, and where the map stands.
TOLD = f"""() => document.querySelector(".zw-said").innerText.trim().length > 10
  && [document.querySelectorAll(".zw-mapstop.zw-on").length, {PLACE}]"""


@pytest.mark.parametrize("field", ["rol", "route", "geval", "zonder"])
def test_every_choice_is_made_by_keyboard_alone_and_the_map_never_moves(
    field: str, addresses: dict[str, str], opened: Any
) -> None:
    page = opened(f"{addresses['staff']}verkenner/", viewport=DESK)
    before = page.evaluate(PLACE)
    select = page.locator(f"#zw-{field}")
    select.focus()
    names = [option.strip() for option in select.locator("option").all_inner_texts()]
    seen, names = set(), names if ALL else names[:16]
    for name in names[1:]:
        page.keyboard.press("ArrowDown")
        lights, place = page.wait_for_function(TOLD).json_value()
        seen.add(chosen(page)[field])
        assert lights, name
        assert place == before, name
    assert len(seen) == len(names) - 1 > 3


def test_a_role_lights_who_comes_and_where_it_goes(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/", viewport=DESK)
    page.locator(".zw-mapstop[data-role=mentor]:visible").click()
    ready(page, "Mentor krijgt de leerling van: Leerling, Ouders en verzorgers")
    assert lit(page) == {
        "mentor", "leerling", "ouders", "vakdocent", "onderwijsondersteunend-personeel", "leerlingbespreking",
        "intern-zorgadviesteam",
    }  # fmt: skip
    assert chosen(page) == {"rol": "mentor"}
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search")
    assert lit(page) == set()


def test_pointing_previews_and_leaving_shows_the_choice_again(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?rol=mentor", viewport=DESK)
    ready(page, "Mentor krijgt")
    own = lit(page)
    page.locator(".zw-mapstop[data-role=decaan]:visible").hover()
    assert lit(page) == {"decaan", "intern-zorgadviesteam"}
    assert "Decaan gaat naar" in page.locator(".zw-hint").inner_text()
    page.locator("h1").hover()
    assert lit(page) == own and chosen(page) == {"rol": "mentor"}
    page.locator(".zw-mapstop[data-role=decaan]:visible").focus()
    assert lit(page) == {"decaan", "intern-zorgadviesteam"}


def test_a_line_lights_its_trunk(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/", viewport=DESK)
    page.locator(".zw-mapline[data-from=vakdocent]:visible").dispatch_event("click", {"bubbles": True})
    ready(page, "De lijn naar Mentor")
    assert lit(page) == {"mentor", "leerling", "ouders", "vakdocent", "onderwijsondersteunend-personeel"}
    assert chosen(page) == {"lijn": "mentor"}


def test_arrows_go_along_the_lines(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/", viewport=DESK)
    page.locator(".zw-mapstop[data-role=vakdocent]:visible").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.role") == "mentor"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.role") in ("leerling", "ouders", "vakdocent")


def test_a_route_numbers_its_steps_in_the_stops(addresses: dict[str, str], opened: Any) -> None:
    """All of them: whoever is named in its stop, and the rest where nobody stands."""
    page = opened(f"{addresses['staff']}verkenner/?route=bespreking-extern-zorgadviesteam", viewport=DESK)
    ready(page, "toestemming bij stap 2")
    assert numbers(page) == {"intern-zorgadviesteam": "1", "zorgcoordinator": "‖2 3 6", "extern-zorgadviesteam": "4 5"}
    page.goto(f"{addresses['staff']}verkenner/?route=verzuim")
    ready(page, "zonder naam")
    assert numbers(page) == {"mentor": "1", "niet-vastgelegd": "2 3", "leerplicht": "4"}


def test_walking_along_tells_who_what_with_which_paper_and_consent(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?route=bespreking-extern-zorgadviesteam", viewport=DESK)
    page.get_by_role("button", name="Loop mee").click()
    ready(page, "1. Intern zorgadviesteam")
    page.keyboard.press("ArrowRight")
    ready(page, "2. Zorgcoördinator")
    told = page.locator(".zw-said").inner_text()
    assert "Papier: Schriftelijke toestemming van ouders" in told and "Eerst toestemming van Ouders" in told
    assert chosen(page) == {"route": "bespreking-extern-zorgadviesteam", "stap": "2"}
    assert page.locator(".zw-mapstop.zw-chosen").get_attribute("data-role") == "zorgcoordinator"
    page.keyboard.press("ArrowLeft")
    ready(page, "1. Intern zorgadviesteam")
    page.go_back()
    ready(page, "2. Zorgcoördinator")
    page.go_forward()
    ready(page, "1. Intern zorgadviesteam")
    page.get_by_role("button", name="Stop").click()
    ready(page, "De route Bespreking")


def test_a_walk_that_plays_can_be_paused_and_ends_by_itself(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?route=verzuim&stap=1", viewport=DESK)
    ready(page, "1. Mentor")
    page.clock.install()
    page.get_by_role("button", name="Speel af").click()
    page.clock.run_for(4100)
    ready(page, "2. ")
    page.get_by_role("button", name="Pauze").click()
    page.clock.run_for(20_000)
    assert chosen(page)["stap"] == "2"
    page.get_by_role("button", name="Speel af").click()
    page.clock.run_for(60_000)
    ready(page, "4. Leerplicht")
    page.get_by_role("button", name="Speel af").wait_for()


def test_who_asked_for_rest_gets_no_walk_that_plays(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?route=verzuim&stap=1", viewport=DESK, reduced_motion="reduce")
    ready(page, "1. Mentor")
    assert page.get_by_role("button", name="Speel af").count() == 0
    assert page.get_by_role("button", name="Volgende").count() == 1


def test_who_falls_silent_when_a_role_is_away(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?zonder=zorgcoordinator", viewport=DESK)
    gaps = shipped_site("staff").explorer.without("zorgcoordinator")
    ready(page, f"Zonder zorgcoördinator liggen {len(gaps)} stappen stil")
    assert page.locator(".zw-explorer.zw-away .zw-mapline.zw-on").count() > 5


def test_a_way_is_brought_as_it_stands_on_its_own_page(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/", viewport=DESK)
    before = place_of_map(page)
    page.locator("#zw-van").select_option("mentor")
    ready(page, "Kies ook waarheen")
    page.locator("#zw-naar").select_option("politie")
    ready(page, "De weg van Mentor naar")
    page.locator(".zw-brought :is(li, p, a)").first.wait_for()
    brought = page.locator(".zw-brought").inner_text()
    assert chosen(page) == {"van": "mentor", "naar": "politie"} and place_of_map(page) == before
    assert numbers(page)["mentor"] == "1" and len(numbers(page)) > 2
    own = opened(f"{addresses['staff']}verkenner/rol/mentor/#naar-politie")
    assert brought.split() == own.locator("#naar-politie").inner_text().split()
    first = page.locator(".zw-brought .zw-journey a").first
    leads = first.evaluate("link => link.href")
    first.click()
    page.wait_for_url(leads)
    assert page.locator("h1").count() == 1


def test_a_choice_survives_sharing_reload_and_back(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}verkenner/?rol=mentor")
    ready(page, "Mentor krijgt")
    page.reload()
    ready(page, "Mentor krijgt")
    page.locator("#zw-route").select_option("verzuim")
    ready(page, "De route")
    assert chosen(page) == {"route": "verzuim"}
    page.go_back()
    ready(page, "Mentor krijgt")
    assert page.locator("#zw-rol").input_value() == "mentor"
    page.go_forward()
    ready(page, "De route")
    page.get_by_role("button", name="Wis de keuze").click()
    page.wait_for_function("!location.search")
    assert page.locator(".zw-brought").is_hidden()
    assert page.evaluate("localStorage.length + sessionStorage.length") <= 2  # what the theme keeps: its palette


def test_each_school_has_its_own_map(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}verkenner/", viewport=DESK)
    page.get_by_role("link", name="Casparus College").click()
    page.wait_for_url("**/verkenner/school/casparus/")
    assert page.locator(".zw-mapstop[data-role=mdo]:visible").count() == 1
    assert page.locator(".zw-mapstop[data-role=zorgcoordinator]:visible").count() == 0
    page.locator("#zw-rol").select_option("mdo")
    ready(page, "Multidisciplinair overleg krijgt")
    page.get_by_role("link", name="Alles rond Multidisciplinair overleg").click()
    page.wait_for_url("**/verkenner/rol/mdo/")


@pytest.mark.parametrize("place", ["verkenner/", "verkenner/school/casparus/"])
@pytest.mark.parametrize("wide", [1024, 1280])
def test_letters_on_the_map_are_as_large_as_they_say(place: str, wide: int, addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}{place}", viewport={"width": wide, "height": 800})
    drawn = page.locator(".zw-map:visible")
    sizes = drawn.locator("svg text").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)"
    )
    assert min(sizes) >= 14
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    assert drawn.evaluate("map => map.scrollWidth - map.clientWidth") == 0


@pytest.mark.parametrize("place", ["routes/niet-eens/", "archief/routes/plaatsing-oovr/", "routes/tlv-vso/"])
def test_a_route_of_ten_steps_fits_one_screen_of_a_phone(place: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}{place}", viewport={"width": 360, "height": 740})
    drawn = page.locator(".zw-line svg")
    assert drawn.bounding_box()["height"] <= 740
    sizes = drawn.locator("text").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)"
    )
    assert min(sizes) >= 14
    for link in drawn.locator("a").all():
        assert page.locator(str(link.get_attribute("href"))).count() == 1


@pytest.mark.parametrize("place", ["verkenner/", "routes/verzuim/"])
def test_a_drawing_is_kept_as_a_picture_twice_as_fine(place: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}{place}", viewport=DESK)
    with page.expect_download() as got:
        page.locator("[data-png]").first.click()
    data = Path(str(got.value.path())).read_bytes()
    drawn = page.request.get(f"{addresses['staff']}{place}lijn.svg").text()
    wide, high = (float(each) for each in re.findall(r' (?:width|height)="([\d.]+)"', drawn.partition(">")[0]))
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and got.value.suggested_filename.endswith(".png")
    assert struct.unpack(">II", data[16:24]) == (int(wide) * 2, int(high) * 2)
    assert len(data) > 20_000  # an empty picture of this size takes far less


@pytest.mark.parametrize("role", ["mentor", "ouders", "zorgcoordinator", "ondersteuningscoordinator"])
def test_a_role_is_at_most_six_screens_of_a_phone(role: str, addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/rol/{role}/", viewport={"width": 360, "height": 740})
    assert page.locator("article").bounding_box()["height"] <= 6 * 740


def test_the_strip_is_one_sheet_of_paper(addresses: dict[str, str], opened: Any) -> None:
    for place in ("verkenner/", "verkenner/school/casparus/"):
        page = opened(f"{addresses['public']}{place}")
        sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
        assert len(sheets) == 1, place
        assert "Mentor" in sheets[0].extract_text()


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
        ("van=mentor&naar=politi", "'politi' kennen we hier niet. Bedoelde u Politie?"),
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
    ready(page, "Mentor krijgt")


def test_a_slow_answer_never_takes_the_place_of_a_newer_choice(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/")
    page.evaluate(READ)
    held: list[Route] = []
    page.route("**/rol/mentor/", lambda route: held.append(route))  # noqa: PLW0108 - it marks the function
    with page.expect_request("**/rol/mentor/"):
        page.locator("#zw-van").select_option("mentor")
    page.locator("#zw-naar").select_option("politie")
    page.locator("#zw-van").select_option("decaan")
    ready(page, "De weg van Decaan")
    page.locator(".zw-brought :is(li, p, a)").first.wait_for()
    with page.expect_request_finished(lambda request: request.url.endswith("/rol/mentor/")):
        held[0].continue_()
    page.wait_for_function("pagesRead.some((title) => title.startsWith('Mentor'))")
    page.evaluate("() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)))")
    assert "Van Decaan naar" in page.locator(".zw-brought h3").inner_text()


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
    ready(page, "Van Mentor naar Raad voor de Kinderbescherming")
    assert "Vanaf mentor leidt daar geen weg heen." in page.locator(".zw-brought").inner_text()


def test_where_there_is_no_way_stands_what_the_guide_advises(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['staff']}verkenner/?van=ggd&naar=vertrouwenspersoon")
    ready(page, "Van GGD naar Vertrouwenspersoon raadt de keuzewijzer aan:")
    assert "de keuzewijzer raadt aan:" in page.locator(".zw-brought").inner_text()
    page.locator(".zw-brought a[href*='wegwijzer/uitkomst/']").first.click()
    page.wait_for_url("**/wegwijzer/uitkomst/**")


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_without_javascript_every_role_leads_to_every_other(edition: str, addresses: dict[str, str], opened: Any) -> None:
    roles = shipped_site(edition).explorer.book.roles
    page = opened(f"{addresses[edition]}verkenner/", java_script_enabled=False, viewport={"width": 360, "height": 740})
    assert page.locator("form.zw-picks").is_hidden()
    page.locator(".zw-rest summary").click()
    first = set(page.locator(".zw-net li > a:visible").all_inner_texts())
    page.get_by_role("link", name="Casparus College").click()
    page.locator(".zw-rest summary").click()
    assert first | set(page.locator(".zw-net li > a:visible").all_inner_texts()) == {role.name for role in roles}
    page.get_by_role("link", name="Mentor", exact=True).first.click()
    page.wait_for_url("**/rol/mentor/")
    assert page.locator("[id^=naar-]:not(#naar-elders)").count() == len(roles) - 1
    page.get_by_text("Kies waarheen").click()
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
def test_on_a_phone_nothing_scrolls_sideways_and_text_is_readable(
    place: str, addresses: dict[str, str], opened: Any
) -> None:
    page = opened(f"{addresses['staff']}{place}", viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 320, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
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
    ready(page, "Mentor krijgt")
    width = "el => parseFloat(getComputedStyle(el.querySelector('.zw-mapbox')).strokeWidth)"
    assert page.locator(".zw-mapstop[data-role=mentor]:visible").evaluate(width) >= 2
    other = page.locator(".zw-mapstop[data-role=decaan]:visible .zw-mapbox").evaluate("el => getComputedStyle(el).stroke")
    assert other == "none"
    lines = page.locator(".zw-mapline").evaluate_all(
        "all => all.map(line => [line.classList.contains('zw-on'), getComputedStyle(line).stroke])"
    )
    assert {stroke for on, stroke in lines if on}.isdisjoint({stroke for on, stroke in lines if not on})
    chosen_tab = page.locator(".zw-tabs [aria-current]")
    assert chosen_tab.evaluate("el => getComputedStyle(el).color !== getComputedStyle(el).backgroundColor")


# --- what a reader comes for ---------------------------------------------------------------------------------

IN_VIEW = """() => {
  const { top, bottom } = document.querySelector(".zw-caption").getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight + 1
}"""
MENTOR = {"bureau": ".zw-mapstop[data-role=mentor]:visible", "telefoon": ".zw-net li[data-role=mentor] a"}
TASKS: dict[str, tuple[tuple[str, ...], str]] = {
    "wie komt bij de mentor": (("mentor",), "Mentor krijgt de leerling van: Leerling"),
    "waar gaat de mentor heen": (("mentor",), "Verder naar: Leerlingbespreking"),
    "de stappen van de route OPDC": (("route=plaats-opdc",), "stappen"),
    "van de mentor naar de politie": (("van=mentor", "naar=politie"), "De weg van Mentor naar Politie: via"),
    "wie stilvalt zonder zorgcoördinator": (("zonder=zorgcoordinator",), "Op de kaart kan dan niet verder"),
}


def pressed(page: Page, screen: str, what: str) -> int:
    """Presses a stop, or chooses in a field; how many clicks that takes. On a phone the fields are folded away at first."""
    name, _, value = what.partition("=")
    if not value:
        page.locator(MENTOR[screen]).click()
        return 1
    folded = page.locator(f"#zw-{name}").is_hidden()
    if folded:
        page.locator(".zw-pick-fold summary").click()
    page.locator(f"#zw-{name}").select_option(value)
    return 2 + folded


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("screen", ["bureau", "telefoon"])
def test_what_a_reader_comes_for_takes_few_clicks_and_no_scrolling(
    task: str, screen: str, addresses: dict[str, str], opened: Any
) -> None:
    choices, answer = TASKS[task]
    page = opened(f"{addresses['public']}verkenner/", **SCREENS[screen])
    clicks = sum(pressed(page, screen, what) for what in choices)
    ready(page, answer)
    assert clicks <= (5 if len(choices) > 1 else 3)
    assert answer in page.locator(".zw-caption").inner_text()
    page.wait_for_function(IN_VIEW)


def test_on_a_phone_the_strip_keeps_only_who_matters(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}verkenner/", **SCREENS["telefoon"])
    rows = page.locator("#lijst .zw-net li:visible")
    every = rows.count()
    page.locator(MENTOR["telefoon"]).click()
    ready(page, "Mentor krijgt")
    around = {"mentor", "leerling", "ouders", "vakdocent", "onderwijsondersteunend-personeel", "leerlingbespreking",
              "intern-zorgadviesteam"}  # fmt: skip
    assert {*rows.evaluate_all("all => all.map(row => row.dataset.role)")} == around
    page.get_by_role("link", name="Toon alles").click()
    page.wait_for_function("!location.search")
    assert rows.count() == every > len(around)


def test_the_line_to_a_role_is_lit_by_keyboard(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}verkenner/?rol=mentor", viewport=DESK)
    ready(page, "Mentor krijgt")
    page.get_by_role("link", name="De lijn hierheen").press("Enter")
    ready(page, "De lijn naar Mentor")
    assert chosen(page) == {"lijn": "mentor"} and "decaan" not in lit(page)


def test_a_window_that_grows_gets_the_other_map_with_the_same_light(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}verkenner/?route=verzuim", viewport={"width": 768, "height": 800})
    ready(page, "De route")
    page.set_viewport_size({"width": 1100, "height": 800})
    page.wait_for_function("document.querySelector('.zw-map-narrow .zw-on .zw-mappill').width.baseVal.value > 10")
    narrow, told = page.locator(".zw-map:visible").bounding_box(), numbers(page)
    assert len(told) == 3
    page.set_viewport_size(DESK)
    page.locator(".zw-map:not(.zw-map-narrow)").wait_for()
    page.wait_for_function("document.querySelector('.zw-map .zw-mapstop.zw-on')")
    assert page.locator(".zw-map:visible").bounding_box() != narrow and numbers(page) == told
    assert page.locator(".zw-map-narrow .zw-on").count() == 0


def test_where_no_line_runs_between_two_steps_a_trail_does(addresses: dict[str, str], opened: Any) -> None:
    page = opened(f"{addresses['public']}verkenner/?route=verzuim", viewport=DESK)
    ready(page, "De route")
    trail = page.locator(".zw-map:visible .zw-maptrail")
    assert str(trail.get_attribute("d")).count("M") == 1  # from the mentor past nobody to leerplicht
    page.locator("#zw-route").select_option("bespreking-extern-zorgadviesteam")
    ready(page, "De route Bespreking")
    assert trail.get_attribute("d") == ""
