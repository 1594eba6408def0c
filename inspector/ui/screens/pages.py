"""A PDF on the screen: thumbnails at the left, pages one below the other; the very bytes that are printed and kept."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector import pdfium
from inspector.ui import theme
from inspector.ui.lanes import Lane, Tasks
from inspector.ui.language import tr
from inspector.ui.models.lists import VALUE, ListModel
from inspector.ui.printing import page_image
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Pane, Scroll, column

Index = QModelIndex | QPersistentModelIndex
PAGE_WIDTH = 640
"""Logical pixels of an A4 page at 100 %."""

A4_POINTS = 595
SHARPER = 2.0
SCALES = (50, 75, 100, 125, 150, 200)


class PageCanvas(QWidget):
    """The pages. A page that is not drawn yet is an empty sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._images: list[QImage | None] = []
        self._sizes: list[tuple[float, float]] = []
        self.percent = 100
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_sizes(self, sizes: list[tuple[float, float]]) -> None:
        """Pages of these sizes in points, still empty."""
        self._sizes = sizes
        self._images = [None] * len(sizes)
        self._fit()

    def show_image(self, number: int, image: QImage) -> None:
        """One page is drawn."""
        if number < len(self._images):
            self._images[number] = image
            self.update()

    def zoom(self, percent: int) -> None:
        """Another size."""
        self.percent = percent
        self._fit()

    @property
    def drawn(self) -> bool:
        """Whether every page is there."""
        return bool(self._images) and all(image is not None for image in self._images)

    def top_of(self, number: int) -> int:
        """Where a page begins."""
        return sum(self._height(each) + 16 for each in range(number)) + 4

    @property
    def scale(self) -> float:
        """Pixels of the screen for 1/72 inch of paper."""
        return PAGE_WIDTH / A4_POINTS * self.percent / 100

    def _height(self, number: int) -> int:
        return round(self._sizes[number][1] * self.scale)

    def _fit(self) -> None:
        width = max((round(size[0] * self.scale) for size in self._sizes), default=PAGE_WIDTH)
        self.setMinimumSize(width + 16, self.top_of(len(self._sizes)) + 8)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the pages that are in view."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = 4
        for number, (points, _) in enumerate(self._sizes):
            width, height = round(points * self.scale), self._height(number)
            sheet = QRectF((self.width() - width) / 2, top, width, height)
            if sheet.intersects(QRectF(event.rect()).adjusted(-8, -8, 8, 8)):
                painter.setPen(QPen(theme.color("line"), 1))
                painter.setBrush(QColor("#FFFFFF"))
                painter.drawRect(sheet.adjusted(-0.5, -0.5, 0.5, 0.5))
                image = self._images[number]
                if image is not None:
                    painter.drawImage(sheet, image)
            top += height + 16
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            seen = QRectF(self.visibleRegion().boundingRect()).adjusted(6, 6, -6, -6)
            paint.focus_ring(painter, seen, 8)


class ThumbDelegate(QStyledItemDelegate):
    """A small page above its number."""

    def __init__(self, view: "Thumbs") -> None:
        super().__init__(view)
        self._thumbs = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All alike."""
        del option, index
        return QSize(110, 112)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The chosen page is tinted and edged."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        rect = QRectF(option.rect).adjusted(5, 5, -5, -5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect, 10)
        if chosen:
            painter.setPen(QPen(theme.color("brand"), 2))
            painter.setBrush(theme.color("brandT"))
            painter.drawRoundedRect(rect, 10, 10)
        image = self._thumbs.images.get(index.row())
        sheet = QRectF(rect.center().x() - 25, rect.top() + 6, 50, 70)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(sheet)
        if image is not None:
            painter.drawImage(sheet, image)
        painter.setPen(theme.color("brand" if chosen else "ink2"))
        painter.setFont(theme.font(13, 600 if chosen else 500))
        words = QRectF(rect.left(), sheet.bottom() + 2, rect.width(), 22)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), str(index.data(VALUE)))
        painter.restore()


class Thumbs(QListView):
    """The pages, small."""

    def __init__(self) -> None:
        super().__init__()
        self.images: dict[int, QImage] = {}
        self.pages: ListModel[str] = ListModel(str, self)
        self.setModel(self.pages)
        self.setItemDelegate(ThumbDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class PdfView(QWidget):
    """Thumbnails and pages. PgUp PgDn turn, + and − zoom. `drawn` when every page is there."""

    drawn = Signal()
    moved = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._turn = 0
        self.canvas = PageCanvas()
        self.scroller = Scroll(self.canvas)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.thumbs = Thumbs()
        self.side = Pane("surface", "right")
        self.side.setFixedWidth(142)
        column(self.thumbs, margins=(10, 12, 6, 8), on=self.side)
        column(self.scroller, on=self)
        self.thumbs.selectionModel().currentChanged.connect(lambda index: self.go_to(index.row()))
        self.scroller.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def count(self) -> int:
        """How many pages."""
        return len(self.thumbs.pages.values)

    def show_pdf(self, pdf: bytes, first: int | None = 0) -> None:
        """Draw a document; one page after the other, off the screen's thread. None keeps the place in view."""
        self._turn += 1
        turn = self._turn

        def sized(sizes: list[tuple[float, float]]) -> None:
            if turn == self._turn:
                self._lay_out(pdf, sizes, first)

        # Pages are measured where they are drawn: the PDF library serves one thread at a time.
        self._tasks.run(Lane.WORK, lambda: pdfium.sizes(pdf), sized)

    def _lay_out(self, pdf: bytes, sizes: list[tuple[float, float]], first: int | None) -> None:
        turn, kept = self._turn, self.scroller.verticalScrollBar().value()
        self.thumbs.images.clear()
        self.thumbs.pages.show(tuple(tr("Page {n}", n=number + 1) for number in range(len(sizes))))
        self.canvas.show_sizes(sizes)
        self._bring(min(first or 0, max(len(sizes) - 1, 0)), kept if first is None else None)
        scale = PAGE_WIDTH / A4_POINTS * SHARPER
        for number in range(len(sizes)):
            self._tasks.run(Lane.WORK, partial(page_image, pdf, number, scale), self._placing(turn, number))
        self.moved.emit()

    def _placing(self, turn: int, number: int) -> Callable[[QImage], None]:
        def place(image: QImage) -> None:
            if turn != self._turn:
                return
            self.canvas.show_image(number, image)
            smooth = Qt.TransformationMode.SmoothTransformation
            self.thumbs.images[number] = image.scaledToWidth(100, smooth)
            self.thumbs.viewport().update()
            if self.canvas.drawn:
                self.drawn.emit()

        return place

    def go_to(self, number: int) -> None:
        """Bring a page into view."""
        if number >= 0:
            self.scroller.verticalScrollBar().setValue(self.canvas.top_of(number) - 4)

    def _bring(self, number: int, kept: int | None) -> None:
        """A page, or a place that was in view before, once the canvas has its new size."""
        self.scroller.widget().adjustSize()
        if kept is None:
            self.thumbs.setCurrentIndex(self.thumbs.pages.index(number))
            QTimer.singleShot(0, self, lambda: self.go_to(number))
        else:
            bar = self.scroller.verticalScrollBar()
            bar.setValue(kept)
            QTimer.singleShot(0, self, lambda: bar.setValue(kept))

    def middle(self) -> tuple[int, float]:
        """What is in the middle of the view: the page, and 1/72 inches from its top."""
        at = self.scroller.verticalScrollBar().value() + self.scroller.viewport().height() // 2
        page = next((n for n in range(self.count) if self.canvas.top_of(n + 1) > at), max(self.count - 1, 0))
        return page, (at - self.canvas.top_of(page)) / self.canvas.scale

    def turn_page(self, by: int) -> None:
        """The next page or the one before."""
        here = max(self.thumbs.currentIndex().row(), 0)
        self.thumbs.setCurrentIndex(self.thumbs.pages.index(max(0, min(here + by, self.count - 1))))

    def zoom(self, by: int) -> int:
        """The next size; what it is now, in percent."""
        at = SCALES.index(self.canvas.percent) if self.canvas.percent in SCALES else 2
        self.canvas.zoom(SCALES[max(0, min(at + by, len(SCALES) - 1))])
        return self.canvas.percent

    def _scrolled(self, value: int) -> None:
        self.moved.emit()
        middle = value + self.scroller.viewport().height() // 2
        here = next((n for n in range(self.count) if self.canvas.top_of(n + 1) > middle), self.count - 1)
        if here >= 0 and here != self.thumbs.currentIndex().row():
            self.thumbs.selectionModel().blockSignals(True)
            self.thumbs.setCurrentIndex(self.thumbs.pages.index(here))
            self.thumbs.selectionModel().blockSignals(False)
            self.thumbs.viewport().update()

    def press(self, event: QKeyEvent) -> bool:
        """The keys of a document."""
        acts = {
            Qt.Key.Key_PageDown: lambda: self.turn_page(1),
            Qt.Key.Key_PageUp: lambda: self.turn_page(-1),
            Qt.Key.Key_Down: lambda: self._roll(60),
            Qt.Key.Key_Up: lambda: self._roll(-60),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None:
            act()
        return act is not None

    def _roll(self, by: int) -> None:
        bar = self.scroller.verticalScrollBar()
        bar.setValue(bar.value() + by)
