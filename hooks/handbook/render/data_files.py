"""The data as typed, line by line, as far as an edition may show them."""

from __future__ import annotations

from pathlib import Path

from handbook.model import Handbook
from handbook.read.source import leftover
from handbook.reason.edition import leaves_out
from handbook.reason.hidden_lines import hidden_lines, left_out
from handbook.render.links import data_place
from handbook.render.site import Page, Site


def data_pages(book: Handbook, whole: Handbook, data: Path, content: Path) -> list[Page]:
    """The data as typed, line by line, for whoever wants to see or change where a sentence comes from.

    A line of `whole` that is not for this edition stays empty, so that every other keeps its number.
    """
    site = Site(book)
    gone = left_out(book, whole) if leaves_out(book, whole) else {}
    typed = [(data, file) for file in sorted(data.rglob("*.yaml"))] + [
        (content, file) for file in sorted(content.rglob("*.md"))
    ]
    found = []
    for root, file in typed:
        shown = f"{root.name}/{file.relative_to(root).as_posix()}"
        begins = gone.get(shown, set())
        if not leftover(file.name) and not (root == content and begins):  # prose is of one edition as a whole
            found.append(_page(site, file, shown, begins))
    return found


def _page(site: Site, file: Path, shown: str, begins: set[int]) -> Page:
    """The page of one file, without all that begins on these lines."""
    text = file.read_text(encoding="utf-8-sig")
    hidden = hidden_lines(text, shown, begins)
    lines = ["" if number in hidden else line for number, line in enumerate(text.splitlines(), start=1)]
    return site.page(f"{data_place(shown)}/index.html", shown, "data_file.html", lines=lines, hides=bool(hidden))
