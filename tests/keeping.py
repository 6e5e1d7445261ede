"""`python tests/keeping.py FOLDER`: makes the sites as hooks/make_site.py does, and keeps in FOLDER what each was made of.

So that a test that asks what pages and files an edition has need not make them once more.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import Any

import make_site
from handbook.build import Build

REAL = Build.of


def main(folder: Path) -> int:
    """Makes the sites; each edition keeps its own build, in the process that makes its site."""

    def kept(*arguments: Any) -> Build:
        build = REAL(*arguments)
        (folder / f"{arguments[2]}.pickle").write_bytes(pickle.dumps(build))
        return build

    folder.mkdir()
    Build.of = kept  # type: ignore[method-assign, assignment]
    return make_site.main([str(folder)])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
