"""The data as typed, line by line."""

from __future__ import annotations

from pathlib import Path

from handbook.model import Handbook
from handbook.read.source import leftover
from handbook.render.links import data_place
from handbook.render.site import Page, Site


def data_pages(book: Handbook, data: Path, content: Path) -> list[Page]:
    """The data as typed, line by line, for whoever wants to see or change where a sentence comes from."""
    site = Site(book)
    typed = [*sorted(data.rglob("*.yaml")), *sorted(content.rglob("*.md"))]
    found = []
    for file in (each for each in typed if not leftover(each.name)):
        root = data if file.suffix == ".yaml" else content
        shown = f"{root.name}/{file.relative_to(root).as_posix()}"
        path = f"{data_place(shown)}/index.html"
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        found.append(site.page(path, shown, "data_file.html", lines=lines))
    return found
