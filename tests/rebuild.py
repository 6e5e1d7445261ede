"""Builds as `make serve` does, and what they take first and after one changed sentence; for `make bench` and the tests."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

CHANGES = (  # a file, a sentence in it, and what it becomes
    ("roles.yaml", r"(?m)^(\s+summary: )(?=\w)", r"\1Kortom, "),
    ("outcomes.yaml", r"(?m)^(\s+then: .*)\.(\"?)$", r"\1. Kijk daarna verder.\2"),
)


def main() -> None:
    """Builds into the folder that is given, and again after one changed sentence of a role, and of a ticket."""
    data, times = Path(os.environ["ZORGWEGWIJZER_DATA"]), [built(sys.argv[1])]
    for file, sentence, other in CHANGES:
        before = (data / file).read_text(encoding="utf-8")
        changed, count = re.subn(sentence, other, before, count=1)
        assert count, f"geen zin gevonden in {file}"
        (data / file).write_text(changed, encoding="utf-8")
        times.append(built(sys.argv[1]))
        (data / file).write_text(before, encoding="utf-8")
        built(sys.argv[1])
    print(*times)


def built(site: str, *, dirty: bool = True) -> float:
    """One build as `make serve` does it, of what became another or of everything: how many seconds its reader waits."""
    start = time.perf_counter()
    config = load_config("mkdocs.yml", site_dir=site)
    config.plugins.on_startup(command="serve", dirty=dirty)
    build(config, dirty=dirty)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
