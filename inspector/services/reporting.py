"""A report of the program's own mistakes for the coordinator: made when it is asked for, shown before it is saved.

Nothing is ever sent by itself. The report says which program on which system broke at which of its own lines; no
answer, no name, no institution and no folder of a person stands in it, because the log holds none of them.
"""

import platform
from datetime import datetime
from pathlib import Path

from inspector import __version__
from inspector.core.errors import N_, BadInput

NEWEST = 50
MARK = " CRITICAL inspector.bug "
BACKS = ("", ".1", ".2", ".3")
"""The log and the older ones that still lie beside it."""


class ReportNotSaved(BadInput):
    """The folder or drive took no file."""

    code = "report_not_saved"
    sentence = N_("The report could not be saved there. Choose another place.")


class Reporting:
    """Reads the mistakes out of the log."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def text(self) -> str:
        """Exactly what would be saved."""
        found = self._mistakes()
        head = (
            f"Qorgan {__version__}",
            f"{platform.system()} {platform.release()} {platform.version()}, {platform.machine()}",
            f"Python {platform.python_version()}",
            f"mistakes: {len(found)}",
        )
        return "\n".join((*head, "", *found)) + "\n"

    def name(self) -> str:
        """Of the file: the day and nobody."""
        return f"qorgan-report-{datetime.now().astimezone():%Y-%m-%d}.txt"

    def save(self, text: str, target: Path) -> None:
        """Write what was shown. Raises ReportNotSaved."""
        try:
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ReportNotSaved from error

    def _mistakes(self) -> list[str]:
        lines: list[str] = []
        for back in reversed(BACKS):
            try:
                text = self._log.with_name(self._log.name + back).read_text("utf-8", "replace")
            except OSError:
                continue
            lines += [line.replace(MARK, " ") for line in text.splitlines() if MARK in line]
        return lines[-NEWEST:]
