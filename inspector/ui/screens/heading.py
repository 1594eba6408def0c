"""What the top bar says on every screen of an inspection."""

from datetime import datetime

from inspector.core.institution import Visit
from inspector.core.verdict import VisitKind
from inspector.ui import language, wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens.sitting import Sitting
from inspector.ui.shell import Title


def inspection_title(sitting: Sitting | None, back: str = "", subtitle: str = "") -> Title:
    """The institution; its kind of visit, roll and time of beginning unless the screen says something else."""
    if sitting is None:
        return Title(back=back or tr("Today"))
    opened = sitting.opened
    place = opened.institution
    name = " · ".join(part for part in (place.name(language.current.code), place.district) if part)
    return Title(back=back or tr("Today"), text=name, subtitle=subtitle or _about(sitting))


def _about(sitting: Sitting) -> str:
    opened = sitting.opened
    pupils = ntr("{n} pupil", "{n} pupils", opened.institution.pupils)
    parts = [kind_of(opened.visit), pupils]
    try:
        began = datetime.fromisoformat(opened.started_at)
    except ValueError:
        return " · ".join(parts)
    return " · ".join([*parts, tr("began at {time}", time=wording.clock(began, seconds=False))])


def kind_of(visit: Visit) -> str:
    """Monitoring, or a formal check with its order."""
    if visit.kind is VisitKind.CHECK:
        return tr("Formal check, order {number}", number=visit.order) if visit.order else tr("Formal check")
    return tr("Monitoring")
