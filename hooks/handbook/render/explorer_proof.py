"""What only made pages can prove: no address in the explorer leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from posixpath import normpath
from urllib.parse import unquote

from handbook.problems import Finding, Problem
from handbook.render.beside import Beside
from handbook.render.links import address
from handbook.render.site import Page
from handbook.rules import Rule

EXPLORER = "verkenner/"
LINK = re.compile(r'\s(?:href|data-place)="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"|\{ #([\w-]+) \}')
FILE = re.compile(r"\.\w+$")  # of a file beside the pages, such as a drawing to keep


def explorer_leads_somewhere(pages: Iterable[Page], besides: Iterable[Beside] = ()) -> Iterator[Finding]:
    """Elk adres in de verkenner leidt naar een bladzijde die er is, en naar een plek die daarop staat."""
    made = {address(page.path): page for page in pages}
    of_others = {f"{each.folder}{place}/".replace("//", "/") for each in besides for place in ("", *each.places)}
    ids = cache(lambda goal: _ids(made[goal]))
    for page in (page for page in made.values() if page.path.startswith(EXPLORER)):
        for link in sorted(set(LINK.findall(page.text))):
            place, _, anchor = unquote(unescape(link)).partition("#")
            goal = _resolved(place.partition("?")[0], address(page.path))
            if ":" in place or FILE.search(place):
                continue
            if goal in of_others and not anchor:
                continue
            if goal not in made:
                yield page.where, f"op '{page.path}' leidt '{link}' nergens heen, want die bladzijde is er niet"
            elif anchor and anchor not in ids(goal):
                yield page.where, f"op '{page.path}' leidt '{link}' nergens heen, want '{anchor}' staat daar niet"


def _resolved(place: str, here: str) -> str:
    """A relative address as one from the top of the handbook; one above it begins with two dots."""
    found = normpath(f"{here}{place}")
    return "" if found == "." else f"{found}/"


def _ids(page: Page) -> set[str]:
    return {one or other for one, other in ID.findall(page.text)}


PAGE_RULES: dict[str, Rule] = {"kaart-adres": Rule("kaart-adres", "", explorer_leads_somewhere)}


def page_findings(pages: Iterable[Page], besides: Iterable[Beside] = ()) -> list[Problem]:
    """What is wrong with pages that have been made, which may lead to the handbooks beside them."""
    found = list(pages)
    return [Problem(where, told, rule.name) for rule in PAGE_RULES.values() for where, told in rule.check(found, besides)]
