"""The code as wide as the window: black on white or white on black, outside every theme, for a camera to read."""

from datetime import UTC, datetime

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import wording
from inspector.ui.language import tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.walk.digits import draw_code, plain_font
from inspector.ui.screens.walk.page import Shown, ShowPage
from inspector.ui.screens.walk.showing import ShowPresenter
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import column, row
from inspector.ui.widgets.buttons import _Pressable

BLACK, WHITE = QColor("#000000"), QColor("#FFFFFF")
MARGIN = 36
CLOCK_MS = 250


class _Facing(QWidget):
    """Common to the parts: two plain inks, exchanged by Space."""

    def __init__(self) -> None:
        super().__init__()
        self.swapped = False

    @property
    def ink(self) -> QColor:
        """Black, or white when swapped."""
        return WHITE if self.swapped else BLACK

    @property
    def paper(self) -> QColor:
        """White, or black when swapped."""
        return BLACK if self.swapped else WHITE

    def swap(self, swapped: bool) -> None:
        """Exchange them."""
        self.swapped = swapped
        self.update()


class CodeCanvas(_Facing):
    """The digits, from their outlines; or one sentence while there is no code. `painted` once a code stands."""

    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._code = self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(200)

    @property
    def code(self) -> str:
        """What stands there; "" for no code."""
        return self._code

    def show_code(self, code: str, words: str) -> None:
        """A code, or a sentence in its place. A screen reader hears the sentence, never the code."""
        self._code, self._words = code, words
        self.setAccessibleName(words or tr("The code is on the screen"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fitted to the window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.paper)
        if not self._code:
            painter.setPen(self.ink)
            painter.setFont(plain_font(40, 700))
            room = QRectF(self.rect()).adjusted(MARGIN, 0, -MARGIN, 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
            return
        draw_code(painter, QRectF(self.rect()).adjusted(MARGIN, 15, -MARGIN, -15), self._code, self.ink)
        self.painted.emit()


class Top(_Facing):
    """Which camera, and a tick for each: filled, taller, hollow."""

    def __init__(self) -> None:
        super().__init__()
        self._page: ShowPage | None = None
        self.setFixedHeight(66)

    def show_page(self, page: ShowPage) -> None:
        """Another camera."""
        self._page = page
        self.setAccessibleName(f"{page.camera}, {page.place}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names above, ticks below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.paper)
        if self._page is None:
            return
        font = plain_font(20, 600)
        painter.setFont(font)
        painter.setPen(self.ink)
        line = QRectF(MARGIN, 10, self.width() - 2 * MARGIN, 32)
        room = line.width() - QFontMetrics(font).horizontalAdvance(self._page.place) - 24
        camera = QFontMetrics(font).elidedText(self._page.camera, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), camera)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._page.place)
        self._ticks(painter, self._page.ticks)

    def _ticks(self, painter: QPainter, ticks: tuple[str, ...]) -> None:
        across = (self.width() - 2 * MARGIN) / max(len(ticks), 1)
        gap = min(4.0, across / 4)
        for place, tick in enumerate(ticks):
            tall = 14 if tick == "here" else 8
            box = QRectF(MARGIN + place * across + gap / 2, 55 - tall / 2, across - gap, tall)
            edge = 2 if across > 12 else 1
            painter.setPen(QPen(self.ink, edge))
            painter.setBrush(Qt.BrushStyle.NoBrush if tick == "ahead" else self.ink)
            painter.drawRoundedRect(box.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 3, 3)


class FacingKey(_Pressable):
    """A key cap with its words, in the two inks."""

    def __init__(self, cap: str, *, strong: bool = False) -> None:
        super().__init__()
        self._cap, self._strong, self.swapped = cap, strong, False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(48)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._fit()

    def setText(self, text: str) -> None:
        """Words and name."""
        super().setText(text)
        self._fit()

    def _fit(self) -> None:
        if hasattr(self, "_cap"):
            words = QFontMetrics(plain_font(20, 600)).horizontalAdvance(self.text())
            self.setFixedWidth(words + self._cap_width() + 12)

    def _cap_width(self) -> int:
        return max(40, QFontMetrics(plain_font(17, 700)).horizontalAdvance(self._cap) + 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A cap with a thicker lower edge, then the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = WHITE if self.swapped else BLACK
        cap = QRectF(1, self.height() / 2 - 18, self._cap_width() - 2, 36)
        painter.setPen(QPen(ink, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 7, 7)
        painter.drawLine(
            cap.bottomLeft() + QRectF(6, -2, 0, 0).topLeft(), cap.bottomRight() - QRectF(6, 2, 0, 0).topLeft()
        )
        painter.setFont(plain_font(17, 700))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._cap)
        painter.setFont(plain_font(20, 600 if self._strong else 500))
        words = QRectF(cap.right() + 10, 0, self.width() - cap.right() - 8, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())


class FacingClock(_Facing):
    """The time of day with seconds: the same clock is looked up in the archive later."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.setFixedSize(120, 48)
        self._timer = QTimer(self, interval=CLOCK_MS)
        self._timer.timeout.connect(self.tick)

    def run(self, running: bool) -> None:
        """While the screen is in view."""
        if running:
            self.tick()
            self._timer.start()
        else:
            self._timer.stop()

    def tick(self) -> None:
        """What time it is."""
        said = wording.clock(datetime.now(UTC))
        if said != self._said:
            self._said = said
            self.setAccessibleName(said)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the right edge."""
        painter = QPainter(self)
        painter.setPen(self.ink)
        painter.setFont(plain_font(20, 600))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._said)


class FacingScreen(Screen):
    """A code for a camera as large as the window: no bar, no footer, no theme, and no digit means anything."""

    frame = Frame.BARE

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.canvas = CodeCanvas()

    def first_focus(self) -> QWidget | None:
        """The code itself."""
        return self.canvas

    def digit(self, value: int) -> bool:
        """None of them means anything here."""
        del value
        return True


class ShowScreen(FacingScreen):
    """Enter with `inspection` and `camera`. Four keys that are found by feel."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: ShowPresenter | None = None
        self.page: ShowPage | None = None
        self._top, self._clock = Top(), FacingClock()
        self._seen, self._skip = FacingKey("↵", strong=True), FacingKey("→")
        self._swap, self._list = FacingKey("␣"), FacingKey("Esc")
        keys = (self._seen, self._skip, self._swap, self._list)
        bottom = row(*keys, "|", self._clock, spacing=20, margins=(MARGIN, 0, MARGIN, 12))
        column(self._top, (self.canvas, 1), bottom, spacing=0, on=self)
        self.canvas.painted.connect(self._painted)
        self._seen.clicked.connect(lambda: self._presenter and self._presenter.seen())
        self._skip.clicked.connect(lambda: self._presenter and self._presenter.skip())
        self._swap.clicked.connect(self.swap)
        self._list.clicked.connect(self.shell.navigator.back)
        self._facing: tuple[_Facing | FacingKey, ...] = (self._top, self.canvas, self._clock, *keys)

    def enter(self, **arguments: object) -> None:
        """A code for that camera."""
        inspection, camera = str(arguments.get("inspection", "")), str(arguments.get("camera", ""))

        def ready(sitting: Sitting) -> None:
            if self._presenter is None or not self._presenter.serves(sitting):
                self._presenter = ShowPresenter(sitting, self)
            self._clock.run(True)
            self.shell.walk(on=True, bright=True)
            self._presenter.begin(camera)

        open_sitting(self.shell, inspection, ready)

    def leave(self) -> None:
        """The code is gone with the screen."""
        self._clock.run(False)
        self.shell.walk(on=False)
        self.canvas.show_code("", "")
        if self._presenter is not None:
            self._presenter.leave()

    def bookmark(self) -> dict[str, object]:
        """Back to the same camera, with a new code."""
        return {"camera": self._presenter.node} if self._presenter is not None else {}

    def retranslate(self) -> None:
        """The words below."""
        self._seen.setText(tr("they see it: type the code"))
        self._skip.setText(tr("skip"))
        self._swap.setText(tr("white on black"))
        self._list.setText(tr("to the list"))
        if self._presenter is not None:
            self._presenter.refresh()

    def key(self, event: QKeyEvent) -> bool:
        """Enter, →, Space."""
        presenter = self._presenter
        if presenter is None or event.isAutoRepeat():
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            presenter.seen()
        elif event.key() == Qt.Key.Key_Right:
            presenter.skip()
        elif event.key() == Qt.Key.Key_Space:
            self.swap()
        else:
            return False
        return True

    def swap(self) -> None:
        """For a dark corridor, glare, night mode."""
        swapped = not self.canvas.swapped
        for part in self._facing:
            if isinstance(part, FacingKey):
                part.swapped = swapped
                part.update()
            else:
                part.swap(swapped)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A finger anywhere on the code is «seen»."""
        if self._presenter is not None and self.page is not None and self.page.state is Shown.CODE:
            self._presenter.seen()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper to the edges."""
        QPainter(self).fillRect(self.rect(), self.canvas.paper)

    def show_page(self, page: ShowPage) -> None:
        """What the window shows now."""
        self.page = page
        self._top.show_page(page)
        self.canvas.show_code(page.code, page.words)

    def _painted(self) -> None:
        if self._presenter is not None:
            self._presenter.painted()
