"""Commands as a person runs them, each in a copy of one process that has read all modules: reading them takes half a second.

`python tests/commands.py` is that process: a line of JSON says what to run, and a line with the exit code comes back.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import resource
import runpy
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from helpers import HOME

READ_BEFORE = ("check", "make_bundle", "make_site", "stage", "translate", "mkdocs.__main__", "mkdocs.commands.build")


def ran(*arguments: object, most: int = 0, where: str = "/", **settings: str) -> subprocess.CompletedProcess[str]:
    """A script of hooks/ with its arguments, or `-m` and a module, with the settings of these tests and its own.

    `most` bytes is all that a file may grow to, as on a full disk. What is asked of Python itself gets its own process.
    """
    if any(name.startswith("PYTHON") for name in settings):
        assert not most, "dat gaat alleen in een kopie"
        return alone(*arguments, where=where, **settings)
    line = _typed(arguments)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as readers:
        pipes = [Path(folder) / name for name in ("stdout", "stderr")]  # a file would be full as well
        for pipe in pipes:
            os.mkfifo(pipe)
        said = readers.map(partial(Path.read_text, encoding="utf-8"), pipes)
        wish = {
            "line": line,
            "where": where,
            "environment": os.environ | settings,
            "most": most,
            "pipes": [*map(str, pipes)],
        }
        process = _ready()
        process.stdin.write(json.dumps(wish) + "\n")
        process.stdin.flush()
        return subprocess.CompletedProcess(line, int(process.stdout.readline()), *said)


def alone(*arguments: object, where: str = "/", **settings: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, as it really is."""
    command = [sys.executable, *_typed(arguments)]
    return subprocess.run(command, cwd=where, env=os.environ | settings, capture_output=True, text=True, check=False)


def _typed(arguments: tuple[object, ...]) -> list[str]:
    """What is typed behind `python`."""
    first, *others = map(str, arguments)
    return [first if first == "-m" else str(HOME / "hooks" / first), *others]


@lru_cache(maxsize=1)
def _ready() -> Any:
    paths = os.pathsep.join((str(HOME / "hooks"), os.environ.get("PYTHONPATH", "")))
    process = subprocess.Popen(
        [sys.executable, __file__],
        env=os.environ | {"PYTHONPATH": paths},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.stdin.close)  # type: ignore[union-attr]
    return process


def main() -> None:
    """Reads the modules, and then runs what it is asked for until nobody asks any more."""
    for name in READ_BEFORE:
        importlib.import_module(name)
    for wish in sys.stdin:
        child = os.fork()
        if not child:
            _run(**json.loads(wish))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(line: list[str], where: str, environment: dict[str, str], most: int, pipes: list[str]) -> None:
    """Runs one command as Python would, and ends this copy of the process with its exit code."""
    for number, pipe in enumerate(pipes, start=1):
        os.dup2(os.open(pipe, os.O_WRONLY), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(where)
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    code, module = 0, line[0] == "-m"
    sys.argv = line[1:] if module else line
    try:
        if module:
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(sys.argv[0], run_name="__main__")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        code = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
