"""`python tests/planted.py [test_x.py …]`: mistakes of a colleague, and whether the file of tests for each notices it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml

from helpers import HOME, TESTS

Planted = dict[str, Any]
ASSERTED = ("assert", "AssertionError", "Failed: ")  # how a test says itself that it fails
PASSED, NOTICED, BROKEN = "geslaagd", "gemerkt", "stuk"


def planted_in(file: Path = TESTS / "planted.yaml") -> list[Planted]:
    """The mistakes: `old` becomes `new` in `file`, `what` says what that is, `only` is the test of `test` that must tell."""
    found: list[Planted] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def stands_once(planted: Planted, root: Path = HOME) -> bool:
    """Whether a mistake can be made: what it changes stands in its file exactly once."""
    file = root / planted["file"]
    return file.is_file() and file.read_text(encoding="utf-8").count(planted["old"]) == 1


def copy_of_project(to: Path) -> Path:
    """The project as git knows it, with what is changed and not yet kept, and what is installed reached from there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, text=True, check=True).stdout
    for name in (each for each in listed.split("\0") if (HOME / each).is_file()):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(HOME / name, to / name)
    (to / ".venv").symlink_to((HOME / ".venv").resolve())
    return to


@contextmanager
def made(planted: Planted, root: Path) -> Iterator[None]:
    """The project with a mistake in it; taken back afterwards."""
    file = root / planted["file"]
    before = file.read_bytes()
    file.write_bytes(before.replace(planted["old"].encode(), planted["new"].encode()))
    try:
        yield
    finally:
        file.write_bytes(before)


def place_of(planted: Planted) -> str:
    """The tests that must notice a mistake, as pytest is asked for them."""
    return f"tests/{planted['test']}{'::' + planted['only'] if 'only' in planted else ''}"


def ran(root: Path, places: Iterable[str], *more: str) -> dict[str, set[str]]:
    """What became of these tests: per place how its tests ended."""
    told = root.parent / "told.xml"
    told.unlink(missing_ok=True)
    settings = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "ZORGWEGWIJZER_CACHE")}
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", f"--junitxml={told}"]
    asked = [*command, f"--basetemp={root.parent / 'tests'}", *more, *places]
    done = subprocess.run(asked, cwd=root, env=settings, capture_output=True, text=True, check=False)
    cases = list(ET.parse(told).iter("testcase")) if told.exists() else []
    if not cases:
        print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
    return {place: {_verdict(case) for case in cases if _is_at(case, place)} for place in places}


def _is_at(case: ET.Element, place: str) -> bool:
    name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
    return name == place or name.startswith((f"{place}[", f"{place}::"))


def _verdict(case: ET.Element) -> str:
    """How a test ended; one that could not begin, or that crashed, told nothing."""
    failure = case.find("failure")
    if failure is None:
        return PASSED if case.find("error") is None and case.find("skipped") is None else BROKEN
    return NOTICED if failure.get("message", "").startswith(ASSERTED) else BROKEN


def outcome(planted: Planted, root: Path, before: set[str]) -> str:
    """What becomes of a mistake, for one line on the screen; `before` is how its tests end without it."""
    if not stands_once(planted, root):
        return "niet te maken: de tekst staat er niet precies één keer"
    if before != {PASSED}:
        return "valt ook zonder de fout al om"
    with made(planted, root):
        after = ran(root, [place_of(planted)], "-x")[place_of(planted)]
    if NOTICED in after:
        return NOTICED
    return "NIET GEMERKT" if after == {PASSED} else "breekt af zonder dat een test iets vaststelt"


def main(files: list[str]) -> int:
    """Prints what became of each mistake, and how many were noticed; 1 when one was not, or cannot be made any more."""
    wanted = {Path(file).name for file in files}
    every = [each for each in planted_in() if not wanted or each["test"] in wanted]
    noticed = 0
    with tempfile.TemporaryDirectory() as folder:
        root = copy_of_project(Path(folder) / "project")
        before = ran(root, dict.fromkeys(map(place_of, every)))
        for each in every:
            found = outcome(each, root, before[place_of(each)])
            noticed += found == NOTICED
            print(f"{each['test']:<25} {found:<12} {each['what']}", flush=True)
    print(f"{noticed} van {len(every)} gemerkt")
    return int(noticed < len(every) or not every)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
