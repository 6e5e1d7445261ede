"""Slips made by a program over all files: each is told at its line or changes nothing; none crashes or hangs."""

from __future__ import annotations

from functools import lru_cache

import pytest

from fuzz import BLIND, KINDS, Outcome, each_kind
from helpers import ALL, FIXTURE, by_one, some


def wrong(found: list[Outcome]) -> list[str]:
    return [f"{each.verdict}: {each.kind} bij {each.place} {each.said}" for each in found if not each.good]


SEEDS = (20261125, 20261129)
EACH, OF_BLIND = (10, 40) if ALL else (3, 10)  # how many of every kind, and how many more of those that hit anywhere


@lru_cache(maxsize=2)
def in_the_small_school(seed: int) -> list[Outcome]:
    """What became of slips in the small school, made by one worker for all."""
    return by_one(f"slips-{seed}", lambda: each_kind(seed, KINDS * EACH + [*BLIND] * OF_BLIND, FIXTURE))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.long
def test_a_slip_in_the_small_school_is_told_or_changes_nothing(seed: int) -> None:
    """Two hundred at a time: the small school is read fifty times as quickly as the real handbook."""
    found = in_the_small_school(seed)
    assert wrong(found) == []
    assert len(found) >= 180 and len({each.verdict for each in found}) >= 2


@pytest.mark.long
def test_a_slip_in_the_real_handbook_is_told_or_changes_nothing() -> None:
    """Of every kind that did not come up in the small school, and some of the others; `make nalopen` makes a thousand."""
    small = {each.kind for seed in SEEDS for each in in_the_small_school(seed)}
    others = some(KINDS, 5)
    kinds = [kind for kind in KINDS if kind not in small or kind in others]
    found = each_kind(SEEDS[0], kinds)
    assert wrong(found) == []
    assert len(KINDS) >= 45 and [each.kind for each in found] == kinds and len(small) >= 35
