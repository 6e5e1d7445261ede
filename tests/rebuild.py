"""Builds as `make serve` does, and what they take first and after one changed sentence; for `make bench` and the tests."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config


def main() -> None:
    """Builds into the folder that is given, changes one sentence of the data, and builds again."""
    times = [built(sys.argv[1])]
    roles = Path(os.environ["ZORGWEGWIJZER_DATA"]) / "roles.yaml"
    before = roles.read_text(encoding="utf-8")
    roles.write_text(before.replace("summary: ", "summary: Kortom, ", 1), encoding="utf-8")
    times.append(built(sys.argv[1]))
    roles.write_text(before, encoding="utf-8")
    print(*times)


def built(site: str, *, dirty: bool = True) -> float:
    """One build as `make serve` does it: of what became another, or of everything."""
    start = time.process_time()
    config = load_config("mkdocs.yml", site_dir=site)
    config.plugins.on_startup(command="serve", dirty=dirty)
    build(config, dirty=dirty)
    return time.process_time() - start


if __name__ == "__main__":
    main()
