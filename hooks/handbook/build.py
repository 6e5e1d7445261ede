"""From folders to pages: the one place that fixes the order load, narrow, render."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.edition import narrow
from handbook.layout import engine_notice
from handbook.load import load
from handbook.model import Edition, School
from handbook.pages import Page, data_pages, menu, pages


@dataclass(frozen=True)
class Build:
    """All pages of one edition, its menu, and what the maker of the site should be told."""

    school: School
    pages: tuple[Page, ...]
    menu: list[dict[str, Any]]
    notices: tuple[str, ...]

    @classmethod
    def of(cls, data: Path, content: Path, edition: Edition, home: Path) -> Build:
        """Raises DataError for faults in the data and LayoutError when no chart can be drawn."""
        book = narrow(load(data, content), edition)
        found = pages(book, edition)
        shown = [page for page in found if page.menu]
        sources = data_pages(book, data, content) if edition == "staff" and not book.school.edit_url else []
        notice = engine_notice()
        return cls(book.school, (*found, *sources), menu(shown), (notice,) if notice else ())
