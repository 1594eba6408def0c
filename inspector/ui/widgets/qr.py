"""The code of an act, drawn as it is printed: dark on white in every theme, because cameras read it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_QUIET = 4


class CodeView(QWidget):
    """A square of modules with its quiet zone. Its words stand beside it."""

    def __init__(self, side: int = 104) -> None:
        super().__init__()
        self._matrix: tuple[bytes, ...] = ()
        self.setFixedSize(QSize(side, side))

    def show_code(self, matrix: tuple[bytes, ...]) -> None:
        """Rows of modules, 1 where dark; nothing shows none."""
        self._matrix = matrix
        self.setVisible(bool(matrix))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White paper, whole pixels."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._matrix:
            return
        module = self.width() / (len(self._matrix) + 2 * _QUIET)
        for row, modules in enumerate(self._matrix):
            for column, dark in enumerate(modules):
                if dark:
                    left, top = (column + _QUIET) * module, (row + _QUIET) * module
                    painter.fillRect(QRectF(left, top, module + 0.3, module + 0.3), Qt.GlobalColor.black)
