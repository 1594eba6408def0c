"""Before the start, without Qt: gathers what is known on the store lane, and begins the inspection."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from inspector.core.institution import Visit
from inspector.core.verdict import VisitKind
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import N_, ntr, tr
from inspector.ui.places import whereabouts
from inspector.ui.screens.before.table import Line, table
from inspector.ui.shell import Shell, Title

if TYPE_CHECKING:
    from inspector.services.inspecting import Inspecting
    from inspector.services.institutions import Institutions
    from inspector.services.previewing import Preview

_BACK = {"search": N_("Schools"), "violations": N_("Violations")}
KINDS = (VisitKind.MONITORING, VisitKind.CHECK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the screen shows. `ready` is False when no checklist has come yet."""

    summary: str
    last_heading: str
    declared_heading: str
    lines: tuple[Line, ...]
    action: str
    ready: bool
    open_violations: str


class BeforeView(Protocol):
    """What the presenter tells the screen to show."""

    def show_overview(self, overview: Overview, kind: int) -> None: ...
    def show_busy(self, *, busy: bool) -> None: ...


class BeforePresenter:
    """One institution at a time."""

    def __init__(self, view: BeforeView, shell: Shell, now: Callable[[], date] = date.today) -> None:
        self._view, self._shell, self._now = view, shell, now
        self._known: Preview | None = None
        self._kind = VisitKind.MONITORING
        self._order = ""
        self._body = ""
        self._busy = False

    def load(self, institution: str) -> None:
        """Read what is known of it."""
        self._known = None
        work = self._shell.workplace
        self._body = work.inspector.body
        today = self._now()
        self._shell.tasks.run(
            Lane.STORE, lambda: _preview(work.institutions, work.inspecting, institution, today), self._loaded
        )

    def say_again(self) -> None:
        """The same in another language."""
        if self._known is not None:
            self._view.show_overview(self._overview(self._known), KINDS.index(self._kind))

    def title(self) -> Title:
        """Of the top bar."""
        back = tr(_BACK.get(self._shell.navigator.previous, N_("Today")))
        if self._known is None:
            return Title(back=back)
        place = self._known.institution
        name = f"{place.name(language.current.code)} · {place.district}"
        where = " · ".join(part for part in (whereabouts(place), tr("BIN {bin}", bin=place.bin)) if part)
        return Title(back=back, text=name, subtitle=where)

    def choose(self, kind: int, order: str) -> None:
        """Kind of visit (an index of KINDS) and, for a formal check, the number of its order."""
        self._kind, self._order = KINDS[kind], order.strip()

    def start(self) -> None:
        """Freeze the facts of the visit and open the questions; an unfinished inspection is continued."""
        known = self._known
        if known is None or self._busy:
            return
        if known.draft:
            self._shell.navigator.replace("questions", inspection=known.draft)
            return
        formal = self._kind is VisitKind.CHECK
        if formal and not self._order:
            self._shell.notice(tr("A formal check needs the number of its order."), "bad")
            return
        visit = Visit(date=self._now(), kind=self._kind, body=self._body if formal else "", order=self._order)
        inspecting, institution = self._shell.workplace.inspecting, known.institution.id
        self._set_busy(busy=True)
        self._shell.tasks.run(Lane.STORE, lambda: inspecting.start(institution, visit), self._started, self._failed)

    def _started(self, inspection: str) -> None:
        self._set_busy(busy=False)
        self._shell.navigator.replace("questions", inspection=inspection)

    def _failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self._shell.refuse(error)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._view.show_busy(busy=busy)

    def _loaded(self, known: "Preview") -> None:
        self._known, self._kind = known, known.kind
        self.say_again()
        self._shell.title_changed()

    def _overview(self, known: "Preview") -> Overview:
        lines: tuple[Line, ...] = ()
        questions = 0
        if known.session is not None:
            session, code = known.session, language.current.code
            lines = table(session, code, known.facts, known.institution.pupils)
            questions = sum(session.progress(section.path).total for section in session.form.sections)
        sentence = tr("Declared values do not become your answers until you have checked.")
        if not questions:
            sentence = tr("No checklist on this laptop yet. Exchange with headquarters brings it.")
        else:
            sentence = f"{ntr('{n} question.', '{n} questions.', questions)} {sentence}"
        open_ones = known.open_violations
        return Overview(
            summary=sentence,
            last_heading=_dated(N_("Last visit"), N_("Last visit · {date}"), known.last_on),
            declared_heading=_dated(N_("Declared"), N_("Declared · {date}"), known.declared_on),
            lines=lines,
            action=tr("Continue") if known.draft else tr("Start the inspection"),
            ready=bool(questions),
            open_violations=ntr("{n} open violation", "{n} open violations", open_ones) if open_ones else "",
        )


def _preview(institutions: "Institutions", inspecting: "Inspecting", institution: str, today: date) -> "Preview":
    # Imported here, on the lane: the form engine is not needed for the first picture of the program.
    from inspector.services.previewing import preview

    return preview(institutions, inspecting, institution, today)


def _dated(plain: str, dated: str, day: str) -> str:
    return tr(dated, date=wording.day_of(day)) if day else tr(plain)
