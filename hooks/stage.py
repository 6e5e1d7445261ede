"""`python hooks/stage.py [DEST]`: the source of each edition in a folder of its own, for another generator of sites.

Markdown pages with their finished HTML in place, the files beside them, the look, and a mkdocs.yml that needs none of
our program: Zensical builds the same pages from it, and so does MkDocs.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from command import HOME, Refused, folders, run
from handbook.build import Build, loaded
from handbook.problems import DataError, ToolError
from handbook.render.finished_html import BEGIN, END
from handbook.render.links import address
from make_site import put_in_place, refuse_place, scratch

USAGE = "stage.py [ map-voor-de-bron ]"
MARK = "# Gemaakt met 'make stage'. De volgende keer vervangt dat deze hele map.\n"
SETTINGS = "mkdocs.yml"
OURS = ("hooks", "watch")  # settings that only mean something where our program is
# Of the look: what became pages, and what stands among the files of the site.
LEFT_OUT = ("pages/*", "assets/*", "sitemap.xml")
MADE_HTML = re.compile(rf"(?ms)^{BEGIN}\n(.*?)^{END}$")


def main(arguments: list[str]) -> int:
    """Writes the source of every edition, all or none; 1 when the data do not hold."""
    if len(arguments) > 1:
        raise Refused(f"geef hoogstens één map. Gebruik: {USAGE} [gebruik]")
    destination = Path(arguments[0]) if arguments else HOME / "bron"
    data, content = folders([])
    try:
        editions = [str(each.id) for each in loaded(data, content).school.editions]
        for edition in editions:
            refuse_foreign(destination / edition)
        destination.mkdir(parents=True, exist_ok=True)
        with scratch(destination) as folder:
            for edition in editions:
                write_source(Build.of(data, content, edition), folder / edition)
            put_in_place(folder, destination, editions)
    except (DataError, ToolError) as error:
        print(f"{error}\nNiets veranderd.")
        return 1
    print(f"Klaar: {', '.join(str(destination / edition) for edition in editions)}. Bouwen: zensical build, in die map.")
    return 0


def refuse_foreign(place: Path) -> None:
    """Raises Refused where something stands that this command did not make."""
    refuse_place(place)
    settings = place / SETTINGS
    if place.exists() and not (settings.is_file() and settings.read_bytes().startswith(MARK.encode())):
        raise Refused(f"{place} is niet met 'make stage' gemaakt; haal het weg of kies een andere map [bestand]")


def write_source(build: Build, folder: Path) -> None:
    """The whole source of one edition into a new folder."""
    for page in build.pages:
        _write(folder / "docs" / placed(page.path), plain(page.text).encode())
    shutil.copytree(HOME / "overrides/assets", folder / "docs/assets", ignore=shutil.ignore_patterns(".*"))
    for file in build.files:
        _write(folder / "docs" / file.path, file.content)
    look = HOME / "overrides"
    for path in (path for path in look.rglob("*") if path.is_file()):
        name = path.relative_to(look).as_posix()
        if not any(fnmatch(name, pattern) for pattern in LEFT_OUT):
            _write(folder / "overrides" / name, path.read_bytes())
    _write(folder / SETTINGS, (MARK + settings_of(build)).encode())


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def placed(path: str) -> str:
    """A page as the index of its own folder, so that a link from it means the same to every generator."""
    return f"{address(path)}index.md" if path.endswith(".md") else path


def placed_menu(entry: Any) -> Any:
    """The menu, or a part of it, with every page where it was placed."""
    if isinstance(entry, dict):
        return {str(name): placed_menu(part) for name, part in entry.items()}
    return [placed_menu(part) for part in entry] if isinstance(entry, list) else placed(entry)


def plain(text: str) -> str:
    """The page for any Markdown: finished HTML without empty lines, for there many would begin to read Markdown again.

    Its words for searching stay words for searching: Zensical would show them as well.
    """
    text = text.replace("\nhide: [", "\nhide: [tags, ", 1)
    return MADE_HTML.sub(lambda found: "".join(line for line in found[1].splitlines(keepends=True) if line.strip()), text)


def settings_of(build: Build) -> str:
    """The settings of our own site for this edition, without what needs our program."""
    own = yaml.load((HOME / SETTINGS).read_text(encoding="utf-8"), Loader=_Settings)
    said: dict[str, Any] = {name: value for name, value in own.items() if name not in OURS}
    said |= {"site_name": build.name, "site_description": build.description, "site_url": build.address}
    said |= {"docs_dir": "docs", "site_dir": "site", "nav": placed_menu(build.menu)}
    said["extra"] = {"inside": build.inside, "reader": build.reader, "care_lines": build.care_lines, "generator": False}
    said["theme"] |= {"custom_dir": "overrides", "variant": "classic"}
    said["theme"]["features"].remove("navigation.indexes")  # every page is the index of a folder here
    said["validation"]["nav"]["omitted_files"] = "ignore"  # pages of the guide and the explorer
    said = json.loads(json.dumps(said))  # names of ours become plain text
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=125)


class _Settings(yaml.SafeLoader):
    """Reads `!ENV [NAME, otherwise]` as what it otherwise is."""

    def otherwise(self, node: yaml.Node) -> Any:
        assert isinstance(node, yaml.SequenceNode)
        return self.construct_sequence(node)[-1]


_Settings.add_constructor("!ENV", _Settings.otherwise)


if __name__ == "__main__":
    sys.exit(run(main, USAGE))
