"""Looks into a PDF as a viewer, a screen reader and a hand with a keyboard would."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pypdf
import pypdfium2 as pdfium
from pypdf.generic import IndirectObject, read_object
from pypdfium2 import raw

MM = 72 / 25.4  # points in a millimetre


class Reader(pypdf.PdfReader):
    """Finds what is packed in a stream by the list at its start; pypdf reads that list once for each thing, of thousands."""

    def _get_object_from_stream(self, indirect_reference: IndirectObject) -> Any:
        number, _ = self.xref_objStm[indirect_reference.idnum]
        if number not in (known := vars(self).setdefault("streams", {})):
            stream: Any = IndirectObject(number, 0, self).get_object()
            data, first = stream.get_data(), int(stream["/First"])
            listed = [int(each) for each in data[:first].split()]
            known[number] = data, {id_: first + at for id_, at in zip(listed[::2], listed[1::2], strict=True)}
        data, places = known[number]
        packed = io.BytesIO(data)
        packed.seek(places[indirect_reference.idnum])
        return read_object(packed, self)


@lru_cache(maxsize=64)
def reader(content: bytes) -> pypdf.PdfReader:
    return Reader(io.BytesIO(content))


def widgets(pdf: pypdf.PdfReader) -> Iterator[tuple[int, Any]]:
    """Every field on paper with its page, in the order of the tab key."""
    for number, page in enumerate(pdf.pages):
        for annotation in page.get("/Annots", ()):
            yield number, annotation.get_object()


def field_of(widget: Any) -> Any:
    """The field that a widget belongs to: itself, or its group."""
    return widget["/Parent"].get_object() if "/Parent" in widget else widget


def structure(node: Any) -> Iterator[Any]:
    """Every element and object reference of the tag tree, in reading order."""
    node = node.get_object()
    if not isinstance(node, dict):
        return
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from structure(kid)


def everything(node: Any, seen: set[int] | None = None) -> Iterator[Any]:
    """Every dictionary in the file that can be reached from a node."""
    seen = set() if seen is None else seen
    node = node.get_object() if hasattr(node, "get_object") else node
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from everything(value, seen)
    elif isinstance(node, list):
        for value in node:
            yield from everything(value, seen)


def filled(content: bytes, answers: dict[str, str]) -> bytes:
    """The file after a person typed and clicked in PDFium: each answer by the name of its field.

    A text is typed, 'x' ticks a box, and for a choice the answer is the value to click.
    """
    document = pdfium.PdfDocument(content)
    document.init_forms()
    environment = document.formenv
    for number, page in enumerate(reader(content).pages):
        shown = document[number]
        for annotation in page.get("/Annots", ()):
            widget = annotation.get_object()
            answer = answers.get(field_of(widget)["/T"])
            kind = field_of(widget)["/FT"]
            if answer is None or ("/Parent" in widget and f"/{answer}" not in widget["/AP"]["/N"]):
                continue
            left, low, right, high = map(float, widget["/Rect"])
            click(environment, shown, (left + right) / 2, (low + high) / 2)
            if kind == "/Tx":
                typed = (answer + "\0").encode("utf-16-le")
                buffer = ctypes.create_string_buffer(typed)
                raw.FORM_ReplaceSelection(environment.raw, shown.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
            raw.FORM_ForceToKillFocus(environment.raw)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def click(environment: Any, page: Any, x: float, y: float) -> None:
    raw.FORM_OnMouseMove(environment.raw, page.raw, 0, x, y)
    raw.FORM_OnLButtonDown(environment.raw, page.raw, 0, x, y)
    raw.FORM_OnLButtonUp(environment.raw, page.raw, 0, x, y)
