"""A chart drawn as wide as fits, and told in rows where it does not."""

from __future__ import annotations

from handbook.draw.charts import Chart, chart_of_route
from handbook.draw.layout import Drawing, draw
from handbook.model import Handbook, Route

SINGLE, NARROW, WIDE, FULL = 240, 164, 216, 330  # units; two narrow boxes, or a wide one and an end, fit layout.WIDEST


VARIANTS = ((0, WIDE), (0, NARROW), (1, FULL), (1, WIDE), (1, NARROW), (2, FULL), (2, WIDE))  # fold, width; best first


def drawn(subject: Chart | Route, book: Handbook) -> Drawing:
    """The drawing of a chart; a route is drawn as wide as fits, and told in rows where it does not."""
    if isinstance(subject, Chart):
        return draw([(subject, SINGLE)])
    return draw((chart_of_route(subject, book, fold=fold), width) for fold, width in VARIANTS)
