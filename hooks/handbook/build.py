"""From folders to pages: the one place that fixes the order load, narrow, render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import escape

from handbook.edition import narrow
from handbook.layout import engine_notice
from handbook.load import load
from handbook.model import Edition
from handbook.pages import Page, data_pages, menu, pages


@dataclass(frozen=True)
class Build:
    """All pages of one edition, its menu, its name in HTML, and what the maker of the site should be told."""

    pages: tuple[Page, ...]
    menu: list[dict[str, Any]]
    name: str
    description: str
    notices: tuple[str, ...]

    @classmethod
    def of(cls, data: Path, content: Path, edition: Edition) -> Build:
        """Raises DataError for faults in the data and LayoutError when no chart can be drawn."""
        book = narrow(load(data, content), edition)
        found = pages(book, edition)
        typed = data_pages(book, data, content) if edition == "staff" and not book.school.edit_url else []
        notice = engine_notice()
        return cls(
            pages=(*found, *typed),
            menu=menu(found),
            name=str(escape(book.school.name)),
            description=str(escape(book.school.description)),
            notices=(notice,) if notice else (),
        )
