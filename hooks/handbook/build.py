"""From folders to pages: the one place that fixes the order load, narrow, render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import escape

from handbook.draw.layout import engine_notice
from handbook.load import load, unproved
from handbook.model import Handbook
from handbook.problems import DataError, ToolError
from handbook.proved import sum_of_files
from handbook.reason.edition import narrow
from handbook.render.again import Again
from handbook.render.beside import beside
from handbook.render.calendars import calendars
from handbook.render.data_files import data_pages
from handbook.render.drawings import drawings
from handbook.render.explorer_proof import page_findings
from handbook.render.feed import feed
from handbook.render.files import lights_sheet, moved_pages, papers, pictures, shared_pictures, short_pages
from handbook.render.form_pdf import drawn_findings
from handbook.render.links import site_address
from handbook.render.menu import menu
from handbook.render.pages import pages
from handbook.render.search_index import indexes
from handbook.render.site import File, Page, Site
from handbook.store import STORE

_last: dict[tuple[Path, Path], tuple[str, bool, Handbook]] = {}


def loaded(data: Path, content: Path, *, proved: bool = True) -> Handbook:
    """The handbook in these folders; what this process has read before is not read again while no file has changed.

    Unless it must be `proved` no rule of meaning is asked. Raises DataError for faults in the data.
    """
    now = sum_of_files(data, content)
    known = _last.get((data, content))
    if known and known[0] == now and (known[1] or not proved):
        return known[2]
    book = load(data, content, STORE) if proved else unproved(data, content)
    _last[data, content] = (now, proved, book)
    return book


@dataclass(frozen=True)
class Build:
    """Pages and files of one edition, its menu, name, address, reader and care lines, and notices for its maker.

    `again` is there while a site is served: only what may have become another is made then. Who asks the rules elsewhere
    does not have the handbook `proved`.
    """

    again: ClassVar[Again | None] = None
    proved: ClassVar[bool] = True

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    menu: list[dict[str, Any]]
    name: str
    description: str
    address: str
    inside: bool
    reader: str
    care_lines: tuple[int, ...]
    notices: tuple[str, ...]

    @classmethod
    def of(cls, data: Path, content: Path, edition: str = "", school: str = "", alone: bool = True) -> Build:
        """The handbook of one school, or of all together; unless it stands `alone`, its pages lead to those beside it.

        Raises DataError for faults in the data and ToolError when the machine lacks what draws charts and papers.
        """
        whole = loaded(data, content, proved=cls.proved)
        known = [str(each.id) for each in whole.school.editions]
        if edition and edition not in known:
            raise ToolError(f"ZORGWEGWIJZER_EDITION is '{edition}'; kies uit: {', '.join(known)} [instelling]")
        if school and school not in whole.at:
            raise ToolError(f"ZORGWEGWIJZER_SCHOOL is '{school}'; kies uit: {', '.join(whole.at) or 'niets'} [instelling]")
        own = whole.at[school] if school else whole
        if problems := drawn_findings(own):
            raise DataError(problems)
        book = narrow(own, edition)
        besides = () if alone else beside(whole, school, edition)
        if cls.again:
            cls.again.begin(book, own, besides, whole.addresses)
        shown_at = besides[0].folder if school and besides else None if school else ""
        site = Site(book, besides, whole.addresses, cls.again, shown_at)
        found = pages(site)
        if problems := page_findings(found, besides):
            raise DataError(problems)
        if cls.again:
            cls.again.keep((page.path, page.text) for page in found)
        typed = (
            data_pages(book, whole, data, content) if not school and book.edition.inside and not book.school.edit_url else []
        )
        notice = engine_notice()
        home = f"{site_address(book, book.edition)}{f'{school}/' if school else ''}"
        return cls(
            pages=(*found, *typed),
            files=(
                *papers(site),
                *pictures(site, content),
                *drawings(site),
                lights_sheet(site),
                *indexes(site, found),
                *calendars(site),
                *feed(site, home),
                *short_pages(site),
                *moved_pages(site),
                *shared_pictures(site, found),
            ),
            menu=menu(found),
            name=str(escape(f"{book.school.name} {book.school.schools[0].name}" if school else book.school.name)),
            description=str(escape(book.school.description)),
            address=home,
            inside=book.edition.inside,
            reader=str(escape(book.edition.reader)),
            care_lines=tuple(line.number for line in book.school.lines),
            notices=(*((notice,) if notice else ()), *STORE.notices),
        )
