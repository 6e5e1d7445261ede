"""The rules for chapters: plain Markdown, links that lead somewhere, pictures that say what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from handbook.model import Chapter, Handbook
from handbook.problems import Finding, Where, nearest
from handbook.read.chapters import CITATION, line_in, links, place_named, tree
from handbook.reason.addresses import linkable, now_at
from handbook.reason.guide import is_whole

OUTSIDE = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"'\\]*)?")


HTML = re.compile(r"</?[A-Za-z!?][^>]{0,80}>?|&#?[A-Za-z0-9]{1,30};")


LONG_ENOUGH = 12  # letters; 'ja', 'nee' and a rule of a table may stand there twice


STEP = re.compile(r"(?:archief/)?routes/([a-z0-9-]+)#stap-([a-z0-9-]+)")


def prose_is_plain(chapter: Chapter, book: Handbook) -> Iterator[Finding]:
    """Een hoofdstuk is gewone tekst met koppen, lijsten, tabellen en links; HTML en opmerkingen staan er niet in."""
    for text in _texts(tree(chapter)):
        if found := HTML.search(text):
            told = "is HTML en mag niet in een hoofdstuk; haal het weg, of zet `…` om wat letterlijk moet staan"
            yield line_in(chapter, found[0]), f"'{found[0]}' {told}"
        elif "{" in (rest := CITATION.sub("", text)):
            brace = rest[rest.index("{") :].split("\n")[0][:40]
            yield line_in(chapter, brace), f"'{brace}': een accolade hoort bij een bronvermelding, zoals {{melanchthon 9.1}}"


def nothing_is_said_twice(chapter: Chapter, book: Handbook) -> Iterator[Finding]:
    """Onder één kop staat geen regel twee keer: dan is er iets dubbel geplakt."""
    first: dict[str, int] = {}
    for number, line in enumerate(chapter.body.splitlines(), start=chapter.body.where.line):
        first = {} if line.startswith("#") else first
        said = CITATION.sub("", line).strip("#*-. 0123456789")
        if len(said) >= LONG_ENOUGH and said in first:
            yield Where(chapter.body.where.file, number), f"deze regel staat ook op regel {first[said]}; haal er een weg"
        first.setdefault(said, number)


def links_lead_somewhere(chapter: Chapter, book: Handbook) -> Iterator[Finding]:
    """Een link in een hoofdstuk gaat naar een bladzijde die er is, of naar een adres dat met https:// begint."""
    if not is_whole(book):
        return
    goals = linkable(book)
    for link in links(chapter):
        if link.picture:
            if not link.spoken:
                yield link.where, f"zeg tussen de haken wat er op '{link.target}' te zien is: ![een leeg formulier](…)"
        elif not link.spoken:
            yield link.where, f"de link naar '{link.target}' heeft geen woorden om op te klikken"
        elif not OUTSIDE.fullmatch(link.target):
            place = now_at(place_named(chapter, link.target), book)
            if place not in goals and not _step(place, book):
                told = f"de link '{link.target}' leidt nergens heen; noem een bladzijde die er is, of begin met https://"
                yield link.where, told + nearest(place, goals)


def _step(place: str, book: Handbook) -> bool:
    """Whether a place is a step of a route that is there."""
    found = STEP.fullmatch(place)
    return bool(found and found[1] in book.route and any(step.id == found[2] for step in book.route[found[1]].steps))


def _texts(element: Element) -> Iterator[str]:
    """Every text in an element that is no piece of code."""
    if element.tag != "code":
        yield element.text or ""
        for each in element:
            yield from _texts(each)
            yield each.tail or ""
