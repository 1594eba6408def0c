"""A person comes back, perhaps after a power cut: where the inspection goes on, what was written last. No Qt."""

from collections.abc import Callable
from datetime import datetime, timedelta

from inspector.ui import wording
from inspector.ui.language import tr
from inspector.ui.screens.sitting import Sitting
from inspector.ui.shell import Shell

ASTRAY = timedelta(minutes=1)
"""A last write that lies so far ahead was made by another clock."""


def teller(shell: Shell, sitting: Sitting, now: datetime | None = None) -> Callable[[str], None] | None:
    """To be told the number of the question that is opened; None for an inspection that was only just begun."""
    if not sitting.opened.last_node:
        return None
    last, now = datetime.fromisoformat(sitting.opened.journal[-1].at), now or datetime.now().astimezone()

    def tell(number: str) -> None:
        day = "" if last.astimezone().date() == now.date() else f"{last.astimezone():%d.%m} "
        time = day + wording.clock(last)
        said = tr("Going on from {number}. Last record {time}", number=number, time=time)
        shell.resumed(said if number else tr("Last record {time}", time=time))
        if last - now > ASTRAY:
            here = f"{now:%d.%m %H:%M}"
            shell.notice(
                tr("The last record is of {time}, the clock says {now}. Check date and time", time=time, now=here)
            )

    return tell
