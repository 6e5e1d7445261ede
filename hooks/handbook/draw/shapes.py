"""The shape that a care line's number stands in: nine that can be told apart without colour, the first a circle."""

from __future__ import annotations

# Corners in units from the centre, before they are made as large as the circle of radius 12; none for the circle itself.
CORNERS: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-11, -11), (11, -11), (11, 11), (-11, 11)),  # square
    ((-13, 0), (-7, -12), (7, -12), (13, 0), (7, 12), (-7, 12)),  # hexagon
    ((0, -15), (15, 0), (0, 15), (-15, 0)),  # diamond
    ((0, -14), (14, -3), (9, 12), (-9, 12), (-14, -3)),  # pentagon
    ((-5, -12), (5, -12), (12, -5), (12, 5), (5, 12), (-5, 12), (-12, 5), (-12, -5)),  # octagon
    ((-12, -12), (12, -12), (12, 4), (0, 15), (-12, 4)),  # shield
    ((-12, 12), (-12, -4), (0, -15), (12, -4), (12, 12)),  # house
    ((-14, -10), (14, -10), (9, 11), (-9, 11)),  # bowl
)
MOST_LINES = len(CORNERS)


def corners(line: int, x: float, y: float) -> str:
    """The points of the shape of a line around a centre, as SVG wants them; '' for a circle, and for what is on no line."""
    return " ".join(f"{_short(x + dx)},{_short(y + dy)}" for dx, dy in CORNERS[line - 1 if 1 <= line <= MOST_LINES else 0])


def _short(number: float) -> str:
    return f"{round(number, 1):g}"
