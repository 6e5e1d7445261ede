"""What every page family draws on: the narrowed handbook, its back-links, and a page made from a template."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from handbook.draw.fitted import drawn
from handbook.labels import unrecorded
from handbook.model import Addresses, Handbook, Language
from handbook.problems import Where
from handbook.reason import guide
from handbook.reason.addresses import Redirect, fixed_abroad, redirects
from handbook.reason.backlinks import Backlinks
from handbook.reason.explorer import Explorer
from handbook.reason.own_work import own_works
from handbook.reason.short import Shorts
from handbook.reason.ticket import notices_on
from handbook.reason.today import living
from handbook.reason.translations import branch, start_of
from handbook.render import form_pdf
from handbook.render.again import Again
from handbook.render.beside import Beside
from handbook.render.finished_html import marked
from handbook.render.grounds import Grounds
from handbook.render.links import Linker, Links, address, edited, page_at, relative, top_of
from handbook.render.sharing import picture_at
from handbook.render.templates import environment
from handbook.render.translated import Words


@dataclass(frozen=True)
class Page:
    """One page: its place in the site, its text, the data line it came from, and its name and group in the menu."""

    path: str
    title: str
    text: str
    where: Where
    menu: str = ""
    group: str = ""


@dataclass(frozen=True)
class File:
    """A file that is no page: its place in the site, and its bytes."""

    path: str
    content: bytes


class Site:
    """What every page family draws on: the narrowed handbook and its back-links."""

    def __init__(
        self,
        book: Handbook,
        beside: tuple[Beside, ...] = (),
        before: Addresses | None = None,
        again: Again | None = None,
        data_at: str | None = "",
    ) -> None:
        self.data_at = data_at  # where the pages stand that show the data as typed, seen from the top; None for nowhere
        self.book, self.beside, self.again = book, beside, again or Again()
        self.shorts = Shorts(book, before or book.addresses)
        self.backlinks = Backlinks(book)

    @cached_property
    def explorer(self) -> Explorer:
        """What the explorer computes: it is about today, so without what holds no longer."""
        today = living(self.book)
        return Explorer(today, Backlinks(today))

    @cached_property
    def papers(self) -> dict[str, form_pdf.Paper]:
        """Every form on paper."""
        return {str(form.id): form_pdf.printed(form, self.book) for form in self.book.forms}

    @cached_property
    def anchors_gone(self) -> dict[str, list[tuple[str, Redirect]]]:
        """Per page: the anchors that were on it before and have moved, each with where it leads."""
        found: dict[str, list[tuple[str, Redirect]]] = defaultdict(list)
        for each in redirects(self.book):
            if "#" in each.old:
                found[each.old.partition("#")[0]].append((each.old, each))
        return found

    def gone_from(self, path: str) -> list[tuple[str, str]]:
        """The anchors that were on a page before and have moved, each with the page it leads to."""
        return [(old.partition("#")[2], page_at(each.new)) for old, each in self.anchors_gone[address(path).rstrip("/")]]

    @cached_property
    def translated(self) -> dict[str, set[str]]:
        """Per language: the Dutch pages that it has too."""
        fixed = {page_at(place) for place in fixed_abroad(self.book)}
        return {each.id: fixed | {way.place for way in branch(self.book, each)} for each in self.book.languages}

    def languages(self, path: str) -> list[tuple[Language, str]]:
        """The way from a Dutch page to each other language: the same page there, else the nearest that there is."""
        found = []
        for each in self.book.languages:
            nearest = guide.place(start_of(each, self.book)) if path.startswith("wegwijzer/") else "zorgstructuur.md"
            found.append((each, f"{each.id}/{path if path in self.translated[each.id] else nearest}"))
        return found

    def page(self, path: str, title: str, template: str, menu: str = "", group: str = "", **values: Any) -> Page:
        """A page from a template; `record` among the values gives the line of data it came from."""
        where = record.where if (record := values.get("record")) else Where("school.yaml", 0)
        if (known := self.again.known(path, template, values)) is not None:
            return Page(path, title, known, where, menu, group)
        grounds = Grounds()
        shared = {
            "title": title, "path": path, "book": self.book, "backlinks": self.backlinks, "edition": self.book.edition,
            "record": None, "draw": drawn,
            "t": Linker(self.book, path), "w": Words(), "link": Links(self.book, path),
            "edit": partial(edited, self.book, path, self.data_at), "href": partial(relative, here=path),
            "short_address": self.shorts.of, "guide_start": guide.place(()), "to_top": top_of(path),
            "own": own_works(self.book), "notices_on": partial(notices_on, book=self.book),
            "others_of": partial(guide.others, book=self.book),
            "unrecorded": unrecorded, "languages": self.languages(path),
            "anchors_gone": self.gone_from(path), "grounds": grounds, "picture": picture_at(path, title, self.book),
            "other_schools": [(each.name, each.href(path)) for each in self.beside],
        }  # fmt: skip
        text = environment().get_template(template).render(shared | values)
        if grounds.left:
            raise RuntimeError(f"{template} gathers grounds and does not tell them")
        text = marked(text) if template.endswith(".md") else text
        return Page(path, title, text, where, menu, group)
