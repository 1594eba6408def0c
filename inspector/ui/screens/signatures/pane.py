"""The right of the signing page: the person signing now, three ways, the pad, what stands under it, the seal."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.ui import theme
from inspector.ui.editors.flow import Flow
from inspector.ui.language import tr
from inspector.ui.screens.signatures.details import DetailsView
from inspector.ui.screens.signatures.left import Left, left_text
from inspector.ui.screens.signatures.page import SigningPage
from inspector.ui.widgets import basic
from inspector.ui.widgets.basic import Line, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import Button, GhostButton, PrimaryButton
from inspector.ui.widgets.signature import SignaturePad, wide_enough

WIDTH = 500
PAD_HEIGHT = 186
"""The pad itself is 10 px less: it keeps room for the focus ring."""


class _Way(Button):
    """One of three ways in a row: less air at the sides than a button that stands alone."""

    def sizeHint(self) -> QSize:
        """Words, icon, key cap and the ring."""
        return QSize(super().sizeHint().width() - 22, super().sizeHint().height())


class SigningPane(basic.Pane):
    """Everything of one person. `sealed` asks for the seal, which is disabled with its reason below it."""

    drawn = Signal(object)
    erased = Signal()
    way_taken = Signal(int)
    turned = Signal()
    asked = Signal(str)
    removed = Signal()
    sealed = Signal()
    left_followed = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", "left")
        self._left: tuple[Left, ...] = ()
        self._shown = ""
        self._heading = Text("", 18, 700, wrap=True)
        self._subtitle = Text("", 14, 400, "ink2", wrap=True)
        self.erase = _Way("", "ghost", icon="trash", height=34, size=14)
        self.ways = [_Way("", "secondary", icon=icon, key=key, height=54, size=14) for icon, key in _WAY_LOOKS]
        self.pad = SignaturePad()
        self.pad.setMinimumHeight(PAD_HEIGHT)
        self.edit = _Way("", "ghost", icon="edit", key="8", height=34, size=14)
        self.dissent = _Way("", "ghost", icon="message-2", key="5", height=34, size=14)
        self.remove = _Way("", "ghost", icon="trash", key="Del", height=34, size=14)
        self.turn = _Way("", "ghost", icon="arrows-maximize", key="Ctrl F11", height=34, size=14)
        self.details = DetailsView()
        self.seal = PrimaryButton("", icon="lock")
        self.follow = GhostButton("", height=34, size=14)
        self._build()
        self._connect()
        self.setFixedWidth(WIDTH)

    def _build(self) -> None:
        body = QWidget()
        head = row((self._heading, 1), self.turn, self.erase, spacing=0, margins=(5, 2, 0, 0))
        subtitle = row((self._subtitle, 1), margins=(5, 0, 5, 0))
        ways = row(*((way, 1) for way in self.ways), spacing=0)
        tools = QWidget()
        flow = Flow(tools, spacing=0)
        for tool in (self.edit, self.dissent, self.remove):
            flow.addWidget(tool)
        details = row(self.details, margins=(5, 0, 5, 0))
        column(head, subtitle, ways, (self.pad, 1), tools, details, spacing=1, margins=(13, 2, 13, 4), on=body)
        foot = column(self.seal, self.follow, spacing=0, margins=(13, 2, 13, 0))
        self._scroll = Scroll(body)
        column((self._scroll, 1), Line(), holder(foot), spacing=0, margins=(1, 0, 0, 2), on=self)

    def _connect(self) -> None:
        self.pad.changed.connect(self._changed)
        self.erase.clicked.connect(self.erased)
        for place, way in enumerate(self.ways):
            way.clicked.connect(lambda _=False, place=place: self.way_taken.emit(_KEYS[place]))
        self.edit.clicked.connect(lambda: self.asked.emit("person"))
        self.dissent.clicked.connect(lambda: self.asked.emit("dissent"))
        self.remove.clicked.connect(self.removed)
        self.turn.clicked.connect(self.turned)
        self.seal.clicked.connect(self.sealed)
        self.follow.clicked.connect(self._follow)

    def show_page(self, page: SigningPage) -> None:
        """As it stands."""
        pane = page.pane
        self.setFixedWidth(round(WIDTH * (0.75 + theme.text_percent() / 400)))  # words grow, air does not
        another, self._shown = pane.heading.partition(" ")[0] != self._shown, pane.heading.partition(" ")[0]
        self._left = page.left
        self._heading.setText(pane.heading)
        self._subtitle.setText(pane.subtitle)
        self._subtitle.setVisible(bool(pane.subtitle))
        self.erase.setText(tr("Erase"))
        self.erase.setAccessibleDescription(pane.name)
        self.erase.setVisible(pane.signed)
        for place, button in enumerate(self.ways):
            button.setVisible(place < len(pane.ways))
            if place < len(pane.ways):
                way = pane.ways[place]
                button.show_icon(way.icon)
                button.setText(way.text)
                button.setAccessibleDescription(pane.name)
                button.set_kind("chosen" if way.chosen else "secondary")
        self.pad.set_hint(pane.hint)
        self.pad.setAccessibleName(tr("Signature: {name}", name=pane.name))
        self.pad.setEnabled(pane.drawable)
        if pane.strokes != self.pad.strokes():
            self.pad.set_strokes(pane.strokes)
        self._say_tools(page)
        self.details.show_pane(pane, another=another)
        self.seal.setText(page.busy or tr("Seal and make the act"))
        self.seal.setEnabled(not page.left and not page.busy)
        self.follow.setText(left_text(page.left))
        self.follow.setVisible(bool(page.left))

    def set_compact(self, *, compact: bool) -> None:
        """A low window has no room for titles that the fields say themselves."""
        self.details.set_compact(compact=compact)

    def _say_tools(self, page: SigningPage) -> None:
        pane = page.pane
        self.edit.setText(tr("Edit"))
        self.edit.setAccessibleName(tr("Edit name and post"))
        self.edit.setVisible(pane.can_edit)
        self.dissent.setText(tr("Dissent"))
        self.dissent.setVisible(pane.can_dissent)
        self.remove.setText(tr("Take out"))
        self.remove.setAccessibleDescription(pane.name)
        self.remove.setVisible(pane.can_remove)
        self.turn.setAccessibleName(tr("Fill the window with the pad"))
        self.turn.setVisible(pane.drawable)

    def _changed(self) -> None:
        strokes = self.pad.strokes()
        if wide_enough(strokes):
            self.drawn.emit(strokes)
        elif not strokes:
            self.erased.emit()

    def _follow(self) -> None:
        if self._left:
            self.left_followed.emit(self._left[0].target)

    def focus_details(self) -> None:
        """What stands under the pad, brought into view in a low window."""
        self.details.focus()
        self._scroll.ensureWidgetVisible(self.details)

    def focus_pad(self) -> None:
        """The pad, or the seal when this person needs none."""
        target = self.pad if self.pad.isEnabled() else self.seal if self.seal.isEnabled() else self.follow
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(target)


_KEYS = (1, 2, 0)
_WAY_LOOKS = (("signature", "1"), ("file-text", "2"), ("hand-stop", "0"))
