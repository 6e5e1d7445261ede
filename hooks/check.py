"""`python hooks/check.py [data content]`: the same load and the same rules, with no site; what an editor runs.

With `--onthoud` it also writes the addresses of today in addresses.yaml, so that none of them can get lost later.
"""

from __future__ import annotations

import sys
from pathlib import Path

from handbook.addresses import remembered
from handbook.load import load
from handbook.problems import DataError

REMEMBER = "--onthoud"
HOME = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Prints every finding, one a line; 0 when there is none, 1 otherwise."""
    folders = [Path(each) for each in arguments if each != REMEMBER] or [HOME / "data", HOME / "content"]
    try:
        book = load(*folders)
    except DataError as error:
        print(error)
        return 1
    counts = (
        (len(book.roles), "rol", "rollen"),
        (len(book.routes), "route", "routes"),
        (len(book.terms), "begrip", "begrippen"),
    )
    print(f"In orde: {', '.join(f'{count} {one if count == 1 else many}' for count, one, many in counts)}.")
    if REMEMBER in arguments:
        file = folders[0] / "addresses.yaml"
        file.write_text(remembered(file.read_text(encoding="utf-8"), book), encoding="utf-8")
        print(f"Onthouden: de adressen van nu staan in {file.parent.name}/{file.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
