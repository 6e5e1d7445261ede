"""`python hooks/check.py [data content]`: the same load and the same rules, with no site; what an editor runs.

With `--onthoud` it also writes what there is today in addresses.yaml, so that none of it can get lost later.
"""

from __future__ import annotations

import sys

from command import folders, run, write
from handbook.at_once import spare_processor
from handbook.load import load
from handbook.problems import DataError, ToolError
from handbook.proved import proof_of
from handbook.read.meanings import meanings
from handbook.reason.addresses import remembered
from handbook.render.form_pdf import drawn_findings
from handbook.store import STORE

REMEMBER = "--onthoud"
USAGE = f"check.py [ {REMEMBER} ] [ map-met-gegevens map-met-hoofdstukken ]"


def main(arguments: list[str]) -> int:
    """Prints every finding, one a line; 0 when there is none, 1 otherwise."""
    data, content = folders([each for each in arguments if each != REMEMBER])
    proof = proof_of(data, content)
    known = STORE.found(f"gezegd {proof}") if proof and REMEMBER not in arguments else None
    if known:
        print(known.decode())
        return 0
    try:
        with spare_processor():
            book = load(data, content, STORE)
        meanings()  # every field of the model has its line in meanings.yaml
        if problems := drawn_findings(book):
            raise DataError(problems)
    except DataError as error:
        print(error)
        return 1
    except ToolError as error:
        print(f"{error}\nOf elk formulier past, is niet nagekeken.")
        return 1
    counts = (
        (len(book.roles), "rol", "rollen"),
        (len(book.routes), "route", "routes"),
        (len(book.terms), "begrip", "begrippen"),
    )
    said = f"In orde: {', '.join(f'{count} {one if count == 1 else many}' for count, one, many in counts)}."
    print(said)
    if proof:
        STORE.keep(f"gezegd {proof}", said.encode())
    for notice in STORE.notices:
        print(notice)
    if REMEMBER in arguments:
        file = data / "addresses.yaml"
        write(file, remembered(file.read_text(encoding="utf-8"), book))
        print(f"Onthouden: wat er nu is, staat in {file.parent.name}/{file.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(run(main, USAGE))
