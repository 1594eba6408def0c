"""Printing and saving a document from a screen: off the screen's thread, with a sentence when it cannot be done."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QStorageInfo, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from inspector.ui import printing
from inspector.ui.editors.text import TextEditor
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.questions.page import FieldLine
from inspector.ui.shell import Shell
from inspector.ui.widgets.basic import Card, Text, column, row
from inspector.ui.widgets.buttons import GhostButton, SecondaryButton

_DRIVE_REMOVABLE = 2  # winbase.h


class PrintJob:
    """One document on its way to a printer: on the WORK lane, with its progress in words, cancelled between pages."""

    def __init__(self, shell: Shell, pdf: bytes, done: Callable[[], None], no_printer: Callable[[], None]) -> None:
        self._shell = shell
        self._pdf = pdf
        self._done = done
        self._no_printer = no_printer
        self.cancelled = False

    def start(self) -> None:
        """Begin, or say that no printer is there."""
        if not printing.printers():
            self._failed(printing.NoPrinter())
            return
        self._say(0, 0)
        chosen = self._shell.settings.current.printer
        tasks = self._shell.tasks

        def told(number: int, count: int) -> None:
            tasks.deliver(lambda: self._say(number, count))

        def work() -> bool:
            return printing.print_pdf(
                self._pdf, chosen, progress=told, cancelled=lambda: self.cancelled or tasks.closing
            )  # fmt: skip

        tasks.run(Lane.WORK, work, self._printed, self._failed)

    def cancel(self) -> None:
        """No further page; what the printer already has, it prints."""
        self.cancelled = True

    def _say(self, number: int, count: int) -> None:
        text = tr("Printing page {n} of {of}", n=number, of=count) if count else tr("Printing")
        self._shell.notice(text, "brand", tr("Cancel"), self.cancel)

    def _printed(self, whole: bool) -> None:
        self._shell.notice(tr("Printed") if whole else tr("Printing was cancelled"), "ok" if whole else "warn")
        if whole:
            self._done()

    def _failed(self, error: Exception) -> None:
        self._shell.refuse(error)
        if isinstance(error, printing.NoPrinter):
            self._no_printer()


def print_document(shell: Shell, pdf: bytes, done: Callable[[], None], no_printer: Callable[[], None]) -> None:
    """Print; without a printer the sentence is said and `no_printer` offers the file instead."""
    PrintJob(shell, pdf, done, no_printer).start()


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

    def to_drive(self, pdf: bytes, name: str) -> None:
        """Straight to the removable drive that is there; without one the folder is asked for."""
        found = removable()
        if not found:
            self.offer(pdf, name)
            return
        self._pdf, self._name = pdf, name
        self._put(found[0])

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
        self._put(Path(self.folder.field.text().strip()).expanduser())

    def _put(self, folder: Path) -> None:
        target, pdf = folder / self._name, self._pdf

        def done(_: None) -> None:
            self._leave()
            self.saved.emit(str(target))
            self._shell.notice(tr("Saved: {file}", file=target), "ok", tr("Open"), lambda: _view(target))

        self._shell.tasks.run(Lane.WORK, lambda: printing.save_pdf(pdf, target), done)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()


def _view(file: Path) -> None:
    """In the viewer of the system, which can print it too."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def removable() -> list[Path]:
    """Drives that were put in and can be written on."""
    return [
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if _can_be_pulled(volume.rootPath()) and not volume.isReadOnly()
    ]


def _can_be_pulled(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _DRIVE_REMOVABLE)
    return root.startswith(("/media/", "/run/media/", "/Volumes/"))


def drives() -> list[Path]:
    """Folders to offer: a removable drive first, else the documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return [*removable(), Path(documents) if documents else Path.home()]
