"""What the pages for who is new at school show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handbook.model import CareLine, Role
from handbook.reason.starting import starters
from handbook.reason.year import planned, terms
from handbook.render.calendars import calendar_at
from handbook.render.site import Site


def start_page(role: Role) -> str:
    """The page for who is new in a function."""
    return f"starten/{role.id}.md"


def test_page(role: Role) -> str:
    """The page with the cases for who is new in a function."""
    return f"starten/{role.id}/zelftest.md"


def year_shown(role: Role, site: Site) -> dict[str, Any]:
    """The year of a function; the name of its calendar beside the page, or '' where the school gives no school year."""
    book, links = site.explorer.book, site.explorer.backlinks
    there = Path(calendar_at(role)).name if book.school.school_year else ""
    return {"year": planned(role, book, links), "terms": terms(role, links), "calendar": there}


def by_line(site: Site) -> list[tuple[CareLine | None, list[tuple[Role, str]]]]:
    """The functions at school, each with its page, under the first care line that each is on."""
    roles, lines = starters(site.book), [*site.book.school.lines, None]
    found = [(line, [each for each in roles if each.first_line == (line.number if line else 0)]) for line in lines]
    return [(line, [(role, start_page(role)) for role in group]) for line, group in found if group]
