"""`python hooks/make_site.py [DEST]`: both editions, side by side; the old site stays until both new ones are whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
EDITIONS = ("staff", "public")


def main(destination: Path) -> int:
    """Builds in a scratch folder and moves on success; returns the exit code of the first build that failed."""
    destination.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=destination, prefix=".nieuw-") as scratch:
        for edition in EDITIONS:
            print(f"Uitgave '{edition}' bouwen", flush=True)
            code = build(edition, Path(scratch) / edition)
            if code:
                print("Niets veranderd: de vorige site staat er nog.")
                return code
            shutil.copy(HOME / "deploy" / "_headers", Path(scratch) / edition)  # for hosts that read their headers there
        for edition in EDITIONS:
            shutil.rmtree(destination / edition, ignore_errors=True)
            (Path(scratch) / edition).rename(destination / edition)
    print(f"Klaar: {', '.join(str(destination / edition) for edition in EDITIONS)}")
    return 0


def build(edition: str, folder: Path) -> int:
    """One edition into `folder`; strict, so that a warning is a failure."""
    settings = {
        "ZORGWEGWIJZER_EDITION": edition,
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    return subprocess.run(command, cwd=HOME, env=os.environ | settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME / "site"))
