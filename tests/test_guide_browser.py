"""The guide as people use it: clicked through without JavaScript, printed on one sheet, found by everyday words."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from lxml.html import document_fromstring
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from handbook.families import place_of
from handbook.model import Question
from handbook.reason import guide
from handbook.reason.translations import branch
from handbook.render.links import address, page_at
from helpers import ALL, ARTICLE, TESTS, shipped_site, some

EDITIONS = ("staff", "public")


@dataclass(frozen=True)
class Links:
    """The links of a page with their words: the answers to a question, and the way back (of a ticket, by its mark)."""

    answers: tuple[tuple[str, str], ...]
    back: dict[str, str]

    @staticmethod
    @cache  # a page is asked for its answers once, and as often for its way back as an answer leads there
    def of(file: Path) -> Links:
        html = file.read_text(encoding="utf-8")
        found = ARTICLE.search(html)
        page = document_fromstring(found[1] if found else html)
        shown = page.xpath("//*[self::ul or self::p][@class = 'zw-answers']//a")
        answers = [(str(each.get("href")), "".join(text.strip() for text in each.itertext())) for each in shown]
        back = page.xpath("//p[@class = 'zw-back']/a")
        return Links(tuple(answers), {each.getparent().getparent().get("id") or "": str(each.get("href")) for each in back})


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_path_is_a_plain_link_there_and_back(edition: str, sites: dict[str, Path]) -> None:
    """Every answer of every question page of both editions, followed as a browser without JavaScript would."""
    site = sites[edition]
    followed = []
    for path in guide.paths(shipped_site(edition).book):
        if not isinstance(path.at, Question):
            continue
        here = address(path.place)
        links = Links.of(site / here / "index.html")
        shown = guide.answers(path.at, path.reader)
        assert [words for _, words in links.answers] == [choice.answer + choice.when for choice in shown]
        for choice, (href, _) in zip(shown, links.answers, strict=True):
            there = urljoin(f"/{here}", href).lstrip("/")
            assert there == address(guide.page_after(choice, path.reader, path.answers, shipped_site(edition).book))
            page, _, mark = there.partition("#")
            assert urljoin(f"/{page}", Links.of(site / page / "index.html").back[mark]) == f"/{here}"
            followed.append(page)
    assert len({*followed}) == guide.sizes(shipped_site(edition).book)[0] - 1
    assert len(followed) == len(guide.paths(shipped_site(edition).book)) - 1


@pytest.mark.parametrize("edition", EDITIONS)
def test_paths_can_be_clicked_without_javascript(edition: str, addresses: dict[str, str], browser: Browser) -> None:
    """In a real browser: some answers to a few questions of each edition; all are followed above."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    walked = 0
    asked = [path for path in guide.paths(shipped_site(edition).book) if isinstance(path.at, Question)]
    for path in some(asked, 3):
        start = addresses[edition] + address(path.place)
        page.goto(start, wait_until="domcontentloaded")
        for number, choice in some(enumerate(guide.answers(path.at, path.reader)), 5):
            there = guide.page_after(choice, path.reader, path.answers, shipped_site(edition).book)
            link = page.locator(".zw-answers a").nth(number)
            assert " ".join(link.inner_text().split()) == f"{choice.answer} {choice.when}".strip()
            link.click()
            page.wait_for_load_state("domcontentloaded")
            assert page.url == addresses[edition] + address(there)
            assert page.locator("h1").count() == page.locator(".zw-danger").count() == 1
            back = page.locator(".zw-back a:visible")
            assert back.count() == 1 and page.evaluate("scrollY") == 0  # of all ways to a ticket only the one that was taken
            back.click()
            page.wait_for_load_state("domcontentloaded")
            assert page.url == start
            walked += 1
    context.close()
    assert walked > 5


def test_the_way_to_a_ticket_goes_along_to_another_language(addresses: dict[str, str], opened: Any) -> None:
    book = shipped_site("public").book
    way = next(way for way in branch(book, book.languages[0]) if way.ends and way.number == 2)
    page = opened(f"{addresses['public']}{address(way.place)}#{way.mark}")
    for language, words in (("en", ".zw-languages a"), ("nl", ".zw-translated a[hreflang]")):
        page.locator(words).first.click()
        page.wait_for_url(f"**#{way.mark}")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator(".zw-back a:visible").count() == 1


# How tall the content of each page is, put in turn in the tab of one of them; what stands around it is not on paper.
TALL = """texts => {
  const article = document.querySelector("article")
  return texts.map(([text, mark]) => {
    article.innerHTML = text
    if (mark) document.getElementById(mark).style.display = "flex"
    return article.scrollHeight
  })
}"""


def longest_ways(edition: str) -> dict[str, str]:
    """Per outcome its page, with the mark of the longest row of answers that leads to it."""
    longest: dict[str, guide.Path] = {}
    for path in guide.paths(shipped_site(edition).book):
        elsewhere = edition == "staff" and path.at.id in shipped_site("public").book.outcome
        known = longest.get(str(path.at.id))
        if path.ends and not elsewhere and len(path.taken) >= (len(known.taken) if known else 0):
            longest[str(path.at.id)] = path
    return {outcome: f"{address(path.place)}#{path.mark}" for outcome, path in longest.items()}


def tall_first(page: Page, site: str, folder: Path, places: list[str]) -> list[str]:
    """Pages, the one with the tallest content on paper first; what is shorter than one that fits, fits."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 640, "height": 900})  # the text of an A4, more or less
    page.goto(site + places[0])
    html = {place: (folder / place.partition("#")[0] / "index.html").read_text(encoding="utf-8") for place in places}
    texts = [(ARTICLE.search(html[place]), place.partition("#")[2]) for place in places]
    tall = page.evaluate(TALL, [[text[1], mark] for text, mark in texts if text])
    assert len(tall) == len(places) > 100 and min(tall) > 100
    tallest = [place for _, place in sorted(zip(tall, places, strict=True), reverse=True)]
    page.goto(site + next(place for place in tallest if "zw-facts" in html[place]))
    assert page.evaluate("getComputedStyle(document.querySelector('.zw-big-ticket .zw-facts')).columnCount") == "2"
    return tallest


def printed(page: Page, address: str) -> list[str]:
    """What each sheet says of a page that is printed."""
    page.goto(address)
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    return [sheet.extract_text().replace("\n", "") for sheet in sheets]  # a long address runs on


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_outcome_prints_on_one_sheet(
    edition: str, addresses: dict[str, str], sites: dict[str, Path], opened: Any
) -> None:
    outcome_at = {place: outcome for outcome, place in longest_ways(edition).items()}
    page = opened("about:blank")
    places = tall_first(page, addresses[edition], sites[edition], [*outcome_at])
    too_long = {}
    for place in places if ALL else (*places[:6], places[-1]):
        first, *more = printed(page, addresses[edition] + place)
        said = {"Afgesproken", "Uw antwoorden", f"uitkomst/{outcome_at[place]}/"}
        if more or not all(each in first for each in said):
            too_long[place] = len(more) + 1
    assert too_long == {}


def test_a_translated_outcome_prints_on_two_sheets(addresses: dict[str, str], sites: dict[str, Path], opened: Any) -> None:
    """What waits to be checked stands in Dutch too, so it may take two; the first one is full."""
    pages = sorted((sites["public"] / "en/wegwijzer").rglob("index.html"))
    ends = [page.parent for page in pages if "zw-big-ticket" in page.read_text(encoding="utf-8")]
    page = opened("about:blank")
    places = tall_first(
        page, addresses["public"], sites["public"], [f"{end.relative_to(sites['public']).as_posix()}/" for end in ends]
    )
    for place in places if ALL else places[:3]:
        sheets = printed(page, addresses["public"] + place)
        assert len(sheets) <= 2 and len(sheets[0]) > 1000, (place, len(sheets))


@pytest.mark.parametrize(("file", "least"), [("phrases", 0.95), ("phrases_blind", 0.9)])
def test_everyday_words_find_the_right_situation(
    file: str, least: float, addresses: dict[str, str], browser: Browser
) -> None:
    """Sixty phrases the words were chosen with, and sixty that nobody had seen then.

    `also` is a page that answers as well: it came later than the phrase, and says more about it than the situation does.
    """
    phrases = yaml.safe_load((TESTS / f"{file}.yaml").read_text(encoding="utf-8"))["phrases"]
    book = shipped_site("staff").book
    right = {situation.id: address(page_at(place_of(book.outcome[situation.outcome]))) for situation in book.situations}
    context = browser.new_context()
    page = context.new_page()
    page.goto(addresses["public"])
    staff = {situation.id for situation in book.situations if situation.audience[0] == "staff"}
    phrases = [phrase for phrase in phrases if phrase["situation"] not in staff]
    missed = {}
    for phrase in phrases:
        page.fill("#zw-over", "")
        page.fill("#zw-over", phrase["says"])
        page.wait_for_function("document.querySelector('.zw-entry-field [role=status]').textContent")
        found = page.eval_on_selector_all(".zw-entry-field .zw-hit", "links => links.slice(0, 3).map(link => link.href)")
        helps = {addresses["public"] + place for place in (right[phrase["situation"]], phrase.get("also", "-"))}
        if not helps & {*found}:
            missed[phrase["says"]] = f"{found} (hoort: {right[phrase['situation']]})"
    context.close()
    assert len(phrases) >= 50
    assert 1 - len(missed) / len(phrases) >= least, missed


def test_the_field_says_when_nothing_is_found_and_the_list_stays(addresses: dict[str, str], opened: Any) -> None:
    page = opened(addresses["public"])
    before = page.locator(".zw-situations li").count()
    page.fill("#zw-over", "xqzwvk")
    page.locator(".zw-entry-field [role=status]", has_text="Niets gevonden").wait_for()
    assert page.locator(".zw-situations li:visible").count() == before > 0


def test_all_ways_can_be_filtered(addresses: dict[str, str], browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(addresses["staff"] + "wegwijzer/alle-wegen/")
    rows = page.locator(".zw-all-ways > li:not([hidden])")
    every = rows.count()
    assert every == sum(path.ends for path in guide.paths(shipped_site("staff").book))
    page.fill("#zw-rijen", "decaan")
    assert 0 < rows.count() < every
    assert page.locator("[data-zw-rows] [role=status]").inner_text() == f"{rows.count()} van {every} wegen"
    context.close()


@pytest.mark.parametrize("edition", EDITIONS)
def test_only_start_outcomes_and_table_are_searched_and_mapped(edition: str, sites: dict[str, Path]) -> None:
    index = (sites[edition] / "search/nl.js").read_text(encoding="utf-8")
    sitemap = (sites[edition] / "sitemap.xml").read_text(encoding="utf-8")
    for path in (each for each in guide.paths(shipped_site(edition).book) if not each.ends):
        place = address(path.place)
        wanted = not path.taken
        assert (f'["{place}"' in index) == wanted
        assert (f"/{place}</loc>" in sitemap) == wanted
        page = (sites[edition] / place / "index.html").read_text(encoding="utf-8")
        assert ('<meta name="robots" content="noindex">' in page) != wanted
    assert "wegwijzer/uitkomst/" in sitemap
    assert "wegwijzer/alle-wegen/" in sitemap
