"""By what a handbook is known that was proved before: its data, its prose, our program, what is installed and the day.

The same of all these gives the same findings, so what passed every rule once need not be asked again.
"""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from pathlib import Path

HOOKS = Path(__file__).resolve().parents[1]
PARTS = (HOOKS, HOOKS.parent / "overrides", HOOKS.parent / "requirements.txt")


def proof_of(data: Path, content: Path | None) -> str:
    """A fingerprint of everything that the rules look at; the day counts, for nothing may be dated in the future.

    '' where a file cannot be read: what is wrong with it is told by who reads it for its content.
    """
    try:
        return f"bewezen {sys.version} {date.today()} {sum_of_files(*PARTS, data, *([content] if content else []))}"
    except OSError:
        return ""


def sum_of_files(*roots: Path) -> str:
    """What all files in these folders add up to, with their places; what Python compiled does not count. Raises OSError."""
    total = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if "__pycache__" not in path.parts and path.is_file():
                body = path.read_bytes()
                total.update(f"{root.name} {path.relative_to(root)} {len(body)} ".encode() + body)
    return total.hexdigest()
