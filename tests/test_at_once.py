"""What is made beside the rest is what is made in turn, goes wrong in the same words, and leaves nothing behind."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from handbook import at_once
from handbook import load as loading
from handbook.at_once import ahead, spare_processor
from handbook.problems import DataError, Problem, Where
from handbook.reason.edition import narrow
from handbook.render import pages
from handbook.render.site import Site
from helpers import copy_of_fixture, fixture_book, problems_in, replaced


@pytest.fixture(autouse=True)
def on_any_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also on one with a single processor: what is asked here does not depend on it."""
    monkeypatch.setattr(at_once, "MANY", True)


def test_it_is_made_in_another_process_and_only_where_one_is_spare() -> None:
    with spare_processor(), ahead(os.getpid) as made:
        assert made() != os.getpid()
    with ahead(os.getpid) as made:
        assert made() == os.getpid()


def test_no_copy_of_a_copy_is_made() -> None:
    def twice() -> bool:
        with ahead(os.getpid) as made:
            return made() == os.getpid()

    with spare_processor(), ahead(twice) as made:
        assert made()


def test_more_than_a_pipe_holds_comes_over_whole() -> None:
    with spare_processor(), ahead(lambda: "é" * 3_000_000) as made:
        assert made() == "é" * 3_000_000


def test_what_goes_wrong_is_told_where_it_is_asked_for() -> None:
    def wrong() -> None:
        raise KeyError("x")

    with spare_processor(), ahead(wrong) as made, pytest.raises(KeyError):
        made()


@pytest.mark.parametrize("end", [partial(os._exit, 9), partial(time.sleep, 600)], ids=["stopped by the machine", "hangs"])
def test_what_a_copy_never_sends_is_made_here(end: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_once, "PATIENCE", 0.2)
    here = os.getpid()

    def make() -> str:
        if os.getpid() != here:
            end()
        return "hier"

    with spare_processor(), ahead(make) as made:
        assert made() == "hier"


def test_a_copy_that_works_on_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine one takes long; to make it here too would make the machine busier."""
    ticks = itertools.count()
    monkeypatch.setattr(at_once, "PATIENCE", 0.05)
    monkeypatch.setattr(at_once, "_spent", lambda process: next(ticks))  # it gets on, however slowly

    def work() -> int:
        time.sleep(0.5)
        return os.getpid()

    with spare_processor(), ahead(work) as made:
        assert made() != os.getpid()
    assert next(ticks) > 1


def test_it_is_known_how_long_the_processors_worked_for_a_copy() -> None:
    here = multiprocessing.process.current_process()
    before, until = at_once._spent(here), time.process_time() + 0.1
    while time.process_time() < until:
        pass
    assert 5 <= at_once._spent(here) - before < 1000  # ticks, of which there are a hundred in a second


def test_who_leaves_without_asking_does_not_wait() -> None:
    with spare_processor(), ahead(lambda: time.sleep(600)):
        assert len(multiprocessing.active_children()) == 1
    assert multiprocessing.active_children() == []


def test_the_pages_are_those_that_are_made_in_turn() -> None:
    for edition in ("public", "staff"):
        site = Site(narrow(fixture_book(), edition))
        with spare_processor():
            beside = pages.pages(site)
        assert beside == pages.pages(site)


def test_a_fault_is_told_in_the_same_words(tmp_path: Path) -> None:
    data = replaced(copy_of_fixture(tmp_path), "roles.yaml", "to: zorgteam", "to: zorgtaem")
    told = problems_in(data)
    assert told
    with spare_processor():
        assert problems_in(data) == told


def test_a_fault_in_the_handbook_of_one_school_is_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes from the copy: the handbook of all schools together has no fault."""
    problem = Problem(Where("roles.yaml", 1), "alleen in het handboek van een school", "zomaar")
    monkeypatch.setattr(loading, "_in_schools", lambda at: [problem])
    data = copy_of_fixture(tmp_path)
    with spare_processor(), pytest.raises(DataError, match="alleen in het handboek van een school"):
        loading.load(data, data.parent / "content")
