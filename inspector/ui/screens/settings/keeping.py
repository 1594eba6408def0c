"""The part of the settings that copies the laptop: where to, how far, and the way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.settings.presenter import BackupLine
from inspector.ui.widgets.bars import HatchBar, Segment
from inspector.ui.widgets.basic import StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton
from inspector.ui.widgets.fields import LineField


class BackupPanel(QWidget):
    """A file name, a button, a bar. In the page: no window opens."""

    asked = Signal(str)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.target = LineField(height=44, size=15)
        self.begin = SecondaryButton("", icon="device-floppy", height=44, size=15)
        self.cancel = SecondaryButton("", height=44, size=15)
        self._bar = HatchBar(10)
        self._glyph, self._text = StatusGlyph("ok", 20), Text("", 14, 500, "ink2", wrap=True)
        self._said = holder(row(self._glyph, (self._text, 1), spacing=8, margins=(5, 0, 5, 0)))
        self._bar_row = holder(row(self._bar, margins=(5, 0, 5, 0)))
        column(row((self.target, 1), self.begin, self.cancel, spacing=0), self._bar_row, self._said, spacing=2, on=self)
        self.begin.clicked.connect(lambda: self.asked.emit(self.target.text()))
        self.target.returnPressed.connect(lambda: self.asked.emit(self.target.text()))
        self.cancel.clicked.connect(self.stopped)
        self.show_line(BackupLine())

    def show_line(self, line: BackupLine) -> None:
        """Running, ready, refused, or nothing yet."""
        had_focus = self.cancel.hasFocus() or self.begin.hasFocus()
        self.cancel.setVisible(line.running)
        self.begin.setVisible(not line.running)
        self.target.setEnabled(not line.running)
        self._bar_row.setVisible(line.running)
        self._bar.show_segments([Segment(line.done, "brand")], line.total or 1, line.text)
        self._glyph.show_shape({"ok": "ok", "bad": "bad"}.get(line.tone, "half" if line.running else "none"))
        self._text.set_tone(line.tone or "ink2")
        self._text.setText(line.text)
        self._said.setVisible(bool(line.text))
        if had_focus:
            (self.cancel if line.running else self.begin).setFocus()

    def retranslate(self) -> None:
        """Every text."""
        self.target.setAccessibleName(tr("File of the copy"))
        self.begin.setText(tr("Copy"))
        self.cancel.setText(tr("Stop"))
