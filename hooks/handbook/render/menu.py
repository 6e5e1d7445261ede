"""The navigation of the site, explicit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handbook.render.site import Page


def menu(all_pages: Iterable[Page]) -> list[dict[str, Any]]:
    """The navigation, explicit: single pages by name; a folder opens with its index, grouped where pages say so."""
    entries: list[dict[str, Any]] = []
    sections: dict[str, list[Any]] = {}
    for page in (page for page in all_pages if page.menu):
        folder, slash, name = page.path.rpartition("/")
        if not slash:
            entries.append({page.menu: page.path})
        elif name == "index.md":
            sections[folder] = [page.path]
            entries.append({page.menu: sections[folder]})
        elif page.group:
            if f"{folder}/{page.group}" not in sections:
                sections[f"{folder}/{page.group}"] = []
                sections[folder].append({page.group: sections[f"{folder}/{page.group}"]})
            sections[f"{folder}/{page.group}"].append({page.menu: page.path})
        else:
            while folder not in sections:  # prose may stand in a folder of its own
                folder = folder.rpartition("/")[0]
            sections[folder].append({page.menu: page.path})
    return entries
