"""Delivery of the act: how, when and to whom at the left, the terms it begins at the right, what is added below."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from inspector.core.deadlines import Way
from inspector.ui import keys
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.delivery.form import DeliveryForm, RecordedView
from inspector.ui.screens.delivery.later import LaterCard
from inspector.ui.screens.delivery.page import OBJECTION, REPAIR, SCAN, DeliveryPage, Form
from inspector.ui.screens.delivery.panels import ObjectionPanel, Panel, Papers, RepairPanel, ScanPanel
from inspector.ui.screens.delivery.presenter import DeliveryPresenter
from inspector.ui.screens.delivery.terms import TermsPane
from inspector.ui.screens.paper import SaveBar, drives, print_document
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import TONES, Chip, Scroll, Text, column, row

_KEYS = {6: SCAN, 5: OBJECTION, 8: REPAIR}


class DeliveryScreen(Screen):
    """Enter with `inspection`: a sealed one."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: DeliveryPresenter | None = None
        self._page: DeliveryPage | None = None
        self._inspection = ""
        self._title, self.chip = Text("", 26, 700), Chip("", "warn", shape="warn", height=30)
        self._later_title, self._later_note = Text("", 18, 700), Text("", 14, 400, "ink2", wrap=True, beside=18)
        self.form, self.recorded, self.save_bar = DeliveryForm(), RecordedView(), SaveBar(shell)
        self.later = {
            SCAN: LaterCard(SCAN, "6", "scan", "paperclip"),
            OBJECTION: LaterCard(OBJECTION, "5", "message-2", "plus"),
            REPAIR: LaterCard(REPAIR, "8", "photo-up", "plus"),
        }
        self.terms = TermsPane()
        self.panels: dict[str, Panel] = {SCAN: ScanPanel(), OBJECTION: ObjectionPanel(), REPAIR: RepairPanel()}
        self._build()
        self._connect()

    def _build(self) -> None:
        body = QWidget()
        head = row(self._title, "|", self.chip, spacing=8)
        later = row(self._later_title, (self._later_note, 1), spacing=10)
        column(
            head, self.form, self.recorded, self.save_bar, 4, later, *self.later.values(), "|",
            spacing=7, margins=(20, 12, 18, 8), on=body,
        )  # fmt: skip
        self._main = Scroll(body)
        left = QWidget()
        column((self._main, 1), *((panel, 1) for panel in self.panels.values()), spacing=0, on=left)
        row((left, 1), self.terms, spacing=0, on=self)
        for panel in self.panels.values():
            panel.hide()
        self.recorded.hide()
        self.form.hide()

    def _connect(self) -> None:
        form, scan, objection, repair = self.form, self._scan, self._objection, self._repair
        form.way_chosen.connect(self._choose)
        form.written.connect(lambda name, text: self._with(lambda p: p.write(name, text)))
        form.witnessed.connect(lambda number, part, text: self._with(lambda p: p.witness(number, part, text)))
        form.entered.connect(self._enter)
        form.helped.connect(self._help)
        self.recorded.corrected.connect(lambda: self._with(lambda p: p.correct()))
        self.recorded.written.connect(lambda text: self._with(lambda p: p.write("notice", text)))
        self.recorded.entered.connect(self._enter)
        self.terms.finished.connect(self._enter)
        for card in self.later.values():
            card.pressed.connect(self.open_panel)
        for panel in self.panels.values():
            panel.left.connect(self.close_panel)
        for papers in self._papers.values():
            papers.looked.connect(lambda place: self._with(lambda p: p.look(place)))
        scan.picked.connect(lambda path: self._with(lambda p: p.attach_scan(path)))
        objection.saved.connect(lambda *letter: self._with(lambda p: p.add_objection(*letter)))
        repair.saved.connect(lambda place, text, files: self._with(lambda p: p.add_repair(place, text, files)))

    @property
    def _scan(self) -> ScanPanel:
        return self.panels[SCAN]  # type: ignore[return-value]

    @property
    def _objection(self) -> ObjectionPanel:
        return self.panels[OBJECTION]  # type: ignore[return-value]

    @property
    def _repair(self) -> RepairPanel:
        return self.panels[REPAIR]  # type: ignore[return-value]

    @property
    def _papers(self) -> dict[str, Papers]:
        return {SCAN: self._scan.papers, OBJECTION: self._objection.papers, REPAIR: self._repair.papers}

    @property
    def panel(self) -> Panel | None:
        """The panel that is open."""
        return next((panel for panel in self.panels.values() if not panel.isHidden()), None)

    def enter(self, **arguments: object) -> None:
        """Show the delivery of an inspection; `form` is what was being written before a lock."""
        self._show_panel(None)
        self.save_bar.hide()
        form, inspection = arguments.get("form"), str(arguments.get("inspection", ""))
        kept = form if isinstance(form, Form) else None
        if inspection != self._inspection:
            self._objection.clear()
            self._repair.clear()
        self._inspection, self._page = inspection, None
        self._presenter = DeliveryPresenter(self.shell, inspection, self, kept)
        self._presenter.begin()

    def bookmark(self) -> dict[str, object]:
        """What is being written comes back after the lock."""
        presenter = self._presenter
        return {"form": presenter.form} if presenter is not None and presenter.editing else {"form": None}

    def retranslate(self) -> None:
        """Every text."""
        self._title.setText(tr("Delivery of the act"))
        self._later_title.setText(tr("Later, to the finished act"))
        self._later_note.setText(tr("the act does not change, things are added"))
        for panel in self.panels.values():
            panel.retranslate()
        self._with(lambda p: p.refresh())

    def title(self) -> Title:
        """Which act."""
        page = self._page
        return Title(back=tr("Back"), text=page.place if page else "", subtitle=page.subtitle if page else "")

    def hints(self) -> Sequence[Hint]:
        """The keys of what is open."""
        if self.panel is not None:
            files = (Hint("1 … 5", tr("file")), Hint("6", tr("the newest")))
            return (*files, Hint("↹", tr("field")), Hint("↵", tr("add")), Hint("Esc", tr("back")))
        ways = (Hint("1 2 3 4", tr("how")), Hint("↹", tr("field"))) if not self.form.isHidden() else ()
        return (
            *ways,
            Hint("6", tr("scan")),
            Hint("5", tr("objection")),
            Hint("8", tr("repair")),
            Hint("↵", tr("record") if ways else tr("done")),
            Hint("Esc", tr("back")),
        )

    def first_focus(self) -> QWidget | None:
        """The next thing to do; a panel's own first thing while one is open."""
        panel = self.panel
        if panel is not None:
            return panel.save if panel.save.isEnabled() else panel.cancel
        return self.terms.finish if self.terms.finish.isEnabled() else self._first_control()

    def exchange_changed(self) -> None:
        """Something may have reached headquarters."""
        self._with(lambda p: p.look_again())

    def digit(self, value: int) -> bool:
        """Ways, and what can be added; a panel has its own digits."""
        panel = self.panel
        if panel is not None:
            return panel.press(value)
        if value in _KEYS:
            self.open_panel(_KEYS[value])
            return True
        if not self.form.isHidden() and 1 <= value <= len(Way):
            self._choose(list(Way)[value - 1])
            return True
        return False

    def control(self, letter: str) -> bool:
        """Ctrl+P prints a copy, Ctrl+S puts the act on a drive."""
        acts = {"P": self._print, "S": self._save}
        if letter in acts:
            acts[letter]()
        return letter in acts

    def key(self, event: QKeyEvent) -> bool:
        """Enter from anywhere but a button is the primary one."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not entered or isinstance(QApplication.focusWidget(), QAbstractButton):
            return False
        panel = self.panel
        if panel is not None:
            panel.save.click()
        else:
            self._enter()
        return True

    def escape(self) -> bool:
        """Out of a field first, then out of a panel or a correction."""
        focused = QApplication.focusWidget()
        if focused is self.recorded.notice.field:
            self.later[SCAN].button.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if keys.takes_text(focused):
            return False
        if self.panel is not None:
            self.close_panel()
            return True
        presenter = self._presenter
        return presenter is not None and presenter.keep_recorded()

    def open_panel(self, kind: str) -> None:
        """Begin to add something."""
        presenter = self._presenter
        if presenter is None or presenter.after is None:
            return
        today = f"{self.shell.workplace.delivering.now().astimezone():%d.%m.%Y}"
        panel = self.panels[kind]
        panel.open(presenter.after, today)
        self._show_panel(kind)
        papers = self._papers[kind]
        papers.begin()
        named = papers.place.field.text().strip()
        presenter.look(Path(named).expanduser() if named else drives()[0])
        panel.first().setFocus(Qt.FocusReason.TabFocusReason)

    def close_panel(self) -> None:
        """Back to the page."""
        panel = self.panel
        if panel is None:
            return
        self._show_panel(None)
        self.later[panel.kind].button.setFocus(Qt.FocusReason.TabFocusReason)

    def added(self, kind: str) -> None:
        """What was written was recorded: the panel is empty again."""
        if kind == OBJECTION:
            self._objection.clear()
        elif kind == REPAIR:
            self._repair.clear()
        self.close_panel()

    def show_papers(self, folder: Path, papers: Sequence[tuple[Path, datetime]]) -> None:
        """What the folder holds."""
        panel = self.panel
        if panel is not None:
            self._papers[panel.kind].show_papers(folder, papers)

    def show_page(self, page: DeliveryPage, form: Form, *, editing: bool) -> None:
        """Everything as it stands."""
        first = self._page is None
        self._page = page
        changed = self.form.isHidden() == editing
        self.chip.say(page.chip.words, page.chip.tone if page.chip.tone in TONES else "na", page.chip.shape)
        self.form.setVisible(editing)
        self.recorded.setVisible(page.recorded is not None)
        self.form.show_form(form)
        if page.recorded is not None:
            self.recorded.show_recorded(page.recorded, form.notice)
        self.terms.show_page(page)
        for later in page.later:
            self.later[later.kind].show_later(later)
        if first or changed:
            self.shell.title_changed()
            target = self.first_focus()
            if self.isVisible() and target is not None and self.panel is None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, way: Way) -> None:
        self._with(lambda p: p.choose_way(way))
        if self.terms.finish.isEnabled() or not self.form.focus_missing():
            target = self.first_focus()
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self) -> None:
        """Record; or show what is still needed."""
        if self.terms.finish.isEnabled():
            self._with(lambda p: p.finish())
        elif not self.form.isHidden():
            self.form.focus_missing()

    def _first_control(self) -> QWidget:
        if not self.form.isHidden():
            return self.form.ways[Way.PAPER]
        return self.recorded.notice.field if not self.recorded.notice.isHidden() else self.recorded.correct

    def _show_panel(self, kind: str | None) -> None:
        for name, panel in self.panels.items():
            panel.setVisible(name == kind)
        self._main.setVisible(kind is None)
        self.terms.foot.setVisible(kind is None)
        self.shell.title_changed()

    def _help(self) -> None:
        presenter = self._presenter
        if presenter is not None and presenter.form.way is Way.USB:
            self._save()
        else:
            self._print()

    def _print(self) -> None:
        self._with(lambda p: p.with_act(self._to_printer))

    def _to_printer(self, pdf: bytes, _: str) -> None:
        print_document(self.shell, pdf, lambda: None, self._save)

    def _save(self) -> None:
        self._with(lambda p: p.with_act(self.save_bar.offer))

    def _with(self, call: Callable[[DeliveryPresenter], None]) -> None:
        if self._presenter is not None:
            call(self._presenter)
