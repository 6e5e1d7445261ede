"""Slips made by a program over all files: each is told at its line or changes nothing; none crashes or hangs."""

from __future__ import annotations

import pytest

from fuzz import KINDS, Outcome, each_kind, tried
from helpers import FIXTURE


def wrong(found: list[Outcome]) -> list[str]:
    return [f"{each.verdict}: {each.kind} bij {each.place} {each.said}" for each in found if not each.good]


def test_every_kind_of_slip_in_the_real_handbook_is_told_or_changes_nothing() -> None:
    """One of each; `make nalopen` makes a thousand."""
    found = each_kind(20261125)
    assert wrong(found) == []
    assert len(KINDS) >= 45 and {each.kind for each in found} == set(KINDS)


@pytest.mark.parametrize("seed", [20261125, 20261129])
def test_a_slip_in_the_small_school_is_told_or_changes_nothing(seed: int) -> None:
    """A thousand at a time: the small school is read fifty times as quickly as the real handbook."""
    found = tried(1000, seed, FIXTURE)
    assert wrong(found) == []
    assert len({each.verdict for each in found}) >= 2
