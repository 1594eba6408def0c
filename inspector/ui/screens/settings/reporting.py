"""The part of the settings that reports the program's mistakes: first everything is shown, then it may be saved."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.language import tr
from inspector.ui.screens.settings.presenter import ReportLine
from inspector.ui.widgets.basic import StatusGlyph, Text, column, holder, row
from inspector.ui.widgets.buttons import SecondaryButton
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.order import reveal


class ReportPanel(QWidget):
    """A button; under it the report word for word, and where to save it."""

    asked = Signal()
    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.show_it = SecondaryButton("", icon="file-text", height=44, size=15)
        self.target = LineField(height=44, size=15)
        self.save = SecondaryButton("", icon="device-floppy", height=44, size=15)
        self._report = Text("", 13, 400, "ink2", wrap=True)
        self._glyph, self._text = StatusGlyph("ok", 20), Text("", 14, 500, "ink2", wrap=True)
        self._said = holder(row(self._glyph, (self._text, 1), spacing=8, margins=(5, 0, 5, 0)))
        self._shown = holder(
            column(
                row(self._report, margins=(5, 4, 5, 4)),
                row((self.target, 1), self.save, spacing=0),
                self._said,
                spacing=2,
            )
        )
        column(row(self.show_it, "|"), self._shown, spacing=0, on=self)
        self.show_it.clicked.connect(self.asked)
        self.save.clicked.connect(lambda: self.wanted.emit(self.target.text()))
        self.target.returnPressed.connect(lambda: self.wanted.emit(self.target.text()))
        self.show_line(ReportLine())

    def show_line(self, line: ReportLine) -> None:
        """Nothing yet, the report, or what became of saving it."""
        had_focus = self.show_it.hasFocus()
        self._report.setText(line.report)
        self._shown.setVisible(bool(line.report))
        self.show_it.setVisible(not line.report)
        self._glyph.show_shape(line.tone or "none")
        self._text.set_tone(line.tone or "ink2")
        self._text.setText(line.text)
        self._said.setVisible(bool(line.text))
        if had_focus and line.report:
            self.save.setFocus()
            QTimer.singleShot(0, self, lambda: reveal(self.save))  # when the report has taken its room

    def retranslate(self) -> None:
        """Every text."""
        self.show_it.setText(tr("Show the report"))
        self.target.setAccessibleName(tr("File of the report"))
        self.save.setText(tr("Save"))
