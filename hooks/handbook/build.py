"""From folders to pages: the one place that fixes the order load, narrow, render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import escape

from handbook.draw.layout import engine_notice
from handbook.load import load
from handbook.model import Edition
from handbook.reason.edition import narrow
from handbook.render.data_files import data_pages
from handbook.render.files import papers, pictures
from handbook.render.links import site_address
from handbook.render.menu import menu
from handbook.render.pages import pages
from handbook.render.site import File, Page, Site


@dataclass(frozen=True)
class Build:
    """Pages and files of one edition, its menu, name and address, the languages of its menus, and notices for its maker."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    menu: list[dict[str, Any]]
    name: str
    description: str
    address: str
    interfaces: tuple[str, ...]
    notices: tuple[str, ...]

    @classmethod
    def of(cls, data: Path, content: Path, edition: Edition) -> Build:
        """Raises DataError for faults in the data and ToolError when the machine lacks what draws charts and papers."""
        book = narrow(load(data, content), edition)
        site = Site(book, edition)
        found = pages(site)
        typed = data_pages(book, data, content) if edition == "staff" and not book.school.edit_url else []
        notice = engine_notice()
        return cls(
            pages=(*found, *typed),
            files=(*papers(site), *pictures(site, content)),
            menu=menu(found),
            name=str(escape(book.school.name)),
            description=str(escape(book.school.description)),
            address=site_address(book.school, edition),
            interfaces=tuple(str(language.interface or language.id) for language in book.languages),
            notices=(notice,) if notice else (),
        )
