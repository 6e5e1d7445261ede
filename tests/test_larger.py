"""The school of any size that `make bench` builds is one that an editor could have typed: nothing is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.load import typed
from helpers import ALL, FIXTURE, HOME, problems_in
from larger import written_larger

HOMES = {"klein": FIXTURE} | ({"echt": HOME} if ALL else {})  # the real handbook takes long; `make nalopen` looks at it


@pytest.mark.parametrize("home", HOMES)
def test_a_larger_school_holds_and_is_larger(home: str, tmp_path: Path) -> None:
    before = [role for role in typed(HOMES[home] / "data").roles if role.sources]
    data = written_larger(HOMES[home], tmp_path / "school", 3)
    assert problems_in(data) == []
    assert len([role for role in typed(data).roles if role.sources]) == 3 * len(before) > 3
