"""`python tests/markup.py [SITE]`: every page and every sheet of a built site, through the Nu HTML Checker of the W3C.

It runs on Java and takes minutes, so `make nalopen` asks it and `make test` does not.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from helpers import HOME

CHECKER = HOME / "tests/npm/node_modules/vnu-jar/build/dist/vnu.jar"
# What the theme writes and we cannot change, and what the checker does not know of CSS.
KNOWN = (
    "Attribute “autocomplete” is only allowed when the input type is",  # the theme, on the boxes of its menu and search
    "CSS: “paint-order”: Property “paint-order” doesn't exist.",  # in CSS since SVG 2
    "CSS: “vector-effect”: Property “vector-effect” doesn't exist.",  # likewise
)
BATCH = 300  # files for one run of the checker


def main(site: Path) -> int:
    """Prints each kind of fault once, with where it is first; returns 1 when there is one, or when nothing was looked at."""
    files = [*sorted(site.rglob("*.html")), *sorted(site.glob("*/assets/*.css"))]
    files = [file for file in files if "stylesheets" not in file.parts]
    found = [fault for start in range(0, len(files), BATCH) for fault in faults(files[start : start + BATCH])]
    count = Counter(fault["message"] for fault in found)
    first = {fault["message"]: fault["url"] for fault in reversed(found)}
    for message, often in count.most_common():
        print(f"{often} keer: {message} Bijvoorbeeld: {first[message]}")
    print(f"Nu HTML Checker: {len(files)} bestanden gezien, {len(found)} fouten.")
    return 1 if found or not files else 0


def faults(files: list[Path]) -> list[dict[str, Any]]:
    """What the checker calls an error in these files, other than what is known. Raises CalledProcessError without Java."""
    command = ["java", "-Xss8m", "-jar", str(CHECKER), "--also-check-css", "--errors-only", "--exit-zero-always"]
    done = subprocess.run([*command, "--format", "json", *map(str, files)], capture_output=True, text=True, check=True)
    told: list[dict[str, Any]] = json.loads(done.stderr or done.stdout)["messages"]
    return [each for each in told if not each["message"].startswith(KNOWN)]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME / "site"))
