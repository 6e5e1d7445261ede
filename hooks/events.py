"""The only file that knows MkDocs: each event is one call into the package."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from pathspec.gitignore import GitIgnoreSpec

from handbook.build import Build
from handbook.problems import DataError, ToolError
from handbook.raw import FinishedHtml

log = get_plugin_logger("zorgwegwijzer")
aloud = logging.getLogger("zorgwegwijzer")  # outside MkDocs' own loggers, so that it does not abort a strict build


class Serving:
    """While serving, a fault in the data is told and the last build that held stays."""

    on = False
    last: Build | None = None


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this run shows the site or makes it."""
    Serving.on = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and proves the data, and puts the generated pages in the menu."""
    home = Path(config.config_file_path).parent
    try:
        build = Build.of(home / config.extra["data"], Path(config.docs_dir), config.extra["edition"])
    except (DataError, ToolError) as error:
        if not (Serving.on and Serving.last):
            raise PluginError(f"\n{error}") from None
        aloud.error("\n%s\nDe vorige goede versie blijft te zien.\n", error)
        build = Serving.last
    for language in build.interfaces:
        if not any((Path(folder) / f"partials/languages/{language}.html").is_file() for folder in config.theme.dirs):
            file = f"{Path(config.extra['data']).name}/languages.yaml"
            raise PluginError(f"\n{file}: het thema kent de taal '{language}' niet; zet er 'interface: en' bij [taal]")
    Serving.last = build
    for notice in build.notices:
        log.info(notice)
    config.extra["build"] = build
    config["markdown_extensions"].append(FinishedHtml())
    config.site_name, config.site_description, config.site_url = build.name, build.description, build.address
    config.nav = build.menu
    config.not_in_nav = GitIgnoreSpec.from_lines(f"/{page.path}" for page in build.pages if not page.menu)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lets the generated pages take the place of the typed prose."""
    for file in list(files.documentation_pages()):
        files.remove(file)
    for page in config.extra["build"].pages:
        files.append(File.generated(config, page.path, content=page.text))
    for file in config.extra["build"].files:
        files.append(File.generated(config, file.path, content=file.content))
    return files
