"""What MkDocs calls: each event is one call into the package. With serving.py the only file that knows MkDocs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import nullcontext
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from command import fault, folders
from handbook.at_once import spare_processor
from handbook.build import Build
from handbook.problems import NOT_BUILT
from handbook.render.again import Again
from handbook.render.finished_html import FinishedHtml
from handbook.render.templates import Compiled, Once, folder_of
from handbook.store import STORE
from serving import Beside, Kept

log = get_plugin_logger("zorgwegwijzer")
aloud = logging.getLogger("zorgwegwijzer")  # outside MkDocs' own loggers, so that it does not abort a strict build
ASSETS = ("assets/*.css", "assets/*.js", "assets/icon.svg", "assets/fonts/*.woff2", "assets/fonts/*.txt")  # of our own theme


class Serving:
    """While serving, a fault of shape is told and the last build stays; the rules are asked while a page is shown."""

    on = False
    last: Build | None = None
    unproved = False
    check = Beside()
    kept = Kept()
    again = Again()
    env: Environment | None = None


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remembers whether this run shows the site or makes it."""
    Serving.on = command == "serve"
    Build.again = Serving.again if Serving.on and dirty else None
    logging.getLogger("mkdocs.commands.build").addFilter(
        lambda said: "dirty" not in str(said.msg)
    )  # here it is not inaccurate


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads and proves the data, and puts the generated pages in the menu."""
    one, last = config.extra, Serving.last if Serving.on else None
    Build.proved = not last
    Serving.check.stop()
    try:
        with spare_processor() if Serving.on else nullcontext():
            build = Build.of(*folders([]), one["edition"] or "", one["school"] or "", not one["beside"])
    except Exception as error:
        sentence = fault(error)
        if not last:
            if not sentence:
                raise
            raise PluginError(f"\n{sentence}") from None
        told = sentence or Serving.check.finding(*folders([])) or f"Fout in het programma: {error!r} {NOT_BUILT}"
        aloud.error("\n%s\n", told.replace(NOT_BUILT, "De vorige goede versie blijft te zien."))
        build = last
    Serving.unproved = bool(last) and build is not last
    Serving.last = build
    for notice in build.notices:
        log.info(notice)
    config.strict = config.strict and not Serving.on
    config.extra["build"] = build
    config.extra["inside"], config.extra["reader"] = build.inside, build.reader
    config.extra["care_lines"] = build.care_lines
    config["markdown_extensions"].append(FinishedHtml())
    config.site_name, config.site_description, config.site_url = build.name, build.description, build.address
    config.nav = build.menu
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keeps what the theme brings and adds what the handbook made: nothing else is ever published."""
    custom = Path(config.theme.custom_dir or "")
    for file in list(files):
        own = Path(file.abs_src_path or "").is_relative_to(custom) or Path(file.abs_src_path or "").is_relative_to(
            config.docs_dir
        )
        if own and not any(fnmatch(file.src_uri, pattern) for pattern in ASSETS):
            files.remove(file)
    for made in Serving.kept.files_of(config.extra["build"], config):
        files.append(made)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Every page has been read now, or stays as it is; the templates of the theme are compiled once."""
    Serving.kept.complete(files)
    env.bytecode_cache = Compiled()
    Serving.env = Serving.env if Serving.on and Serving.env else env
    Serving.env.globals |= {"once": Once(), "folder_of": folder_of}  # anew for each build, for the menu may have changed
    return Serving.env


def on_post_build(config: MkDocsConfig) -> None:
    """Everything stands in its place; what was kept of the theme and was no good is told too."""
    for notice in STORE.notices:
        if notice not in config.extra["build"].notices:
            log.info(notice)
    if Serving.on:
        Serving.kept.done()
    if Serving.unproved:
        Serving.check.begin(*folders([]), aloud)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
    """Follows the folders with data and prose, wherever they are."""
    for folder in folders([]):
        server.watch(str(folder))
    return server
