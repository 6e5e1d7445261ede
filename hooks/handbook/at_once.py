"""Work that begins before it is asked for, in a copy of this process, where a processor has nothing else to do."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 30  # seconds in which a copy does nothing at all, as one can that was made of a process with threads: it hangs
MANY = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1  # elsewhere a copy costs more than it saves


_spare = ContextVar("_spare", default=False)


@contextmanager
def spare_processor() -> Iterator[None]:
    """Within, a processor has nothing else to do: a command that makes one thing says so."""
    token = _spare.set(MANY)
    try:
        yield
    finally:
        _spare.reset(token)


@contextmanager
def ahead(make: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begins to make something if a processor is spare; what it gives is the result, made when it is asked for if none is.

    Nobody sees what else `make` changes, and what goes wrong in the copy goes wrong where it is asked for. Who leaves
    without asking, stops it.
    """
    if not _spare.get():
        yield make
        return
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(there, make), daemon=True)
    process.start()
    there.close()

    def made() -> T:
        try:
            spent = -1
            while not here.poll(PATIENCE):  # on a busy machine it may take long
                if (now := _spent(process)) == spent:
                    return make()
                spent = now
            found: T = here.recv()
        except EOFError:
            return make()
        return found

    try:
        yield made
    finally:
        process.kill()
        process.join()
        here.close()


def _spent(process: BaseProcess) -> int:
    """How long the processors have worked for a process, in ticks of the clock of Linux; see proc_pid_stat(5)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _send(there: Connection, make: Callable[[], Any]) -> None:
    _spare.set(False)  # a copy of a copy would have no processor
    with suppress(Exception):  # said by who makes it again
        there.send(make())
