"""Everything that can be reached by going on and on: over roles, steps or questions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reach(starts: Iterable[T], onward: Callable[[T], Iterable[T]]) -> set[T]:
    """Everything that can be reached from `starts`, these included, by going `onward` again and again."""
    seen: set[T] = set()
    waiting = list(starts)
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += onward(current)
    return seen
