"""What stands around every screen: top bar, rail, footer with key hints."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.ui import icons, theme
from inspector.ui.language import N_, tr
from inspector.ui.shell import Hint
from inspector.ui.widgets import paint
from inspector.ui.widgets.basic import Elided, Icon, Logo, Pane, Text, cap_size, column, holder, paint_cap, row
from inspector.ui.widgets.buttons import Button, IconButton, _Pressable
from inspector.ui.widgets.filters import LanguageSwitch

# What the pill shows for each state of the exchange: icon, icon token.
PILLS = {
    "off": ("cloud-off", "baroff"),
    "ok": ("cloud-check", "barok"),
    "up": ("cloud-up", "barup"),
    "err": ("cloud-x", "barbad"),
}
PRODUCT = "Қорған"
SEARCH_WIDTH = 310
RAIL_WIDTH = 92
"""Grows with the longest word of the language."""


class SyncPill(_Pressable):
    """The state of the exchange, always in words. Opens the exchange screen."""

    def __init__(self) -> None:
        super().__init__()
        self._state = "off"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, state: str, text: str) -> None:
        """`state` is a key of PILLS."""
        self._state = state
        self.setText(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and words."""
        return QSize(QFontMetrics(theme.font(14, 600)).horizontalAdvance(self.text()) + 66, 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill on the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 20)
        painter.setPen(QPen(theme.color("barline"), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 20, 20)
        icon, token = PILLS[self._state]
        icons.paint(painter, icon, token, QRectF(rect.left() + 12, rect.center().y() - 11, 22, 22))
        painter.setPen(theme.color("onbar"))
        painter.setFont(theme.font(14, 600))
        painter.drawText(rect.adjusted(42, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


class SearchButton(_Pressable):
    """Looks like a field on the bar, opens the search (Ctrl+K)."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(SEARCH_WIDTH)

    def sizeHint(self) -> QSize:
        """Words without the key; wider where the title leaves room."""
        return QSize(QFontMetrics(theme.font(15)).horizontalAdvance(self.text()) + 66, 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Well, loupe, words, keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(paint.RING, paint.RING, -paint.RING, -paint.RING)
        if self.hasFocus():
            paint.focus_ring(painter, rect, 10)
        painter.setPen(QPen(theme.color("barline"), 1))
        painter.setBrush(theme.color("barwell"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        icons.paint(painter, "search", "onbar2", QRectF(rect.left() + 12, rect.center().y() - 10, 20, 20))
        painter.setPen(theme.color("onbar2"))
        painter.setFont(theme.font(15))
        painter.drawText(rect.adjusted(41, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.width() >= self.sizeHint().width() + 60:
            cap = QRectF(rect.right() - 56, rect.center().y() - 11, 48, 22)
            painter.setPen(QPen(theme.color("barline"), 1))
            painter.drawRoundedRect(cap, 5, 5)
            painter.setPen(theme.color("onbar2"))
            painter.setFont(theme.font(12, 600))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, "Ctrl K")


class TopBar(Pane):
    """Back or the product's name, the screen's title, search, exchange, language, theme, lock."""

    back_pressed = Signal()
    search_pressed = Signal()
    sync_pressed = Signal()
    theme_pressed = Signal()
    lock_pressed = Signal()

    def __init__(self, choose_language: Callable[[str], None]) -> None:
        super().__init__("bar")
        self.back = Button("", "bar", icon="chevron-left", height=42, size=15)
        self._brand = holder(row(Logo(34), Text(PRODUCT, 20, 700, "onbar"), spacing=9))
        self._title = Elided("", 16, 600, "onbar")
        self._subtitle = Elided("", 13, 400, "onbar2")
        self._titles = holder(column("|", self._title, self._subtitle, "|", spacing=1))
        self.search = SearchButton()
        self.pill = SyncPill()
        self.languages = LanguageSwitch(choose_language)
        self.theme = IconButton("sun")
        self.lock = IconButton("lock")
        self._tail = (self.pill, self.languages, self.theme, self.lock)
        ends = ((self.search, 1), *self._tail)
        row(self.back, self._brand, 3, (self._titles, 1), *ends, spacing=2, margins=(12, 0, 10, 0), on=self)
        self.setFixedHeight(60)
        self.back.clicked.connect(self.back_pressed)
        self.search.clicked.connect(self.search_pressed)
        self.pill.clicked.connect(self.sync_pressed)
        self.theme.clicked.connect(self.theme_pressed)
        self.lock.clicked.connect(self.lock_pressed)
        self.show_title("", "", "")

    def show_title(self, back: str, title: str, subtitle: str) -> None:
        """`back` names the Back button's target; "" shows the product's name instead."""
        self.back.setText(back)
        self.back.setVisible(bool(back))
        self._brand.setVisible(not back)
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the title."""
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        """What stands beside the title says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)

    def _share(self) -> None:
        """The search gives way before the title loses letters."""
        title = max(self._title.sizeHint().width(), self._subtitle.sizeHint().width() if self._subtitle.text() else 0)
        beside = (*self._tail, self._brand if self.back.isHidden() else self.back)
        spare = self.width() - title - sum(each.sizeHint().width() for each in beside) - 44
        self.search.setMaximumWidth(max(self.search.sizeHint().width(), min(SEARCH_WIDTH, spare)))

    def set_compact(self, *, compact: bool) -> None:
        """Low windows get a lower bar."""
        self.setFixedHeight(52 if compact else 60)

    def retranslate(self) -> None:
        """Say everything again."""
        self.search.setText(tr("Find a school"))
        self.theme.setText(tr("Theme: light, dark, sunlight (Ctrl+B)"))
        self.theme.show_icon({"light": "sun", "dark": "moon", "sunlight": "contrast"}[theme.active().name])
        self.lock.setText(tr("Lock (Ctrl+L)"))
        self.languages.retranslate()


class RailButton(_Pressable):
    """One place of the program: icon above its word, perhaps a count."""

    def __init__(self, icon: str, badge_token: str = "brand") -> None:
        super().__init__()
        self._icon, self._badge, self._badge_token = icon, 0, badge_token
        self.setCheckable(True)
        self.setFixedSize(RAIL_WIDTH - 6, 68)

    def show_badge(self, count: int) -> None:
        """0 hides it."""
        self._badge = count
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the rail lets it be."""
        return self.size()

    def least_width(self) -> int:
        """What its word needs at the smallest size."""
        return QFontMetrics(theme.font(12, 600)).horizontalAdvance(self.text()) + 8

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tinted when it is where we are."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, here = QRectF(self.rect()).adjusted(3, 0, -3, 0), self.isChecked()
        if here or self.underMouse():
            edged = theme.active().high_contrast and here
            painter.setPen(QPen(theme.color("brand"), 2) if edged else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("brandT" if here else "sunken"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1) if edged else rect, 12, 12)
        if self.hasFocus():
            paint.focus_ring(painter, rect.adjusted(5, 5, -5, -5), 9)
        ink = "brand" if here else "ink2"
        icons.paint(painter, self._icon, ink, QRectF(self.width() / 2 - 13, 8, 26, 26))
        size = 13
        while size > 12 and QFontMetrics(theme.font(size, 600)).horizontalAdvance(self.text()) > self.width() - 4:
            size -= 1
        painter.setPen(theme.color(ink))
        painter.setFont(theme.font(size, 600 if here else 500))
        painter.drawText(QRectF(0, 40, self.width(), 20), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            pill = QRectF(self.width() / 2 + 6, 5, 20 if self._badge < 10 else 27, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(self._badge_token))
            painter.drawRoundedRect(pill, 9, 9)
            painter.setPen(theme.color("onstat" if self._badge_token == "bad" else "onbrand"))
            painter.setFont(theme.font(12, 700))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(self._badge))


# Screen name -> icon, word, token of the badge.
RAIL = {
    "home": ("home", N_("Today"), "brand"),
    "search": ("school", N_("Schools"), "brand"),
    "violations": ("alert-octagon", N_("Violations"), "bad"),
    "sync": ("cloud-up", N_("Exchange"), "brand"),
    "acts": ("file-text", N_("Acts"), "brand"),
    "settings": ("settings", N_("Settings"), "brand"),
}


class Rail(Pane):
    """The places of the program, at the left of every screen outside an inspection."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__("surface", "right")
        self.setFixedWidth(RAIL_WIDTH)
        self._buttons = {name: RailButton(icon, token) for name, (icon, _, token) in RAIL.items()}
        *places, settings = self._buttons.values()
        column(*places, "|", settings, spacing=6, margins=(3, 12, 3, 10), on=self)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _=False, name=name: self.picked.emit(name))

    def button(self, name: str) -> RailButton | None:
        """The button of a place."""
        return self._buttons.get(name)

    def show_place(self, name: str) -> None:
        """Mark where we are."""
        for place, button in self._buttons.items():
            button.setChecked(place == name)

    def show_badge(self, name: str, count: int) -> None:
        """A count at a place; 0 hides it."""
        self._buttons[name].show_badge(count)

    def retranslate(self) -> None:
        """Say the words again."""
        for name, button in self._buttons.items():
            button.setText(tr(RAIL[name][1]))
        width = max(RAIL_WIDTH - 6, *(button.least_width() for button in self._buttons.values()))
        for button in self._buttons.values():
            button.setFixedWidth(width)
        self.setFixedWidth(width + 6)


class KeyHint(QWidget):
    """One hint of the footer: caps, then what they do; drawn, because the footer changes with every question."""

    SPACE = 5

    def __init__(self) -> None:
        super().__init__()
        self._caps: list[str] = []
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_hint(self, hint: Hint) -> None:
        """Another one."""
        self._caps, self._words = hint.keys.split(), hint.words
        self.setAccessibleName(f"{hint.keys} {hint.words}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All of it."""
        caps = [cap_size(cap) for cap in self._caps]
        words = self._written()
        height = max(words.height(), *(cap.height() for cap in caps)) if caps else words.height()
        return QSize(sum(cap.width() + self.SPACE for cap in caps) + words.width(), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """From left to right."""
        painter = QPainter(self)
        left = 0
        for cap in self._caps:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            size = cap_size(cap)
            top = (self.height() - size.height()) // 2
            paint_cap(painter, QRectF(left, top, size.width(), size.height()), cap)
            left += size.width() + self.SPACE
        painter.setFont(theme.font(13, 500))
        painter.setPen(theme.color("ink2"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), _WORDS, self._words)

    def _written(self) -> QSize:
        return QFontMetrics(theme.font(13, 500)).boundingRect(QRect(0, 0, 2000, 100), _WORDS, self._words).size()


_WORDS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class HintLine(QWidget):
    """Key hints side by side, as many as there is room for: the last one (all keys) stays longest."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._layout = row("|", spacing=14, on=self)
        self._made: list[KeyHint] = []
        self._hints: list[KeyHint] = []

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Other keys."""
        while len(self._made) < len(hints):
            self._layout.insertWidget(len(self._made), made := KeyHint())
            self._made.append(made)
        self._hints = self._made[: len(hints)]
        for shown, hint in zip(self._hints, hints, strict=True):
            shown.show_hint(hint)
        for spare in self._made[len(hints) :]:
            spare.hide()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Another text size or language comes as a request for another layout."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        room = self.width() - sum(hint.sizeHint().width() for hint in self._hints[-1:])
        for hint in self._hints[:-1]:
            room -= hint.sizeHint().width() + self._layout.spacing()
            hint.setVisible(room >= 0)
        for last in self._hints[-1:]:
            last.show()


class Footer(Pane):
    """Key hints of the screen at the left; at the right «Saved 10:42:18» or who works here."""

    def __init__(self) -> None:
        super().__init__("surface", "top")
        self._hints = HintLine()
        self._icon = Icon("device-floppy", "ok", 18)
        self._right = Text("", 13, 600, "ink2")
        row((self._hints, 1), self._icon, self._right, spacing=6, margins=(16, 0, 16, 0), on=self)
        self.setFixedHeight(44)
        self.show_note("")

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """The keys of the screen in view, as (keys, words)."""
        self._hints.show_hints(hints)

    def show_note(self, text: str) -> None:
        """Plain words at the right."""
        self._icon.hide()
        self._right.set_tone("ink2")
        self._right.setText(text)

    def show_saved(self, text: str) -> None:
        """The moment of the last durable write."""
        self._icon.show()
        self._right.set_tone("ok")
        self._right.setText(text)
        self._right.setAccessibleName(text)
