"""The answer in the first screen, of every page of a family, on a phone and on a desk; only where it stands is measured."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from helpers import ALL, ARTICLE, shipped, some

SCREENS = {"telefoon": {"width": 360, "height": 740}, "bureau": {"width": 1280, "height": 800}}
NUMBER = ":is(.zw-call, .zw-reach)"  # asked of the pages that have one
# Per family where its pages stand, and what must end within the first screen: of each, the first that there is.
FAMILIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "rol": (
        ("rollen", "archief/rollen"),
        (
            "h1",
            ".zw-lead > p:not(.zw-note)",
            ".zw-lead + #overleg + * :is(.zw-facts > div:last-child, h3:first-child), .zw-lead + #taken + * h3,"
            ".zw-lead + #verder + * :is(p, li)",
        ),
    ),
    "route": (
        ("routes", "archief/routes"),
        ("h1", ".zw-lead > p", ".zw-lead + #stappen + * .zw-step-head", ".zw-lead + #stappen + * .zw-who + p"),
    ),
    "uitkomst": (
        ("wegwijzer/uitkomst",),
        ("h1", ":is(.zw-ticket-to strong, .zw-call)", ".zw-ticket-now", NUMBER),
    ),
}
# The content of each page in turn, in the tab of the first: what stands around it is the same for all of a family.
# Of a long text its first four lines count.
MEASURE = """([texts, wanted]) => {
  const article = document.querySelector("article")
  return texts.map((text) => {
    article.innerHTML = text
    return wanted.map((part) => {
      const shown = article.querySelector(part)
      if (!shown) return 0
      const box = shown.getBoundingClientRect()
      return Math.round(Math.min(box.bottom, box.top + 4 * parseFloat(getComputedStyle(shown).lineHeight)))
    })
  })
}"""
MOST = 30  # pages of a family that are measured on a desk
RISKY = 80  # pages of a family that are measured on a phone: those with most to read before the last of what is wanted
LAST = re.compile(r"zw-ticket-now.*?</p>|zw-step-head.*?</p>|id=\"?overleg|id=\"?taken", re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def before(text: str) -> int:
    """How many letters a reader of a page reads before its answer."""
    found = LAST.search(text)
    return len(TAG.sub("", text[: found.end() if found else None]))


def riskiest(texts: dict[str, str]) -> dict[str, str]:
    """The pages on which the answer stands lowest, by what stands above it; in `make nalopen` all of them."""
    places = sorted(texts, key=lambda place: -before(texts[place]))
    return {place: texts[place] for place in (places if ALL else places[:RISKY])}


def articles(site: Path, folders: tuple[str, ...]) -> dict[str, str]:
    """Per address of a page in these folders what stands in its article; pages that only lead on are left out."""
    pages = [page for folder in folders for page in sorted((site / folder).glob("*/index.html"))]
    texts = {page.parent.relative_to(site).as_posix() + "/": page.read_text(encoding="utf-8") for page in pages}
    kept = {place: text for place, text in texts.items() if 'http-equiv="refresh"' not in text}
    return {place: found[1] for place, text in kept.items() if (found := ARTICLE.search(text))}


def late(page: Any, texts: dict[str, str], wanted: tuple[str, ...], height: int) -> dict[str, dict[str, int]]:
    """Per page what ends below the first screen, or is not there, with where it ends."""
    ends = page.evaluate(MEASURE, [list(texts.values()), list(wanted)])
    told = {place: dict(zip(wanted, each, strict=True)) for place, each in zip(texts, ends, strict=True)}
    found = {
        place: {part: end for part, end in each.items() if asked_of(texts[place], part) and not 0 < end <= height}
        for place, each in told.items()
    }
    return {place: each for place, each in found.items() if each}


def asked_of(text: str, part: str) -> bool:
    return part != NUMBER or "zw-reach" in text or "zw-call" in text


@pytest.mark.parametrize("edition", ["staff", "public"])
@pytest.mark.parametrize("family", FAMILIES)
def test_the_answer_stands_in_the_first_screen(
    family: str, edition: str, sites: dict[str, Path], addresses: dict[str, str], opened: Any
) -> None:
    """On a phone those with most above the answer; on a desk, where less is below the first screen, some."""
    folders, wanted = FAMILIES[family]
    texts = articles(sites[edition], folders)
    assert sum(asked_of(text, wanted[-1]) for text in texts.values()) > 30
    if edition == "staff":  # what stands there as in the edition for parents is measured in that one
        there = articles(sites["public"], folders)
        texts = {place: text for place, text in texts.items() if text != there.get(place)}
    for screen, size in SCREENS.items():
        looked_at = riskiest(texts) if screen == "telefoon" else dict(some(texts.items(), MOST))
        page = opened(addresses[edition] + next(iter(texts)), viewport=size)
        assert late(page, looked_at, wanted, size["height"]) == {}


@pytest.mark.parametrize("edition", ["staff", "public"])
def test_a_pupil_reads_first_who_keeps_a_secret_and_finds_a_door_at_once(
    edition: str, addresses: dict[str, str], opened: Any
) -> None:
    size = SCREENS["telefoon"]
    page = opened(addresses[edition] + "voor-leerlingen/", viewport=size)
    asked = page.locator(".zw-asked").first
    assert "geheim" in asked.inner_text()
    who = asked.locator(".zw-next a").first.bounding_box()
    assert who and who["y"] + who["height"] <= size["height"]
    page = opened(addresses[edition], viewport=size)
    doors = {door.inner_text(): door.bounding_box() for door in page.locator(".zw-home > .zw-chips a").all()}
    assert {*doors} == {"Bent u ouder?", "Ben je leerling?", "Werkt u op school?", "Nieuw hier?"}
    assert all(box and box["y"] + box["height"] <= size["height"] for box in doors.values())


# Where the meaning of each term stands when its own address is opened: below the header, and how far down.
MEANINGS = """ids => ids.map((id) => {
  location.hash = id
  const head = document.querySelector(".md-header").getBoundingClientRect().bottom
  const [name, meaning] = [document.getElementById(id), document.querySelector(`[id="${id}"] + .zw-entry p`)]
  return [id, name.getBoundingClientRect().top - head, meaning.getBoundingClientRect().bottom]
})"""


@pytest.mark.parametrize("screen", SCREENS)
def test_the_meaning_of_a_term_stands_where_its_address_leads(screen: str, addresses: dict[str, str], opened: Any) -> None:
    size = SCREENS[screen]
    page = opened(addresses["staff"] + "begrippen/", viewport=size)
    shown = page.evaluate(MEANINGS, [str(term.id) for term in shipped().terms])
    assert len(shown) > 100
    assert [each for each in shown if each[1] < 0 or each[2] > size["height"]] == []


# The words of a title that do not fit on a line, and so are broken without a hyphen.
BROKEN = r"""texts => {
  const title = document.querySelector("h1")
  return texts.filter((text) => {
    title.innerHTML = text.replace(/[^\s\u00ad-]+/g, (part) => `<span>${part}</span>`)
    return [...title.children].some((word) => word.getClientRects().length > 1)
  })
}"""


def test_no_title_is_broken_within_a_word(sites: dict[str, Path], addresses: dict[str, str], opened: Any) -> None:
    pages = (page for page in sites["staff"].rglob("*.html") if "gegevens" not in page.parts)
    heads = (re.search(r"<h1[^>]*>([^<]*)", page.read_text(encoding="utf-8")) for page in pages)
    titles = sorted({unescape(head[1]) for head in heads if head})
    assert len(titles) > 500
    page = opened(addresses["staff"] + "rollen/mentor/", viewport=SCREENS["telefoon"])
    assert page.evaluate(BROKEN, titles) == []
