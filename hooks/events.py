"""The only file that knows MkDocs: each event is one call into the package."""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from handbook.build import Build
from handbook.layout import LayoutError
from handbook.problems import DataError
from handbook.raw import FinishedHtml

log = get_plugin_logger("zorgwegwijzer")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and proves the data, and puts the generated pages in the menu."""
    home = Path(config.config_file_path).parent
    try:
        build = Build.of(home / config.extra["data"], Path(config.docs_dir), config.extra["edition"], home)
    except (DataError, LayoutError) as error:
        raise PluginError(f"\n{error}") from None
    for notice in build.notices:
        log.info(notice)
    config.extra["build"] = build
    config["markdown_extensions"].append(FinishedHtml())
    # The theme puts these two in its pages as they are.
    config.site_name = str(escape(build.school.name))
    config.site_description = str(escape(build.school.description))
    config.nav = build.menu
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lets the generated pages take the place of the typed prose."""
    for file in list(files.documentation_pages()):
        files.remove(file)
    for page in config.extra["build"].pages:
        files.append(File.generated(config, page.path, content=page.text))
    return files
