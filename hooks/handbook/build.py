"""From folders to pages: the one place that fixes the order load, narrow, render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import escape

from handbook.draw.layout import engine_notice
from handbook.load import load
from handbook.problems import ToolError
from handbook.reason.edition import narrow
from handbook.render.data_files import data_pages
from handbook.render.files import papers, pictures
from handbook.render.links import site_address
from handbook.render.menu import menu
from handbook.render.pages import pages
from handbook.render.site import File, Page, Site


@dataclass(frozen=True)
class Build:
    """Pages and files of one edition, its menu, name, address and reader, and notices for its maker."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    menu: list[dict[str, Any]]
    name: str
    description: str
    address: str
    inside: bool
    reader: str
    notices: tuple[str, ...]

    @classmethod
    def of(cls, data: Path, content: Path, edition: str = "") -> Build:
        """Raises DataError for faults in the data and ToolError when the machine lacks what draws charts and papers."""
        whole = load(data, content)
        known = [str(each.id) for each in whole.school.editions]
        if edition and edition not in known:
            raise ToolError(f"ZORGWEGWIJZER_EDITION is '{edition}'; kies uit: {', '.join(known)} [instelling]")
        book = narrow(whole, edition)
        site = Site(book)
        found = pages(site)
        typed = data_pages(book, data, content) if book.edition.inside and not book.school.edit_url else []
        notice = engine_notice()
        return cls(
            pages=(*found, *typed),
            files=(*papers(site), *pictures(site, content)),
            menu=menu(found),
            name=str(escape(book.school.name)),
            description=str(escape(book.school.description)),
            address=site_address(book, book.edition),
            inside=book.edition.inside,
            reader=str(escape(book.edition.reader)),
            notices=(notice,) if notice else (),
        )
