"""Attacks on a handbook as data: what to do to a copy of the small school or of the real handbook, and what must follow."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from helpers import FIXTURE, HOME

BASES = {"school": FIXTURE, "real": HOME}


def copied(base: str, to: Path) -> Path:
    """A writable copy of the data and content of a base; returns the folder that holds both."""
    for name in ("data", "content"):
        shutil.copytree(BASES[base] / name, to / name)
    return to


def done_to(root: Path, attack: dict[str, Any]) -> Path:
    """The copy after every step of an attack; a text to replace must really be there."""
    for step in attack["ops"]:
        path = root / step["file"]
        OPERATIONS[step["op"]](path, step)
    return root


def _replace(path: Path, step: dict[str, Any]) -> None:
    text = path.read_bytes().decode("utf-8")
    assert step["old"] in text, f"{step['old']!r} staat niet in {path.name}"
    path.write_bytes(text.replace(step["old"], step["new"], 1).encode("utf-8", "surrogatepass"))


def _append(path: Path, step: dict[str, Any]) -> None:
    with path.open("ab") as file:
        file.write(step["text"].encode("utf-8", "surrogatepass"))


def _write(path: Path, step: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(step["text"].encode("utf-8", "surrogatepass"))


def _write_hex(path: Path, step: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes.fromhex(step["hex"]))


def _repeat(path: Path, step: dict[str, Any]) -> None:
    _write(path, {"text": step["before"] + step["unit"] * step["times"] + step["after"]})


def _remove(path: Path, step: dict[str, Any]) -> None:
    path.unlink()


def _mkdir(path: Path, step: dict[str, Any]) -> None:
    path.mkdir(parents=True)


def _symlink(path: Path, step: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(step["to"])


OPERATIONS = {
    "replace": _replace, "append": _append, "write": _write, "write_hex": _write_hex, "repeat": _repeat, "remove": _remove,
    "mkdir": _mkdir, "symlink": _symlink,
}  # fmt: skip
