"""`python tests/slips.py FILE …`: slips of a careless editor in the real handbook, and whether the check tells of each."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from attack import copied
from handbook.load import load
from handbook.problems import DataError, Problem


def slips_in(*files: Path) -> list[dict[str, Any]]:
    """The slips in these files: `edits` replace `old` by `new` in a file, the first one behind `after` if that is there."""
    return [slip for file in files for slip in yaml.safe_load(file.read_text(encoding="utf-8"))]


@contextmanager
def made(slip: dict[str, Any], root: Path) -> Iterator[bool]:
    """The folder with a slip in it, and whether it could be made there; taken back afterwards."""
    files = [root / edit["file"] for edit in slip["edits"]]
    before = {path: path.read_bytes() for path in files if path.exists()}
    try:
        yield all([_edited(root / edit["file"], edit) for edit in slip["edits"]])
    finally:
        for path, data in before.items():
            path.write_bytes(data)


def _edited(path: Path, edit: dict[str, Any]) -> bool:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    begin = text.find(edit.get("after", ""))
    at = text.find(edit["old"], max(begin, 0))
    if begin < 0 or at < 0:
        return False
    path.write_text(text[:at] + edit["new"] + text[at + len(edit["old"]) :], encoding="utf-8")
    return True


def told(root: Path) -> tuple[Problem, ...]:
    """What the check says of a folder."""
    try:
        load(root / "data", root / "content")
    except DataError as error:
        return error.problems
    return ()


def main(files: list[str]) -> int:
    """Prints what the check says of each slip, and how many it tells of; 1 when it is silent about one."""
    silent = 0
    slips = slips_in(*map(Path, files))
    with tempfile.TemporaryDirectory() as folder:
        root = copied("real", Path(folder))
        for slip in slips:
            with made(slip, root) as there:
                found = told(root)
            rules = ", ".join(sorted({each.rule for each in found}))
            said = rules if found else "STIL" if there else "NIET TE MAKEN"
            silent += not found
            print(f"{slip['id']:<40} {said:<40} {slip.get('kind', '')}")
            if found and "-v" in sys.argv:
                print(*(re.sub(r"^", "    ", str(each)[:300]) for each in found[:6]), sep="\n")
    print(f"{len(slips) - silent} van {len(slips)} verteld")
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main([each for each in sys.argv[1:] if each != "-v"]))
