"""Paper: the pages of a PDF as pictures, a printer that is not there, a file that cannot be written."""

import io
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from inspector.core.errors import WorldFailed
from inspector.ui import printing
from inspector.ui.screens.paper import print_document
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

    def to_file() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return printer

    printing.print_pages(printing.page_images(pdf, dpi=72), make=to_file)
    assert len(printing.page_images(target.read_bytes(), dpi=20)) == 3


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
