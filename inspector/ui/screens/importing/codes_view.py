"""The code for the phone's camera as wide as the window, black on white, outside every theme."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.importing.codes import CodePage, CodesPresenter
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.walk.digits import plain_font
from inspector.ui.screens.walk.show_view import BLACK, MARGIN, WHITE, FacingKey, FacingScreen
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import column, row


class Told(QWidget):
    """What to do, and how long the codes go on."""

    def __init__(self) -> None:
        super().__init__()
        self._page: CodePage | None = None
        self.setFixedHeight(66)

    def show_page(self, page: CodePage) -> None:
        """Other words."""
        self._page = page
        self.setAccessibleName(", ".join(part for part in (page.told, page.left) if part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """In one line, left and right."""
        del event
        painter = QPainter(self)
        if self._page is None:
            return
        painter.setPen(BLACK)
        line = QRectF(MARGIN, 10, self.width() - 2 * MARGIN, 46)
        painter.setFont(plain_font(24, 700))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._page.told)
        painter.setFont(plain_font(20, 600))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._page.left)


class CodesScreen(FacingScreen):
    """Enter with `inspection`. Nothing but the code, and two keys."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: CodesPresenter | None = None
        self.page: CodePage | None = None
        self.told = Told()
        self._back, self._again = FacingKey("Esc"), FacingKey("↵")
        bottom = row(self._back, self._again, "|", spacing=20, margins=(MARGIN, 0, MARGIN, 12))
        column(self.told, (self.canvas, 1), bottom, spacing=0, on=self)
        self._back.clicked.connect(self.shell.navigator.back)
        self._again.clicked.connect(self._more)

    def enter(self, **arguments: object) -> None:
        """The first of a row of codes."""

        def ready(sitting: Sitting) -> None:
            if self._presenter is None or not self._presenter.serves(sitting):
                self._presenter = CodesPresenter(sitting, self)
            self._presenter.begin()

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def leave(self) -> None:
        """The code is gone with the screen."""
        self.canvas.show_code("", "")
        if self._presenter is not None:
            self._presenter.leave()

    def retranslate(self) -> None:
        """The words below."""
        self._back.setText(tr("photographed: back"))
        self._again.setText(tr("show new codes"))
        if self._presenter is not None:
            self._presenter.refresh()

    def key(self, event: QKeyEvent) -> bool:
        """Enter."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if not event.isAutoRepeat():
            self._more()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper to the edges."""
        del event
        QPainter(self).fillRect(self.rect(), WHITE)

    def show_page(self, page: CodePage) -> None:
        """What the window shows now."""
        self.page = page
        self.told.show_page(page)
        self.canvas.show_code(page.code, page.words)
        self._again.setVisible(not page.left)

    def _more(self) -> None:
        if self._presenter is not None:
            self._presenter.again()
