"""The search as it looks: one large field, two filters, a painted list."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from inspector.ui.language import N_, tr
from inspector.ui.screens.base import Screen
from inspector.ui.screens.search.model import HIT, HitDelegate, HitModel
from inspector.ui.screens.search.presenter import Found, SearchPresenter
from inspector.ui.shell import Hint, Shell
from inspector.ui.widgets.basic import Text, column, holder, row
from inspector.ui.widgets.fields import SearchField
from inspector.ui.widgets.filters import SegmentedFilter

SCOPES = ("mine", "all")


class SearchScreen(Screen):
    """The field keeps the focus; ↑ ↓ and Enter act on the list."""

    place = "search"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter = SearchPresenter(self, shell)
        self._heading, self._count = Text("", 28, 700), Text("", 14, 500, "ink2")
        self.field = SearchField()
        self._scopes, self._types = SegmentedFilter(height=48, size=15), SegmentedFilter(height=48, size=15)
        self.list, self._model, self._delegate = QListView(), HitModel(self), HitDelegate(self)
        self._nothing = Text("", 17, 500, "ink2", wrap=True)
        self._set_up_list()
        filters = row(self._scopes, self._types, "|", self._count, spacing=0)
        lines = column(self._nothing, (self.list, 1), spacing=0, margins=(4, 0, 4, 0))
        head = row(self._heading, margins=(5, 0, 0, 0))
        column(head, 1, self.field, filters, 2, (holder(lines), 1), spacing=3, margins=(23, 12, 23, 6), on=self)
        self.field.textChanged.connect(lambda text: self._presenter.ask(query=text))
        self.field.moved.connect(self._move)
        self.field.entered.connect(self._enter_pressed)
        self._scopes.chosen.connect(lambda index: self._presenter.ask(scope="mine" if index == 0 else "all"))
        self._types.chosen.connect(lambda index: self._presenter.ask(kind=index))
        self.list.clicked.connect(lambda index: self._presenter.open(index.data(HIT).institution))

    def enter(self, **arguments: object) -> None:
        """`scope` and `query` of a bookmark, or the last ones; the field is ready to be overwritten."""
        scope = arguments.get("scope", self._presenter.scope)
        self._scopes.choose(SCOPES.index("mine" if scope == "mine" else "all"))
        if "query" in arguments:
            self.field.setText(str(arguments["query"]))
        self.field.selectAll()
        self._presenter.ask(scope="mine" if scope == "mine" else "all")

    def bookmark(self) -> dict[str, object]:
        """What was being looked for."""
        return {"query": self.field.text(), "scope": self._presenter.scope}

    def show_found(self, found: Found) -> None:
        """Other lines; the first is chosen."""
        self._model.replace(found.hits)
        self._count.setText(found.count)
        self._nothing.setText(found.nothing)
        self._nothing.setVisible(bool(found.nothing))
        self.list.setVisible(not found.nothing)
        if found.hits:
            self._choose(0)

    def first_focus(self) -> QWidget | None:
        """The field."""
        return self.field

    def escape(self) -> bool:
        """First empty the field, then leave."""
        if self.field.text():
            self.field.clear()
            return True
        return False

    def hints(self) -> Sequence[Hint]:
        """What can be pressed."""
        return (
            Hint("↑ ↓", tr("choose")),
            Hint("↵", tr("open")),
            Hint("Ctrl ↵", tr("start the inspection")),
            Hint("Esc", tr("close")),
        )

    def retranslate(self) -> None:
        """Every text."""
        self._heading.setText(tr("Schools"))
        self.field.setPlaceholderText(tr("Number, name, address or BIN"))
        self.field.setAccessibleName(tr("Find a school"))
        self._scopes.offer([tr("Mine"), tr("Whole list")])
        kinds = (N_("All types"), N_("Schools"), N_("Kindergartens"), N_("Colleges"), N_("Universities"))
        self._types.offer([tr(kind) for kind in kinds])
        self._scopes.setAccessibleName(tr("Whose institutions"))
        self._types.setAccessibleName(tr("Type of institution"))
        self.list.setAccessibleName(tr("Found institutions"))
        self._delegate.open_word = tr("Open")
        self._presenter.say_again()

    def _set_up_list(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field drives it; two stops for one list are one too many
        self.list.setCursor(Qt.CursorShape.PointingHandCursor)
        self.list.viewport().setAutoFillBackground(False)

    def _choose(self, line: int) -> None:
        index = self._model.index(line)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.scrollTo(index)

    def _move(self, step: int) -> None:
        if self._model.rowCount():
            line = max(0, min(self.list.currentIndex().row() + step, self._model.rowCount() - 1))
            self._choose(line)

    def _enter_pressed(self, with_control: bool) -> None:
        hit = self.list.currentIndex().data(HIT)
        if hit is None:
            if self._presenter.may_widen:
                self._scopes.choose(SCOPES.index("all"))
                self._presenter.ask(scope="all")
        elif with_control:
            self._presenter.begin(hit.institution)
        else:
            self._presenter.open(hit.institution)
