"""Printing and saving a document from a screen: off the screen's thread, with a sentence when it cannot be done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo, Signal
from PySide6.QtGui import QImage

from inspector.core.errors import Refusal
from inspector.ui import printing
from inspector.ui.editors.text import TextEditor
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.questions.page import FieldLine
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Card, Text, column, row
from inspector.ui.widgets.buttons import GhostButton, SecondaryButton


def print_document(shell: Shell, pdf: bytes, done: Callable[[], None], no_printer: Callable[[], None]) -> None:
    """Print; without a printer the sentence is said and `no_printer` offers the file instead."""

    def draw(images: list[QImage]) -> None:
        try:
            printing.print_pages(images, shell.settings.current.printer)
        except Refusal as refusal:
            shell.refuse(refusal)
            if isinstance(refusal, printing.NoPrinter):
                no_printer()
            return
        done()

    if not printing.printers():
        shell.refuse(printing.NoPrinter())
        no_printer()
        return
    shell.tasks.run(Lane.WORK, lambda: printing.page_images(pdf), draw)


class SaveBar(Card):
    """Where to: in the page, never a window. `left` when it is closed."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, shell: Shell) -> None:
        super().__init__("sunken", "line2", radius=12)
        self._shell = shell
        self._pdf = b""
        self._name = ""
        self._title = Text("", 14, 600, "ink2")
        self.folder = TextEditor()
        self.save = SecondaryButton("", icon="download", height=44, size=15)
        self.close_button = GhostButton("", height=44, size=15)
        column(
            self._title, self.folder, row(self.save, "|", self.close_button, spacing=0),
            spacing=0, margins=(12, 8, 8, 6), on=self,
        )  # fmt: skip
        self.save.clicked.connect(self._save)
        self.close_button.clicked.connect(self._leave)
        self.hide()

    def offer(self, pdf: bytes, name: str) -> None:
        """Ask for the folder; `name` carries no personal data."""
        self._pdf, self._name = pdf, name
        self._title.setText(tr("Folder or drive for {name}", name=name))
        self.save.setText(tr("Save"))
        self.close_button.setText(tr("Close"))
        field = FieldLine(node="", editor="text", label=tr("Folder"), hint="", value=str(drives()[0]))
        if not self.folder.field.text():
            self.folder.show_field(field)
        self.folder.field.setAccessibleName(tr("Folder"))
        self.show()
        self.folder.field.setFocus()

    def _save(self) -> None:
        target = Path(self.folder.field.text().strip()).expanduser() / self._name
        pdf = self._pdf

        def done(_: None) -> None:
            self._leave()
            self.saved.emit(str(target))
            self._shell.notice(tr("Saved: {file}", file=target), "ok")

        self._shell.tasks.run(Lane.WORK, lambda: printing.save_pdf(pdf, target), done)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


def drives() -> list[Path]:
    """Folders to offer: a removable drive first, else the documents."""
    removable = [
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if volume.rootPath().startswith(("/media/", "/run/media/")) and not volume.isReadOnly()
    ]
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return [*removable, Path(documents) if documents else Path.home()]
