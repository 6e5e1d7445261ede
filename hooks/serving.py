"""`make serve`: after a change only the pages that became another are made again; the site is that of a clean build.

The rules are asked after it, so that nobody waits for them to see a sentence.
"""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory

from handbook.build import Build
from handbook.problems import NOT_BUILT

CHECK = Path(__file__).with_name("check.py")
SHOWN = "Zo staat het nu op het scherm, maar zo is het niet te publiceren."


class Beside:
    """Asks the rules in a process of its own, as `make check` does."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None

    def begin(self, data: Path, content: Path, log: logging.Logger) -> None:
        """Says what is wrong in these folders once it is known, unless it is stopped before."""
        asked = self._asked(data, content)

        def tell() -> None:
            if (found := _found(asked)) and asked is self.process:
                log.error("\n%s\n", found.replace(NOT_BUILT, SHOWN))

        Thread(target=tell, daemon=True).start()

    def finding(self, data: Path, content: Path) -> str:
        """Waits for what is wrong in these folders; '' for nothing."""
        return _found(self._asked(data, content))

    def stop(self) -> None:
        """Nobody waits for an answer any more."""
        if self.process:
            self.process.kill()
            self.process = None

    def _asked(self, data: Path, content: Path) -> subprocess.Popen[str]:
        command = [sys.executable, str(CHECK), str(data), str(content)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return self.process


def _found(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate()
    return said.strip() if process.returncode else ""


class Made(File):
    """A page or file of the handbook, that knows whether it differs from what stands there."""

    changed = True
    sum = b""

    def is_modified(self) -> bool:
        """What MkDocs asks when it makes only what is new."""
        return self.changed


class Kept:
    """What stands in the folder that is served: of what each file was made."""

    def __init__(self, around: bytes = b"") -> None:
        self.around = around
        self.files: Files | None = None
        self.made: dict[str, bytes] = {}
        self.meta: dict[str, Any] = {}

    def files_of(self, build: Build, config: MkDocsConfig) -> list[Made]:
        """The files of a build, each told apart from what stands there already."""
        if (around := _around(build, config)) != self.around:
            clean_directory(config.site_dir)
            vars(self).update(vars(Kept(around)))  # nothing of it stands any more
        pages = [self._file(page.path, page.text, config, menu=bool(page.menu)) for page in build.pages]
        return pages + [self._file(made.path, made.content, config) for made in build.files]

    def _file(self, path: str, content: str | bytes, config: MkDocsConfig, *, menu: bool = True) -> Made:
        shown = InclusionLevel.UNDEFINED if menu else InclusionLevel.NOT_IN_NAV
        file = cast("Made", Made.generated(config, path, content=content, inclusion=shown))
        file.sum = _sum(content)
        file.changed = self.made.pop(path, None) != file.sum  # gone until it is made, for that may fail
        return file

    def complete(self, files: Files) -> None:
        """Gives pages that stay as they are the front matter that menu and list of pages ask for."""
        self.files = files
        for file in files.documentation_pages():
            page = cast("Page", file.page)
            if file.is_modified():
                self.meta[file.src_uri] = page.meta
            else:
                page.meta = self.meta[file.src_uri]

    def done(self) -> None:
        """Remembers of what each file that stands there now was made."""
        files = cast("Files", self.files)
        self.made = {file.src_uri: file.sum for file in files if isinstance(file, Made)}


def _around(build: Build, config: MkDocsConfig) -> bytes:
    """What every page has in it beside its own text: the menu, names, templates and which pages there are."""
    paths = sorted(page.path for page in build.pages)
    own = [build.menu, build.name, build.description, build.address, build.inside, build.reader, paths]
    theme = sorted(path for path in Path(config.theme.custom_dir or "").rglob("*") if path.is_file())
    settings = Path(config.config_file_path).read_text(encoding="utf-8")
    return _sum(repr([own, settings, [(str(path), path.stat().st_mtime_ns) for path in theme]]))


def _sum(content: str | bytes) -> bytes:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).digest()
