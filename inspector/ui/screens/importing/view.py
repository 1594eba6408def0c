"""Laying out on the screen: the list of pictures at the left, the chosen one with its proposal at the right."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from inspector.ui.keys import takes_text
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.cameras.parts import Filters
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.importing import sources
from inspector.ui.screens.importing.page import ImportPage
from inspector.ui.screens.importing.panels import CodePanel, FindPanel, PicturePanel
from inspector.ui.screens.importing.parts import ClockCard, CopyCard, Head
from inspector.ui.screens.importing.pictures import PictureList
from inspector.ui.screens.importing.presenter import ImportPresenter
from inspector.ui.screens.importing.sources import Source, SourcesPanel
from inspector.ui.screens.photos.drops import take_drops
from inspector.ui.screens.questions.blocks import is_arrow
from inspector.ui.screens.questions.desk import WATCH_MS, watched_folder
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Grown, Pane, Text, column, holder, row

WIDTH = 440
PAGE = 6


class ImportScreen(Screen):
    """Enter with `inspection`, and `photo` to begin at."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: ImportPresenter | None = None
        self._sitting: Sitting | None = None
        self.page: ImportPage | None = None
        self.head, self.clock, self.copying = Head(), ClockCard(), CopyCard()
        self.filters, self.list = Filters(), PictureList(self._load)
        self._nothing = Text("", 16, 500, "ink2")
        self.sources = SourcesPanel()
        self.panel, self.search, self.code = PicturePanel(self._load), FindPanel(), CodePanel(self._load)
        self._side = Pane("surface", "left")
        self._asks_sources = self._looking = False
        self._mode = "picture"
        self._timer = QTimer(self, interval=WATCH_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        filters = holder(column(self.filters, margins=(0, 0, 0, 0)))
        self._filled = holder(column(filters, self._nothing, (self.list, 1), spacing=4))
        self._nothing.setContentsMargins(6, 8, 0, 0)
        left = holder(
            column(
                self.head, self.clock, self.copying, (self._filled, 1), (self.sources, 1), spacing=8,
                margins=(15, 6, 6, 6),
            )
        )  # fmt: skip
        column((self.panel, 1), (self.search, 1), (self.code, 1), spacing=0, margins=(1, 0, 0, 0), on=self._side)
        Grown(self._side, WIDTH)
        row((left, 1), self._side, spacing=0, on=self)
        for hidden in (self.search, self.code, self.copying, self.sources):
            hidden.hide()

    def _connect(self) -> None:
        act = self._ask
        self.head.more.clicked.connect(self._open_sources)
        self.head.accept_all.clicked.connect(lambda: act(ImportPresenter.accept_all))
        self.clock.check.clicked.connect(self._check_clock)
        self.copying.stop.clicked.connect(lambda: act(lambda p: p.intake.stop()))
        self.copying.more.clicked.connect(lambda: act(lambda p: p.intake.go_on()))
        self.filters.chosen.connect(lambda kind: act(lambda p: p.choose_filter(kind)))
        self.list.chosen.connect(lambda photo: act(lambda p: p.choose(photo)))
        self.sources.named.connect(lambda place: self._copy([place]))
        self.panel.accept.clicked.connect(lambda: act(ImportPresenter.accept))
        self.panel.before.clicked.connect(lambda: act(lambda p: p.shift(-1)))
        self.panel.after.clicked.connect(lambda: act(lambda p: p.shift(1)))
        self.panel.another.clicked.connect(self._open_find)
        self.panel.aside.clicked.connect(lambda: act(ImportPresenter.put_aside))
        self.panel.faces.clicked.connect(lambda: act(ImportPresenter.close_faces))
        self.panel.undo.clicked.connect(lambda: act(ImportPresenter.undo))
        self.search.asked.connect(lambda text: act(lambda p: self.search.show_found(p.questions(text))))
        self.search.picked.connect(self._found)
        self.code.compared.connect(lambda code: act(lambda p: p.compare(code)))
        self.code.again.clicked.connect(lambda: act(ImportPresenter.show_codes))
        self._timer.timeout.connect(self._look)
        take_drops(self, self._copy)

    def _ask(self, act: Callable[[ImportPresenter], object]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    def _load(self, name: str, decode: Callable[[bytes], QImage], done: Callable[[QImage], None]) -> None:
        self._ask(lambda p: p.load(name, decode, done))

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Show what was brought; ask where pictures are when nothing was."""
        inspection, photo = str(arguments.get("inspection", "")), str(arguments.get("photo", ""))

        def ready(sitting: Sitting) -> None:
            if sitting.opened.revision > 1:  # photos of a sealed inspection are added comment by comment
                self.shell.navigator.replace("returned", inspection=inspection)
                return
            self._sitting = sitting
            if self._presenter is None or not self._presenter.serves(sitting):
                self._presenter = ImportPresenter(sitting, self)
            self._show_panel("picture")
            self._presenter.begin(photo or self._presenter.photo)
            self._look()
            self._timer.start()
            self.shell.title_changed()
            self._take_focus()

        open_sitting(self.shell, inspection, ready)

    def leave(self) -> None:
        """Copying rests until the screen is back."""
        self._timer.stop()
        self._ask(lambda p: p.intake.pause())

    def bookmark(self) -> dict[str, object]:
        """Back to this picture."""
        return {"photo": self._presenter.photo} if self._presenter is not None else {}

    def retranslate(self) -> None:
        """Everything again."""
        self.list.setAccessibleName(tr("Pictures of the phone"))
        for part in (self.head, self.copying, self.sources, self.panel, self.search, self.code):
            part.retranslate()
        self._ask(ImportPresenter.renew)

    def title(self) -> Title:
        """Back leads to the questions, or wherever one came from."""
        back = tr("To the summary") if self.shell.navigator.previous == "summary" else tr("To the questions")
        count = self.page.total - self.page.done - self.page.aside if self.page is not None else 0
        said = ntr("{n} picture of the phone waits", "{n} pictures of the phone wait", count) if count else ""
        return inspection_title(self._sitting, back=back, subtitle=said)

    def hints(self) -> Sequence[Hint]:
        """The keys of what is open."""
        if self.search.isVisible():
            return (Hint("↑ ↓", tr("question")), Hint("↵", tr("lay it there")), Hint("Esc", tr("back")))
        if self.code.isVisible():
            return (Hint("↑ ↓", tr("picture")), Hint("↵", tr("show new codes")), Hint("Esc", tr("back")))
        if self.page is None or self.page.panel is None or self._asks_sources:
            copy = [Hint("1", tr("copy"))] if self.sources.found else []
            return (*copy, Hint("5", tr("check the clock")), Hint("Esc", tr("back")))
        return (
            Hint("1", tr("accept, next")), Hint("← →", tr("another question")), Hint("2", tr("not ours")),
            Hint("3", tr("find a question")), Hint("4", tr("close faces")), Hint("+", tr("accept exact ones")),
            Hint("↑ ↓", tr("picture")), Hint("Ctrl Z", tr("undo")),
        )  # fmt: skip

    def first_focus(self) -> QWidget | None:
        """Accept; where pictures are, while there are none."""
        if self.search.isVisible():
            return self.search.field
        if self.code.isVisible():
            return self.code.field
        if self.sources.isVisible():
            return self.sources.first()
        return self.panel.first()

    def digit(self, value: int) -> bool:
        """1 to 4 belong to the picture, or to the folders that were found."""
        acts: dict[int, Callable[[], object]] = {5: self._check_clock, 6: self._open_sources}
        if self.sources.isVisible() and value not in acts:
            return self.sources.press(value)
        if self.panel.isVisible():
            acts |= {
                1: lambda: self._ask(ImportPresenter.accept),
                2: lambda: self._ask(ImportPresenter.put_aside),
                3: self._open_find,
                4: lambda: self._ask(ImportPresenter.close_faces),
            }
        if value in acts:
            acts[value]()
        return True

    def control(self, letter: str) -> bool:
        """Ctrl+Z takes the latest action of this screen back."""
        if letter == "Z" and not takes_text(QApplication.focusWidget()):
            self._ask(ImportPresenter.undo)
            return True
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Arrows, pages, +."""
        if self.sources.isVisible():
            return False
        by = is_arrow(event)
        if by and self.panel.isVisible():
            self._ask(lambda p: p.shift(by))
            return True
        if (event.key() == Qt.Key.Key_Plus or event.text() == "+") and self.panel.isVisible():
            self._ask(ImportPresenter.accept_all)
            return True
        return self._step(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the field of the code did not want: another picture."""
        if not (self.code.isVisible() and self._step(event)):
            super().keyPressEvent(event)

    def _step(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -PAGE, Qt.Key.Key_PageDown: PAGE}
        by = steps.get(Qt.Key(event.key()), 0)
        if by:
            self._ask(lambda p: p.step(by))
        return bool(by)

    def escape(self) -> bool:
        """Out of the search, the code, the folders; stop copying; then back."""
        if self.search.isVisible() or self.code.isVisible():
            self._show_panel("picture")
            self._take_focus()
            return True
        if self._asks_sources and self.page is not None and self.page.total:
            self._close_sources()
            return True
        if self.page is not None and self.page.copying is not None and self.page.copying.running:
            self._ask(lambda p: p.intake.stop())
            return True
        return False

    # the presenter's side

    def show_page(self, page: ImportPage) -> None:
        """Draw the page; widgets are kept, so the focus stays."""
        empty = self.page is None or not self.page.total
        before, self.page = self.hints(), page
        self.head.show_page(page)
        self.clock.show_clock(page.clock)
        self.copying.setVisible(page.copying is not None)
        if page.copying is not None:
            self.copying.show_copying(page.copying)
        self.filters.show_filters(page.filters)
        self.list.show_lines(page.lines, page.chosen)
        self._nothing.setText(page.nothing)
        self._nothing.setVisible(bool(page.nothing))
        if page.panel is not None:
            self.panel.show_panel(page.panel)
        self.code.ask(page.panel)
        self._arrange()
        if self.hints() != before or empty != (not page.total):
            self.shell.title_changed()
        if empty and page.total and self.isVisible():
            self._take_focus()

    def show_code_problem(self, said: str) -> None:
        """The digits tell nothing."""
        self.code.show_problem(said)

    def clock_known(self) -> None:
        """Back to the pictures."""
        self._show_panel("picture")
        self.shell.title_changed()
        self._take_focus()

    # inside

    def _arrange(self) -> None:
        """The folders are asked for when nothing was brought, or when somebody wants more."""
        page = self.page
        running = page is not None and page.copying is not None and page.copying.running
        has_pictures = page is not None and page.total > 0
        asks = self._asks_sources or (not has_pictures and not running)
        self.sources.setVisible(asks)
        self._filled.setVisible(not asks)
        shown = page is not None and page.panel is not None and not asks
        self._side.setVisible(shown or self._mode == "code")
        panels = {"picture": self.panel, "find": self.search, "code": self.code}
        for mode in sorted(panels, key=lambda mode: mode == self._mode):  # never two at once: the window would grow
            panels[mode].setVisible(mode == self._mode and (shown or mode == "code"))

    def _show_panel(self, mode: str) -> None:
        self._mode = mode
        self._arrange()

    def _take_focus(self) -> None:
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_find(self) -> None:
        self._show_panel("find")
        self.search.field.clear()
        self._ask(lambda p: self.search.show_found(p.questions("")))
        self._take_focus()
        self.shell.title_changed()

    def _found(self, node: str) -> None:
        self._show_panel("picture")
        self._ask(lambda p: p.lay_to(node))
        self.shell.title_changed()
        self._take_focus()

    def _check_clock(self) -> None:
        """Which code is on the picture; before any was shown, or without pictures, the codes themselves."""
        presenter = self._presenter
        if presenter is None:
            return
        if not presenter.has_codes or self.page is None or not self.page.total:
            presenter.show_codes()
            return
        self._asks_sources = False
        self.code.clear()
        self._show_panel("code")
        self._take_focus()
        self.shell.title_changed()

    def _open_sources(self) -> None:
        self._asks_sources = True
        self._show_panel("picture")
        self._look()
        self.sources.take_focus()
        self.shell.title_changed()

    def _close_sources(self) -> None:
        self._asks_sources = False
        self._arrange()
        self._take_focus()
        self.shell.title_changed()

    def _look(self) -> None:
        """Which folders and drives hold pictures now."""
        if not self.sources.isHidden() and not self._looking:
            self._looking = True
            watched = watched_folder(self.shell)
            self.shell.tasks.run(Lane.WORK, lambda: sources.look(watched), self._looked)

    def _looked(self, found: tuple[Source, ...]) -> None:
        self._looking = False
        self.sources.show_found(found)
        idle = QApplication.focusWidget() in (None, self, self.sources.known[0])
        if found and idle and self.sources.isVisible():
            self.sources.take_focus()
        self.shell.title_changed()

    def _copy(self, places: list[Path]) -> None:
        self._asks_sources = False
        self._show_panel("picture")
        self._ask(lambda p: p.copy(places))
        self._arrange()
        self._take_focus()
