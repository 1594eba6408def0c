"""Before the start as it looks: one table, the kind of visit, one primary button."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from inspector.ui.language import tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.before.presenter import BeforePresenter, Overview
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Chip, Icon, Line, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton
from inspector.ui.widgets.fields import LineField
from inspector.ui.widgets.filters import SegmentedFilter

_STRETCH = (4, 3, 3, 4)


class BeforeScreen(Screen):
    """Read in a minute at the gate; Enter starts."""

    place = "home"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = BeforePresenter(self, shell)
        self._heading, self._summary = Text("", 28, 700), Text("", 16, 400, "ink2", wrap=True)
        self._open = Chip("", "bad", shape="bad", height=30)
        self._heads = [Text("", 14, 600, "ink2", wrap=True) for _ in range(4)]
        self._card, self._rows = Card(), QWidget()
        self._grid = QGridLayout(self._rows)
        self._kind_label, self._order_label = Text("", 14, 600, "ink2"), Text("", 14, 600, "ink2")
        self._kinds, self._order = SegmentedFilter(height=48, size=15), LineField(height=48)
        self._order_box = holder(column(row(self._order_label, margins=(5, 0, 0, 0)), self._order, spacing=0))
        self._order_box.hide()
        self._start = PrimaryButton("", height=60)
        self._build()
        self._kinds.chosen.connect(self._chosen)
        self._order.textChanged.connect(lambda _: self._chosen())
        self._order.returnPressed.connect(self._presenter.start)
        self._start.clicked.connect(self._presenter.start)

    def enter(self, **arguments: object) -> None:
        """`institution`: its id."""
        self._start.setEnabled(False)
        self._presenter.load(str(arguments["institution"]))

    def show_overview(self, overview: Overview, kind: int) -> None:
        """Everything known."""
        self._summary.setText(overview.summary)
        self._heads[1].setText(overview.last_heading)
        self._heads[2].setText(overview.declared_heading)
        self._open.say(overview.open_violations)
        self._open.setVisible(bool(overview.open_violations))
        self._start.setText(overview.action)
        self._start.setEnabled(overview.ready)
        self._kinds.choose(kind)
        self._chosen()
        self._fill(overview)
        if overview.ready and self.isVisible():
            self._start.setFocus()

    def show_busy(self, *, busy: bool) -> None:
        """While the inspection is being created."""
        self._start.setEnabled(not busy)

    def first_focus(self) -> QWidget | None:
        """The next thing to do."""
        return self._start

    def title(self) -> Title:
        """The institution."""
        return self._presenter.title()

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (
            Hint("↵", tr("start")),
            Hint("↹", tr("field")),
            Hint("Esc", tr("back")),
            Hint("F1", tr("all keys")),
        )

    def retranslate(self) -> None:
        """Every text."""
        self._heading.setText(tr("Before the start"))
        self._heads[0].setText(tr("Indicator"))
        self._heads[3].setText(tr("What to check"))
        self._kind_label.setText(tr("Kind of visit"))
        self._kinds.offer([tr("Monitoring"), tr("Formal check")])
        self._kinds.setAccessibleName(self._kind_label.text())
        self._order_label.setText(tr("Number of the order"))
        self._order.setAccessibleName(self._order_label.text())
        self._start.setText(tr("Start the inspection"))
        self._presenter.say_again()

    def _chosen(self, _: int = 0) -> None:
        formal = self._kinds.current() == 1
        self._order_box.setVisible(formal)
        self._presenter.choose(max(self._kinds.current(), 0), self._order.text())

    def _build(self) -> None:
        self._grid.setVerticalSpacing(0)
        self._head = QGridLayout()
        for grid in (self._grid, self._head):
            grid.setHorizontalSpacing(18)
            for place, stretch in enumerate(_STRETCH):
                grid.setColumnStretch(place, stretch)
        icons = ("", "history", "building-community", "eye")
        for place, (icon, label) in enumerate(zip(icons, self._heads, strict=True)):
            cell = holder(row(Icon(icon, "ink2", 18) if icon else None, (label, 1), spacing=6))
            self._head.addWidget(_loose(cell), 0, place)
        scroll = Scroll(self._rows)
        # Both grids share one width, with the scroll bar or without.
        scroll.verticalScrollBar().rangeChanged.connect(lambda _, most: self._align(14 if most else 0))
        self._align(0)
        column(self._head, row(Line(), margins=(20, 0, 20, 0)), (scroll, 1), spacing=0, on=self._card)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        words = holder(column(self._heading, self._summary, spacing=2))
        top = row((words, 1), self._open, margins=(5, 0, 5, 0))
        kinds = holder(column(row(self._kind_label, margins=(5, 0, 0, 0)), self._kinds, spacing=0))
        bottom = row(kinds, self._order_box, "|", self._start, spacing=14)
        card = holder(row(self._card, margins=(5, 0, 5, 0)))
        column(top, 2, (card, 1), bottom, spacing=4, margins=(23, 10, 23, 6), on=self)

    def _align(self, scroll_bar: int) -> None:
        self._head.setContentsMargins(20, 8, 20 + scroll_bar, 6)
        self._grid.setContentsMargins(20, 0, 20, 8)

    def _fill(self, overview: Overview) -> None:
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, line in enumerate(overview.lines):
            at = 2 * place
            if place:
                self._grid.addWidget(Line(), at, 0, 1, 4)
            cells = (
                Text(line.name, 16, 600, wrap=True),
                Text(line.last, 16, 400, line.last_tone, wrap=True),
                Text(line.declared, 16, 500, wrap=True),
                holder(row(Chip(line.todo, line.tone, shape=line.shape, height=30), "|")),
            )
            for cell, widget in enumerate(cells):
                self._grid.addWidget(_loose(widget), at + 1, cell)
            self._grid.setRowMinimumHeight(at + 1, 50)
        self._grid.setRowStretch(2 * len(overview.lines) + 1, 1)


def _loose(widget: QWidget) -> QWidget:
    """Let the column's share alone decide how wide it is."""
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return widget
