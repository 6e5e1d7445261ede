"""Slips made by a program over all shipped files: each is told at its line or changes nothing; none crashes or hangs."""

from __future__ import annotations

import pytest

from fuzz import BLIND, HARMLESS, PROSE_TOLD, TOLD, tried

SLIPS, SEED = 50, 20261125  # of each of six runs; `make nalopen` makes a thousand with another seed


@pytest.mark.parametrize("run", range(6))
def test_a_slip_is_told_or_changes_nothing(run: int) -> None:
    found = tried(SLIPS, SEED + run)
    assert [f"{each.verdict}: {each.kind} bij {each.place} {each.said}" for each in found if not each.good] == []
    assert len({each.verdict for each in found}) >= 2


def test_the_kinds_of_slips_are_many() -> None:
    assert len({**TOLD, **HARMLESS, **PROSE_TOLD, **BLIND}) >= 45
