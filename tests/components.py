"""`make onderdelen`: everything that a site is built, tested and shown with, each with its licence as an SPDX id.

Names and versions come from the lock files, licences from what is installed; `by_hand` holds those that do not say it so.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import metadata
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement

HOME = Path(__file__).resolve().parent.parent
LIST = HOME / "onderdelen.csv"
LOCKS = {"bouwen": HOME / "requirements.txt", "testen": HOME / "tests/requirements.txt"}
CLASSIFIERS = {
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Apache Software License": "Apache-2.0",
}
BY_HAND = dict.fromkeys(
    ("colorama", "cssselect2", "jinja2", "pydyf", "segno", "tinycss2", "weasyprint", "webencodings"), "BSD-3-Clause"
) | {
    "axe-playwright-python": "MIT",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}  # read in the licence files of these versions
FONTS = {"open-sans": "Apache-2.0", "overpass": "OFL-1.1"}
INSIDE = (  # what packages carry within them, and what the system brings: name, version, licence, what for
    ("Material Design Icons", "in mkdocs-material", "Apache-2.0", "site"),
    ("lunr", "in mkdocs-material", "MIT", "site"),
    ("Graphviz", "in pygraphviz", "EPL-2.0", "bouwen"),
    ("Pango", "van het systeem", "LGPL-2.0-or-later", "bouwen"),
    ("HarfBuzz", "van het systeem", "MIT", "bouwen"),
    ("axe-core", "in axe-playwright-python", "MPL-2.0", "testen"),
    ("PDFium", "in pypdfium2", "BSD-3-Clause AND Apache-2.0", "testen"),
    ("Chromium", "van het systeem", "BSD-3-Clause", "testen"),
    ("nginx", "van het systeem", "BSD-2-Clause", "testen"),
)


def locked(file: Path) -> dict[str, str]:
    """Name -> version of every package that a lock file names for this kind of machine."""
    lines = [line.removesuffix("\\") for line in file.read_text(encoding="utf-8").splitlines() if "==" in line]
    found = [Requirement(line) for line in lines if not line.startswith((" ", "#"))]
    return {each.name: str(each.specifier)[2:] for each in found if not each.marker or each.marker.evaluate()}


def said_by(name: str, told: Message) -> Iterator[str]:
    """What may be the licence of a package, the surest first: its own words, and only then ours."""
    yield told.get("License-Expression", "")
    yield told.get("License", "")
    labels = [each.split(" :: ")[-1] for each in told.get_all("Classifier", []) if each.startswith("License ::")]
    yield CLASSIFIERS.get(labels[0], "") if len(labels) == 1 else ""
    yield BY_HAND.get(name, "")


def licence(name: str) -> str:
    """The licence of an installed package. Raises LookupError when nobody says it in SPDX."""
    for said in said_by(name, metadata(name)):  # type: ignore[arg-type]
        try:
            return canonicalize_license_expression(said)
        except InvalidLicenseExpression:
            continue
    raise LookupError(f"{name}: de licentie is onbekend; lees haar na en zet haar bij BY_HAND in tests/components.py")


def rows() -> Iterator[tuple[str, str, str, str]]:
    """Name, version, licence and purpose of every part; a package of both lists is named for building."""
    known: set[str] = set()
    for purpose, file in LOCKS.items():
        for name, version in locked(file).items():
            if name not in known:
                yield name, version, licence(name), "site" if name == "mkdocs-material" else purpose
            known.add(name)
    for font in sorted({path.name.rpartition("-")[0] for path in (HOME / "overrides/assets/fonts").glob("*.woff2")}):
        family = font.removesuffix("-600")
        yield f"letter {family}", "in overrides/assets/fonts", FONTS[family], "site"
    yield from INSIDE


def listed() -> str:
    """The list as it should stand in the project."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("onderdeel", "versie", "licentie", "voor"))
    table.writerows(sorted(dict.fromkeys(rows()), key=lambda row: row[0].lower()))
    return text.getvalue()


if __name__ == "__main__":
    LIST.write_text(listed(), encoding="utf-8")
    print(f"Opgeschreven: {LIST.name}")
