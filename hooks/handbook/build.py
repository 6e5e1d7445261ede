"""From folders to pages: the one place that fixes the order load, narrow, render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import escape

from handbook.edition import narrow
from handbook.layout import engine_notice
from handbook.links import site_address
from handbook.load import load
from handbook.model import Edition
from handbook.pages import File, Page, Site, data_pages, menu, pages, papers


@dataclass(frozen=True)
class Build:
    """All pages and files of one edition, its menu, its name and address, and what its maker should be told."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    menu: list[dict[str, Any]]
    name: str
    description: str
    address: str
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
            files=tuple(papers(site)),
            menu=menu(found),
            name=str(escape(book.school.name)),
            description=str(escape(book.school.description)),
            address=site_address(book.school, edition),
            notices=(notice,) if notice else (),
        )
