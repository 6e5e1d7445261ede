"""Mends the form fields that WeasyPrint writes, before the file is closed: one clean field per blank.

As written, each answer of a choice stands in the list of fields beside its group, the group is spoken as its first
answer, and a click is not kept in the group (measured in PDFium and pdf.js). Field types, flags and appearances are
those of ISO 32000-1, 12.7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pydyf

RADIO = 1 << 15  # Ff, bit 16; without bit 15 an answer may be taken back


FONT = re.compile(rb"(/\S+) ([\d.]+) Tf")


CURVE = 0.5523  # control points of a quarter circle, as a part of its radius


def mended(spoken: Mapping[str, str]) -> Callable[[Any, pydyf.PDF], None]:
    """A finisher for WeasyPrint that gives each group the name in `spoken` and every field an appearance."""

    def finish(document: Any, pdf: pydyf.PDF) -> None:
        acroform = pdf.catalog.get("AcroForm")
        if not acroform:
            return
        objects = {thing.reference: thing for thing in pdf.objects if isinstance(thing, pydyf.Object)}
        fields = [reference for reference in acroform["Fields"] if "Parent" not in objects[reference]]
        acroform["Fields"] = pydyf.Array(fields)
        acroform.pop("NeedAppearances", None)
        nothing: dict[tuple[float, float], bytes] = {}
        for reference in fields:
            field = objects[reference]
            if "Kids" in field:
                _group(field, [objects[kid] for kid in field["Kids"]], spoken, pdf, nothing)
            else:
                _single(field, pdf, nothing)

    return finish


def _group(group: Any, kids: list[Any], spoken: Mapping[str, str], pdf: pydyf.PDF, nothing: dict[Any, bytes]) -> None:
    group["TU"] = pydyf.String(spoken[group["T"].string])
    group["Ff"] = RADIO
    values = [option.string for option in group.pop("Opt")]
    for value, kid in zip(values, kids, strict=True):
        kid["Contents"] = kid["TU"]
        for name in ("T", "TU", "FT", "MK"):
            kid.pop(name, None)
        size = _upright(kid)
        kid["AP"] = pydyf.Dictionary(
            {"N": pydyf.Dictionary({value: _appearance(pdf, size, _dot(*size)), "Off": _empty(pdf, size, nothing)})}
        )
        kid["AS"] = "/Off"


def _single(field: Any, pdf: pydyf.PDF, nothing: dict[Any, bytes]) -> None:
    size = _upright(field)
    if field["FT"] == "/Btn":
        field["AP"] = pydyf.Dictionary(
            {"N": pydyf.Dictionary({"on": _appearance(pdf, size, _cross(*size)), "Off": _empty(pdf, size, nothing)})}
        )
        field["AS"] = field["V"] = "/Off"
        return
    font = FONT.search(field["DA"].string)
    if font:
        field["DA"] = pydyf.String(font[0] + b" 0 g")
    field["AP"] = pydyf.Dictionary({"N": _empty(pdf, size, nothing)})


def _upright(widget: Any) -> tuple[float, float]:
    """Puts the corners of a rectangle in order; returns its width and height in points."""
    left, one, right, other = widget["Rect"]
    low, high = sorted((one, other))
    widget["Rect"] = pydyf.Array([left, low, right, high])
    return right - left, high - low


def _appearance(pdf: pydyf.PDF, size: tuple[float, float], drawn: str) -> bytes:
    box = pydyf.Array([0, 0, *size])
    stream = pydyf.Stream([drawn.encode()], pydyf.Dictionary({"Type": "/XObject", "Subtype": "/Form", "BBox": box}))
    pdf.add_object(stream)
    return bytes(stream.reference)


def _empty(pdf: pydyf.PDF, size: tuple[float, float], nothing: dict[Any, bytes]) -> bytes:
    """An appearance with nothing in it; one for each size is enough."""
    if size not in nothing:
        nothing[size] = _appearance(pdf, size, "")
    return nothing[size]


def _dot(width: float, height: float) -> str:
    x, y, r = width / 2, height / 2, min(width, height) * 0.3
    c = r * CURVE
    return (
        f"0 g {x + r:.2f} {y:.2f} m {x + r:.2f} {y + c:.2f} {x + c:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - c:.2f} {y + r:.2f} {x - r:.2f} {y + c:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - c:.2f} {x - c:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + c:.2f} {y - r:.2f} {x + r:.2f} {y - c:.2f} {x + r:.2f} {y:.2f} c f"
    )


def _cross(width: float, height: float) -> str:
    a, b = min(width, height) * 0.22, min(width, height) * 0.78
    return f"1.4 w 0 G {a:.2f} {a:.2f} m {b:.2f} {b:.2f} l S {a:.2f} {b:.2f} m {b:.2f} {a:.2f} l S"
