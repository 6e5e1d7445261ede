"""The colours of a drawing that stands on its own, as a file or on paper: those of the style sheet, in light."""

from __future__ import annotations

from typing import Any

PAGE, WASH, INK, MUTED, LINK = "#fbfaf6", "#f1efe7", "#1c232b", "#56606b", "#0b5394"
DANGER = "#a81d1d"
LINES = ("#00695c", "#8a5300", "#6a2c91", "#1e4fa3", "#9d1f63", "#3d6310", "#4b4f58", "#6b4423", "#0e5f76")


def colour(line: int) -> str:
    """The colour of a care line; grey for what is on none."""
    return LINES[line - 1] if 1 <= line <= len(LINES) else MUTED


COLOURS: dict[str, Any] = {"paper": PAGE, "wash": WASH, "ink": INK, "muted": MUTED, "blue": LINK, "colour": colour}
