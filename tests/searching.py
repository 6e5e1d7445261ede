"""`python tests/searching.py [ZOEKVRAGEN.yaml …]`: how often the page that helps stands first, among three, or nowhere.

A file lists what people type: `query`, the `pages` that help (any of them does), `edition`, and `who` asks. Without a file
it takes tests/queries.yaml. Each edition is searched as a reader would: with its own index, in Chromium.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

HOME = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HOME / "hooks"), str(HOME / "tests")]

from browser import chromium  # noqa: E402
from handbook.build import loaded  # noqa: E402
from handbook.model import Handbook, Outcome  # noqa: E402
from handbook.reason import guide  # noqa: E402
from handbook.reason.edition import narrow  # noqa: E402
from handbook.reason.translations import branch  # noqa: E402
from handbook.render.links import address  # noqa: E402
from handbook.render.pages import pages  # noqa: E402
from handbook.render.search_index import indexes  # noqa: E402
from handbook.render.site import Site  # noqa: E402

SCRIPTS = ("handbook.js", "search.js")
ASK = """queries => {
  const begun = performance.now()
  const found = queries.map((query) => zorgwegwijzer.find(query).found.map(({ entry }) => entry.place))
  return [found, (performance.now() - begun) / queries.length]
}"""
NONE: Mapping[str, str] = {}
FIRST, THREE, NEVER = "eerst", "in drie", "nooit"


@dataclass(frozen=True)
class Asked:
    """What somebody typed, and at which place among the pages found the first stands that helps (0 is nowhere)."""

    who: str
    query: str
    at: int
    found: tuple[str, ...]


@lru_cache(maxsize=4)
def book_of(edition: str) -> Handbook:
    """The handbook as an edition shows it."""
    return narrow(loaded(HOME / "data", HOME / "content"), edition)


@lru_cache(maxsize=4)
def index_of(edition: str, language: str = "nl") -> str:
    """The index of an edition as a script."""
    site = Site(book_of(edition))
    return next(file.content.decode() for file in indexes(site, pages(site)) if file.path == f"search/{language}.js")


def language_of(query: dict[str, Any]) -> str:
    """The language of the pages that help."""
    return "en" if any(page.startswith("en/") for page in query["pages"]) else "nl"


@lru_cache(maxsize=8)
def same_pages(edition: str, language: str) -> dict[str, str]:
    """Per page at the end of a way through the guide in another language the outcome there: each way says the same."""
    book = book_of(edition)
    spoken = next((each for each in book.languages if each.id == language), None)
    ends = [(way, way.at) for way in (branch(book, spoken) if spoken else []) if isinstance(way.at, Outcome)]
    places = ((at, end) for way, end in ends for at in (way.place, guide.place(way.answers)))
    return {f"{language}/{address(at)}": str(end.stands_for or end.id) for at, end in places}


def place_among(found: Iterable[str], helping: Iterable[str], same: Mapping[str, str] = NONE) -> tuple[int, tuple[str, ...]]:
    """Where the first page that helps stands, or one that says the same, and the pages found, each once.

    A page that helps at one place only is named with that place ('begrippen/#zat'): another word on it does not help.
    """
    places = tuple(found)
    there = tuple(dict.fromkeys(place.partition("#")[0] for place in places))
    wanted = {same.get(place, place) for place in helping}
    helps = {page for place in places for page in [place.partition("#")[0]] if wanted & {place, same.get(page, page)}}
    return next((at for at, page in enumerate(there, start=1) if page in helps), 0), there


def asked(page: Page, queries: list[dict[str, Any]], same: Mapping[str, str] = NONE) -> tuple[list[Asked], float]:
    """What each query finds, and the milliseconds it takes."""
    found, each_took = page.evaluate(ASK, [str(each["query"]) for each in queries])
    return [
        Asked(each["who"], each["query"], *place_among(places, each["pages"], same))
        for each, places in zip(queries, found, strict=True)
    ], each_took


def counts(answers: list[Asked]) -> dict[str, int]:
    """How many stand first, among three and nowhere."""
    return {
        FIRST: sum(each.at == 1 for each in answers),
        THREE: sum(0 < each.at <= 3 for each in answers),
        NEVER: sum(not each.at for each in answers),
    }


def ready(page: Page, index: str) -> float:
    """Gives a page the search and an index; the milliseconds that reading the index took."""
    page.goto("about:blank")
    for script in SCRIPTS:
        page.add_script_tag(path=HOME / "overrides/assets" / script)
    read = "text => { const begun = performance.now(); (0, eval)(text); return performance.now() - begun }"
    return float(page.evaluate(read, index))


def measured(queries: list[dict[str, Any]]) -> list[Asked]:
    """Every query that has a page that helps, asked of its own edition; tells what an index weighs and a query takes."""
    answers: list[Asked] = []
    with chromium() as browser:
        page = browser.new_page()
        for edition, language in sorted({(each["edition"], language_of(each)) for each in queries if each["pages"]}):
            text = index_of(edition, language).encode()
            reading = ready(page, text.decode())
            own = [each for each in queries if each["pages"] and (each["edition"], language_of(each)) == (edition, language)]
            here, took = asked(page, own, same_pages(edition, language))
            packed = len(gzip.compress(text))
            print(f"{edition} {language}: {len(text)} bytes, gzip {packed}; lezen {reading:.0f} ms, een vraag {took:.1f} ms")
            answers += here
    return answers


def report(answers: list[Asked]) -> None:
    """The counts per group and of all, and what was missed with what stood first."""
    groups: dict[str, list[Asked]] = defaultdict(list)
    for each in answers:
        groups[each.who].append(each)
    for who, group in (*groups.items(), ("alle", answers)):
        told = ", ".join(f"{name} {many} ({many / len(group):.0%})" for name, many in counts(group).items())
        print(f"{who:<12}{len(group):>4} vragen: {told}")
    for each in answers:
        if not 0 < each.at <= 3:
            print(f"  {each.at or '–'}  {each.who}: {each.query}  ->  {', '.join(each.found[:3])}")


def main(files: list[str]) -> None:
    for file in files or [str(HOME / "tests/queries.yaml")]:
        print(f"== {Path(file).name}")
        report(measured(yaml.safe_load(Path(file).read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main(sys.argv[1:])
