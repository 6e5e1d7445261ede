"""What every command shares: where the data are, faults of the machine as one sentence, and files written whole or not.

`python hooks/command.py mkdocs …` runs MkDocs the same way. Importing this file is enough to have faults told.
"""

from __future__ import annotations

import errno
import gc
import os
import re
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

gc.set_threshold(200_000, 20, 100)  # a handbook is a million small objects that all stay; looking for waste took 40 %
HOME = Path(__file__).resolve().parent.parent
FOLDERS = (("ZORGWEGWIJZER_DATA", "data"), ("ZORGWEGWIJZER_CONTENT", "content"))
FAULTS = {
    errno.ENOSPC: "de schijf is vol; maak ruimte en probeer het opnieuw",
    errno.EDQUOT: "uw deel van de schijf is vol; maak ruimte en probeer het opnieuw",
    errno.EFBIG: "dit bestand mag hier niet zo groot worden; maak ruimte of vraag de beheerder",
    errno.EACCES: "u mag hier niet lezen of schrijven; vraag de beheerder om dat recht",
    errno.EPERM: "dit bestand mag niet veranderen; vraag de beheerder om dat recht",
    errno.EROFS: "deze schijf is alleen te lezen; kies een andere plek",
    errno.EBUSY: "deze map is in gebruik, of er is een andere schijf aan gekoppeld; kies een map die daarboven ligt",
    errno.ENOENT: "dit bestand of deze map is er niet (meer); zet het terug uit de vorige versie",
    errno.ENOTDIR: "dit moet een map zijn, maar is een bestand of een koppeling; geef het een andere naam",
    errno.EEXIST: "hier staat al iets met deze naam; geef het een andere naam",
    errno.EADDRINUSE: "dit adres is al in gebruik; draait 'make serve' misschien al?",
}


class Refused(Exception):
    """What was asked cannot be done; the message says why, and what to do."""


def folders(arguments: list[str]) -> tuple[Path, Path]:
    """The folders with data and prose: as given, else as the environment says, else those of this project.

    Raises Refused for another number of folders than none or two, and for a setting that is empty.
    """
    if len(arguments) not in (0, 2):
        raise Refused("geef geen map, of twee: die met de gegevens en die met de hoofdstukken [gebruik]")
    if arguments:
        return Path(arguments[0]), Path(arguments[1])
    data, content = (Path(setting(name, str(HOME / own))) for name, own in FOLDERS)
    return HOME / data, HOME / content  # a setting may be relative to the project


def setting(name: str, otherwise: str) -> str:
    """A setting of the environment. Raises Refused when it is there and says nothing."""
    value = os.environ.get(name, otherwise)
    if not value.strip():
        raise Refused(f"{name} is leeg; geef een waarde, of haal de instelling weg [instelling]")
    return value


def check_settings() -> None:
    """Raises Refused for a setting that would go wrong halfway through a build."""
    epoch = setting("SOURCE_DATE_EPOCH", "0")
    if not re.fullmatch(r"[0-9]{1,11}", epoch):
        raise Refused(f"SOURCE_DATE_EPOCH is '{epoch}', maar moet een getal zijn: seconden sinds 1970 [instelling]")


def run(main: Callable[[list[str]], int], usage: str) -> int:
    """Runs a command with what was typed behind it; `--help`, or a flag that `usage` does not name, shows `usage`."""
    arguments = sys.argv[1:]
    asked = {"--help", "-h"} & {*arguments}
    unknown = [each for each in arguments if each.startswith("-") and each not in usage.split()]
    if asked or unknown:
        print(f"Gebruik: {usage}" if asked else f"'{unknown[0]}' is hier niet bekend. Gebruik: {usage}")
        return 0 if asked else 1
    check_settings()
    done = main(arguments)
    gc.freeze()  # else Python looks through everything once more on its way out
    return done


def write(file: Path, text: str) -> None:
    """Replaces a file by one with this text, whole or not at all; it stays what it was when that fails. Raises OSError."""
    file = file.resolve()
    beside = file.with_name(f".{file.name}.nieuw")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            beside.chmod(file.stat().st_mode & 0o777)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def fault(error: BaseException) -> str:
    """A fault that is no mistake in the program as one Dutch sentence; '' for any other."""
    if isinstance(error, OSError) and error.errno is not None:
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{FAULTS.get(error.errno, f'de machine meldt: {error.strerror}')} [machine]"
    if isinstance(error, ModuleNotFoundError):
        return f"het onderdeel '{error.name}' ontbreekt; draai 'make setup' [machine]"
    if isinstance(error, MemoryError):
        return "het geheugen is vol; sluit andere programma's en probeer het opnieuw [machine]"
    if isinstance(error, KeyboardInterrupt):
        return "Afgebroken. Wat er stond, staat er nog."
    if isinstance(error, Refused) or type(error).__name__ in ("DataError", "ToolError"):
        return str(error)
    return ""


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    sentence = fault(error)
    if sentence:
        print(sentence, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _tell


if __name__ == "__main__":
    check_settings()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
