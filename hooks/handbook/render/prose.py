"""The prose of a chapter as a page has it: mentions become links, citations lead to their section, all else stays text."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup, escape

from handbook.model import Chapter, Handbook
from handbook.read.chapters import CITATION, HEADINGS, place_named, resolved, tree
from handbook.reason.addresses import now_at
from handbook.render.links import Linker, page_at, relative, section_at, shielded, top_of

BLOCKS = {
    "p", "ul", "ol", "li", "blockquote", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "pre",
    "strong", "em", "code",
}  # fmt: skip


EMPTY = {"br", "hr"}


LOOKS_LIKE_HEADING = re.compile("(?m)^#")  # a line of a piece of code, which must stay one


Cited = list[tuple[Markup, str]]  # each citation as a link, and the heading above what it is of


def linked_prose(chapter: Chapter, book: Handbook, linker: Linker, path: str) -> tuple[Markup, Cited]:
    """A chapter as Markdown headings with finished HTML between them, and what it cites; `path` is the page it stands on.

    A mention is a link once under each heading, and never within a heading, a link or a piece of code.
    """
    prose = _Prose(chapter, book, linker, path)
    return prose.whole(), list(prose.cited)


class _Prose:
    def __init__(self, chapter: Chapter, book: Handbook, linker: Linker, path: str) -> None:
        self.chapter, self.book, self.linker, self.path = chapter, book, linker, path
        self.heading, self.cited = "", dict[tuple[Markup, str], None]()

    def whole(self) -> Markup:
        pieces = []
        for block in tree(self.chapter):
            if block.tag in HEADINGS:
                self.linker, self.heading = self.linker.section(), "".join(block.itertext())
                pieces.append(Markup("\n{} {}\n").format("#" * int(block.tag[1]), shielded(self.heading)))
            else:
                html = self._element(block, linked=True)
                pieces.append(Markup(LOOKS_LIKE_HEADING.sub("&#35;", html)))
        return Markup("\n").join(pieces)

    def _element(self, element: Element, *, linked: bool) -> Markup:
        linked = linked and element.tag not in ("a", "code", "pre")
        inner = Markup("").join([
            self._text(element.text, linked=linked),
            *(self._element(each, linked=linked) + self._text(each.tail, linked=linked) for each in element),
        ])  # fmt: skip
        if element.tag == "a":
            return Markup('<a href="{}">{}</a>').format(self._href(element.get("href", "")), inner)
        if element.tag == "img":
            return Markup('<img src="{}" alt="{}">').format(self._source(element.get("src", "")), element.get("alt", ""))
        if element.tag == "p" and not inner.strip():
            return Markup("")  # there were only citations in it
        if element.tag in EMPTY:
            return Markup("<{}>").format(element.tag)
        return Markup("<{0}>{1}</{0}>").format(element.tag, inner) if element.tag in BLOCKS else inner

    def _text(self, text: str | None, *, linked: bool) -> Markup:
        """Text without its citations, which are kept apart, and where `linked` with its mentions as links."""
        if not text or not linked:
            return escape(text or "")
        first, *rest = CITATION.split(text)
        pieces: list[Any] = [self.linker(first)]
        for source, section, more in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            href = relative(section_at(source, section), self.path)
            name = self.book.source[source].name if source in self.book.source else source
            link = Markup('<a class="zw-cite" href="{}">{} {}</a>').format(href, name, section)
            self.cited[link, self.heading] = None
            pieces.append(self.linker(more))
        return Markup("").join(pieces)

    def _href(self, target: str) -> str:
        if target.startswith("https://"):
            return target
        return relative(page_at(now_at(place_named(self.chapter, target), self.book)), self.path)

    def _source(self, target: str) -> str:
        """A picture stands beside the page of its chapter, as it does beside the file."""
        folder = PurePosixPath(self.chapter.path).parent
        return f"{top_of(self.path)}hoofdstukken/{resolved(target, str(folder))}"
