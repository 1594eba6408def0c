"""Paper: a PDF is drawn page by page onto a printer, exactly as it is on the screen."""

import contextlib
import errno
import logging
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from inspector import pdfium
from inspector.core.errors import N_, DiskFull, WorldFailed

LOG = logging.getLogger("inspector.ui.printing")
PRINT_DPI = 300


class NoPrinter(WorldFailed):
    """No printer is connected to this laptop."""

    code = "no_printer"
    sentence = N_("No printer is connected. Save the PDF and print it elsewhere, or print later from «Acts».")


class NotPrinted(WorldFailed):
    """The printer did not take the document."""

    code = "not_printed"
    sentence = N_("The printer «{printer}» did not take the document. Check paper and cable, then print again.")


class NotSaved(WorldFailed):
    """The file could not be written where it was asked for."""

    code = "not_saved"
    sentence = N_("The PDF could not be saved there. Choose another folder or drive.")


def page_images(pdf: bytes, dpi: int = PRINT_DPI) -> list[QImage]:
    """Every page as a picture. Slow: for the WORK lane."""
    return [page_image(pdf, number, dpi / pdfium.POINTS) for number in range(len(pdfium.sizes(pdf)))]


def page_image(pdf: bytes, number: int, scale: float) -> QImage:
    """One page at `scale` pixels a point, as a picture that owns its bytes. Slow: for the WORK lane."""
    width, height, stride, pixels = pdfium.bitmap(pdf, number, scale)
    return QImage(pixels, width, height, stride, QImage.Format.Format_RGBX8888).copy()


def printers() -> tuple[str, ...]:
    """The printers of this laptop, the default one first."""
    default = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return tuple(sorted(names, key=lambda name: name != default))


def print_pdf(
    pdf: bytes,
    name: str = "",
    *,
    progress: Callable[[int, int], None] = lambda _number, _count: None,
    cancelled: Callable[[], bool] = lambda: False,
    make: Callable[[], QPrinter] | None = None,
) -> bool:
    """Draw the pages onto a printer, one after the other: the one of that name where it is connected, else the default.

    Slow, for the WORK lane: Qt allows a printer to be painted on from any one thread. `progress` is told the page and
    their count; False when `cancelled` said so between two pages. Raises NoPrinter, NotPrinted.
    """
    known = printers()
    if make is None and not known:
        raise NoPrinter
    printer = make() if make is not None else QPrinter(QPrinter.PrinterMode.HighResolution)
    if make is None:
        printer.setPrinterName(name if name in known else known[0])
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    painter = QPainter()
    if not painter.begin(printer):
        return _spooled(pdf, printer.printerName())
    try:
        printed = _draw(painter, printer, pdf, progress, cancelled)
    finally:
        painter.end()
    LOG.info("printed" if printed else "printing was cancelled")
    return printed


def _draw(
    painter: QPainter,
    printer: QPrinter,
    pdf: bytes,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> bool:
    """Page after page; only one picture of 25 MB is held at a time."""
    count = len(pdfium.sizes(pdf))
    for number in range(count):
        if cancelled():
            printer.abort()
            return False
        progress(number + 1, count)
        if number and not printer.newPage():
            raise NotPrinted(printer=printer.printerName())
        image = page_image(pdf, number, PRINT_DPI / pdfium.POINTS)
        paper = printer.pageRect(QPrinter.Unit.DevicePixel)
        size = QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    return True


def _spooled(pdf: bytes, name: str) -> bool:
    """The print system's own `lp` takes a PDF as it is, where Qt's way to the printer is closed. Raises NotPrinted."""
    spooler = shutil.which("lp")
    if spooler is None:
        raise NotPrinted(printer=name)
    done = subprocess.run([spooler, "-d", name, "-"], input=pdf, capture_output=True, check=False)
    if done.returncode:
        raise NotPrinted(printer=name)
    LOG.info("handed to the print system")
    return True


def save_pdf(pdf: bytes, target: Path) -> None:
    """Write the file beside its final name first, so that a pulled drive leaves no half of it.

    Raises DiskFull, NotSaved.
    """
    draft = target.with_name(target.name + ".part")
    try:
        draft.write_bytes(pdf)
        draft.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            raise DiskFull from error
        raise NotSaved from error
