"""Delivery of one act without Qt: what is written, what is recorded, what was added later."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Protocol

from inspector.core.deadlines import Way, begins
from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services.delivering import Delivering, facts_of, notice_of
from inspector.services.ports import AfterSeal, Delivery, Witness
from inspector.ui import language, parsing
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.delivery import page as said
from inspector.ui.screens.delivery.page import DeliveryPage, Form
from inspector.ui.shell import Shell

SHOWN = 5
PAPERS = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".heic", ".heif"})


class DeliveryView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: DeliveryPage, form: Form, *, editing: bool) -> None: ...
    def show_papers(self, folder: Path, papers: Sequence[tuple[Path, datetime]]) -> None: ...
    def added(self, kind: str) -> None: ...


class DeliveryPresenter:
    """One sealed act. Everything durable is done on the store lane; the page follows what came back."""

    def __init__(self, shell: Shell, inspection: str, view: DeliveryView, form: Form | None = None) -> None:
        self._shell, self._inspection, self._view = shell, inspection, view
        self._kept = form
        self.form = form or Form()
        self.after: AfterSeal | None = None
        self.editing = form is not None
        self.busy = False

    def begin(self) -> None:
        """Read the seal and what was added to it."""
        self._shell.tasks.run(Lane.STORE, lambda: self._delivering.after(self._inspection), self._loaded)

    def look_again(self) -> None:
        """Headquarters may have more of it now."""
        if self.after is not None and not self.busy and not self._shell.exchange.running:
            self._shell.tasks.run(Lane.STORE, lambda: self._delivering.after(self._inspection), self._known)

    def refresh(self) -> None:
        """Say everything again."""
        if self.after is not None:
            self._view.show_page(self.page(self.after), self.form, editing=self.editing)

    def choose_way(self, way: Way) -> None:
        """Another way of handing over."""
        self.form.way = way
        self.refresh()

    def write(self, name: str, text: str) -> None:
        """A field of the form as it stands now."""
        setattr(self.form, name, text)
        self.refresh()

    def witness(self, number: int, part: int, text: str) -> None:
        """A witness's name (0) or post (1)."""
        self.form.witnesses[number][part] = text
        self.refresh()

    def correct(self) -> None:
        """Write the delivery anew: the one recorded stays, the new one counts."""
        self.editing = True
        self.refresh()

    def keep_recorded(self) -> bool:
        """Leave the correction. False when there is nothing to go back to."""
        if not self.editing or self.after is None or self.after.delivery is None:
            return False
        self.editing = False
        self._prefill(self.after)
        self.refresh()
        return True

    def finish(self) -> None:
        """The one primary action: record the delivery, record the notice, or go on with the day."""
        after = self.after
        if after is None or self.busy or self.page(after).problem:
            return
        if self.editing:
            delivery = self._delivery()
            self._do(lambda: self._delivering.deliver(self._inspection, delivery))
        elif self._notice_waited(after):
            day = date.fromisoformat(parsing.stored_date(self.form.notice) or "")
            self._do(lambda: self._delivering.notify(self._inspection, day))
        else:
            self._shell.navigator.home()

    def attach_scan(self, source: Path) -> None:
        """Add the scan of the signed page."""
        self._do(lambda: self._delivering.attach_scan(self._inspection, source), said.SCAN)

    def add_objection(self, text: str, day: str, author: str, letter: Sequence[Path] = ()) -> None:
        """Add an objection; `day` as it is written."""
        stored = parsing.stored_date(day)
        if not stored:
            self._shell.notice(tr("There is no such day: {text}", text=day), "bad")
            return
        on, pages = date.fromisoformat(stored), tuple(letter)
        self._do(lambda: self._delivering.object(self._inspection, text, on, author, pages), said.OBJECTION)

    def add_repair(self, finding: int, text: str, pictures: Sequence[Path]) -> None:
        """Add what shows that the finding of that place in the act was mended."""
        after = self.after
        if after is not None and 0 <= finding < len(after.findings):
            chosen, files = after.findings[finding], tuple(pictures)
            self._do(lambda: self._delivering.repair(self._inspection, chosen, text, files), said.REPAIR)

    def look(self, place: Path) -> None:
        """What lies in a folder, or the file itself; newest first."""

        def found(papers: Sequence[tuple[Path, datetime]]) -> None:
            self._view.show_papers(place, papers)

        self._shell.tasks.run(Lane.WORK, lambda: papers_in(place), found)

    def with_act(self, done: Callable[[bytes, str], None]) -> None:
        """The signed act and a file name without a school and a person."""
        printing, name = self._shell.workplace.printing, f"akt-{self._inspection[:13]}.pdf"
        self._shell.tasks.run(Lane.STORE, lambda: printing.act(self._inspection), lambda pdf: done(pdf, name))

    @property
    def _delivering(self) -> Delivering:
        return self._shell.workplace.delivering

    def page(self, after: AfterSeal) -> DeliveryPage:
        """The page as it stands."""
        today = self._delivering.now().date()
        recorded = None if self.editing else said.recorded(after)
        name = after.name_kk if language.current.code == "kk" else after.name_ru
        if self.editing:
            since, way = self._written_since(), self.form.way
        else:
            since = said.day_zero(after)
            way = said.way_of(after)
            if recorded is not None and recorded.notice and not self._problem(after):
                since = date.fromisoformat(parsing.stored_date(self.form.notice) or "")
        return DeliveryPage(
            place=name,
            subtitle=tr("Delivery of the act of {date}", date=f"{after.visit_date:%d.%m.%Y}"),
            chip=said.chip(after, today),
            recorded=recorded,
            terms=said.terms_of(after, since, way, today),
            later=said.later(after),
            finish=self._finish(recorded),
            problem=self._problem(after),
        )

    def _finish(self, recorded: said.Recorded | None) -> str:
        if recorded is None:
            finishes = {Way.POST: tr("Posted, record it"), Way.REFUSED: tr("Refused, record the terms")}
            return finishes.get(self.form.way) or tr("Delivered, record the terms")
        return tr("The notice came, record the terms") if recorded.notice else tr("Done, back to today")

    def _problem(self, after: AfterSeal) -> str:
        """Why what is written cannot be recorded, in words; "" when it can."""
        now = self._delivering.now()
        try:
            if self.editing:
                facts_of(after, self._delivery(), now)
            elif self._notice_waited(after):
                stored = parsing.stored_date(self.form.notice)
                if not stored:
                    return tr("Write the day on the notice.")
                notice_of(after, date.fromisoformat(stored), now)
        except Refusal as refusal:
            return sentence(refusal, language.current.code)
        except _Unreadable as unreadable:
            return unreadable.words
        return ""

    def _notice_waited(self, after: AfterSeal) -> bool:
        found = said.recorded(after)
        return found is not None and found.notice

    def _written_since(self) -> date | None:
        stored = parsing.stored_date(self.form.day)
        return begins(self.form.way, date.fromisoformat(stored), None) if stored else None

    def _delivery(self) -> Delivery:
        form = self.form
        day, at = parsing.stored_date(form.day), parsing.stored_time(form.time)
        if not day:
            raise _Unreadable(tr("There is no such day: {text}", text=form.day) if form.day else tr("Write the day."))
        if not at:
            raise _Unreadable(
                tr("There is no such time: {text}", text=form.time) if form.time else tr("Write the time.")
            )
        moment = datetime.combine(date.fromisoformat(day), time.fromisoformat(at[:5])).astimezone()
        return Delivery(
            way=form.way,
            at=moment,
            receiver=form.receiver,
            post=form.post,
            number=form.number,
            witnesses=tuple(Witness(name=name, post=post) for name, post in form.witnesses),
        )

    def _do(self, work: Callable[[], AfterSeal], kind: str = "") -> None:
        """Something durable: the page shows it only when it is on the disk. `kind` is of what was added by a panel."""
        if self.busy:
            return
        self.busy = True

        def done(after: AfterSeal) -> None:
            self.busy = False
            if not kind:
                self.editing = False
            self._shell.saved(self._delivering.now())
            self._shell.exchange.refresh()
            self._known(after)
            if kind:
                self._view.added(kind)

        def failed(error: Exception) -> None:
            self.busy = False
            self._shell.refuse(error)

        self._shell.tasks.run(Lane.STORE, work, done, failed)

    def _loaded(self, after: AfterSeal) -> None:
        if self._kept is None:
            self.editing = after.delivery is None
            self._prefill(after)
        self._known(after)

    def _known(self, after: AfterSeal) -> None:
        self.after = after
        self.refresh()

    def _prefill(self, after: AfterSeal) -> None:
        """Now, to whoever signed for the institution; a correction begins with what was recorded."""
        now = self._delivering.now().astimezone()
        form = Form(day=f"{now:%d.%m.%Y}", time=f"{now:%H:%M}", receiver=after.receiver, post=after.post)
        facts = after.delivery.addition.delivery if after.delivery else None
        if facts is not None:
            at = datetime.fromisoformat(facts.at)
            form.way, form.day, form.time = Way(facts.way), f"{at:%d.%m.%Y}", f"{at:%H:%M}"
            form.receiver, form.post, form.number = facts.receiver, facts.post, facts.number
            for place, witness in enumerate(facts.witnesses[:2]):
                form.witnesses[place] = [witness.name, witness.post]
        self.form = form


class _Unreadable(Exception):
    """A day or a time that is none (yet); the words are for the person who writes it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def papers_in(place: Path, limit: int = SHOWN) -> tuple[tuple[Path, datetime], ...]:
    """The newest pictures and PDFs of a folder and of the folders in it; a file is itself; nothing when not there."""
    try:
        if place.is_file():
            files = [place]
        else:
            inside = [entry for entry in place.iterdir() if entry.is_dir() and not entry.name.startswith(".")]
            files = [file for folder in (place, *inside) for file in _papers(folder)]
    except OSError:
        return ()
    dated = [(file, datetime.fromtimestamp(_changed(file)).astimezone()) for file in files]
    return tuple(sorted(dated, key=lambda pair: pair[1], reverse=True)[:limit])


def _papers(folder: Path) -> list[Path]:
    try:
        return [entry for entry in folder.iterdir() if entry.suffix.lower() in PAPERS and entry.is_file()]
    except OSError:
        return []


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
