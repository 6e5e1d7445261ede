"""`python tests/engines.py [SITE]`: a page of each family in Firefox and WebKitGTK, and what people do there, on a phone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from browser import served
from helpers import HOME
from test_browser import FAMILIES


def main(site: Path) -> int:
    """Prints what is wrong in either engine; returns 1 when something is."""
    there = [place for place in FAMILIES.values() if (site / "public" / place.partition("?")[0] / "index.html").is_file()]
    with served(site / "public") as address:
        command = ["node", str(HOME / "tests/npm/engines.mjs"), address, *there]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME / "site"))
