"""Paper: the pages of a PDF as pictures, a printer that is not there, a file that cannot be written."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from inspector.core.errors import WorldFailed
from inspector.ui import printing
from inspector.ui.screens.paper import PrintJob, print_document
from tests.ui.fakes import FakeShell


@pytest.fixture
def pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    for number in range(3):
        canvas.rect(100, 100, 200, 300, fill=1)
        canvas.drawString(72, 700, f"page {number}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def test_every_page_becomes_a_picture_of_its_size(qapp: QApplication, pdf: bytes) -> None:
    images = printing.page_images(pdf, dpi=72)
    assert [(image.width(), image.height()) for image in images] == [(595, 842)] * 3
    assert images[0].pixelColor(200, 842 - 200).name() == "#000000"
    assert images[0].pixelColor(20, 20).name() == "#ffffff"


def test_pages_go_onto_a_printer_one_by_one(qapp: QApplication, pdf: bytes, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"

    told: list[tuple[int, int]] = []
    assert printing.print_pdf(pdf, make=to_file(target), progress=lambda *said: told.append(said))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert len(printing.page_images(target.read_bytes(), dpi=20)) == 3


def to_file(target: Path) -> Callable[[], QPrinter]:
    """A printer that is a file."""

    def make() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    return make


def test_printing_stops_between_two_pages(qapp: QApplication, pdf: bytes, tmp_path: Path) -> None:
    told: list[int] = []
    whole = printing.print_pdf(
        pdf, make=to_file(tmp_path / "p.pdf"), progress=lambda page, _: told.append(page), cancelled=lambda: told == [1]
    )
    assert not whole
    assert told == [1]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_qt_cannot_open_gets_the_pdf_from_the_print_system(
    qapp: QApplication, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooler = tmp_path / "lp"
    spooler.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat > {tmp_path}/paper.pdf\n')
    spooler.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert printing.print_pdf(pdf, make=to_file(tmp_path / "no such folder" / "p.pdf"))
    assert (tmp_path / "paper.pdf").read_bytes() == pdf
    spooler.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(printing.NotPrinted):
        printing.print_pdf(pdf, make=to_file(tmp_path / "no such folder" / "p.pdf"))


def test_progress_is_said_and_printing_can_be_cancelled(
    shell: FakeShell, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(pdf: bytes, name: str, *, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
        progress(1, 3)
        job.cancel()
        return not cancelled()

    monkeypatch.setattr(printing, "printers", lambda: ("A",))
    monkeypatch.setattr(printing, "print_pdf", slow)
    done: list[bool] = []
    job = PrintJob(shell, pdf, lambda: done.append(True), lambda: None)
    job.start()
    assert shell.notices == ["Печать", "Печатается страница 1 из 3", "Печать отменена"]
    assert done == []


def test_without_a_printer_one_sentence_is_said_and_the_file_is_offered(shell: FakeShell, pdf: bytes) -> None:
    offered: list[bool] = []
    print_document(shell, pdf, lambda: offered.append(False), lambda: offered.append(True))
    assert [type(error) for error in shell.refused] == [printing.NoPrinter]
    assert offered == [True]


def test_a_file_is_written_whole_or_not_at_all(pdf: bytes, tmp_path: Path) -> None:
    printing.save_pdf(pdf, tmp_path / "act.pdf")
    assert (tmp_path / "act.pdf").read_bytes() == pdf
    assert [file.name for file in tmp_path.iterdir()] == ["act.pdf"]
    with pytest.raises(WorldFailed):
        printing.save_pdf(pdf, tmp_path / "pulled drive" / "act.pdf")
