"""The tray: the newest pictures of the watched folder and of drives, inside the card and never a window."""

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.ui.editors.flow import Flow
from inspector.ui.editors.text import TextEditor
from inspector.ui.language import N_, ntr, tr
from inspector.ui.screens.questions.page import FieldLine
from inspector.ui.screens.questions.photos import SHOWN, Picture, Shown
from inspector.ui.screens.questions.tray_pictures import Large, Load, TrayPicture
from inspector.ui.widgets.basic import Card, Elided, Icon, KeyCap, Text, column, holder, row
from inspector.ui.widgets.buttons import GhostButton, SecondaryButton

HELP = (
    ("6", N_("take this one")),
    ("← →", N_("another picture")),
    ("␣", N_("look at it")),
    ("4", N_("take it and close faces")),
    ("Esc", N_("close the tray")),
)
KNOWN = (
    (QStandardPaths.StandardLocation.PicturesLocation, N_("Pictures")),
    (QStandardPaths.StandardLocation.DownloadLocation, N_("Downloads")),
    (QStandardPaths.StandardLocation.DesktopLocation, N_("Desktop")),
)
"""Folders every computer has."""


class PhotoTray(Card):
    """`taken` carries the file and whether faces are to be closed on it next; `postponed` is «photo later»; `closed`
    when the tray is left; `folder_named` when another folder or a file is named; `many` when all pictures of a phone
    are to be laid out, which only some cards offer (`lays_out`). Without `faces` none are closed here.
    """

    taken = Signal(object, bool)
    postponed = Signal()
    closed = Signal()
    folder_named = Signal(str)
    many = Signal()

    def __init__(self, *, faces: bool = True, lays_out: bool = False) -> None:
        super().__init__("sunken", "line2", radius=12)
        self.load: Load = lambda _path, _done: None
        self._shown: Shown | None = None
        self._first, self._due, self._asks_due = 0, False, False
        self._older = self._waiting = False
        self._hurried = 0
        self._faces, self._lays_out = faces, lays_out
        self._title = Text("", 17, 700)
        self._state = Elided("", 14, 400, "ink2")
        self._later = SecondaryButton("", icon="photo-question", key="0", height=44, size=15)
        self._many = GhostButton("", icon="photo-up", key="8", height=44, size=15)
        self._other = GhostButton("", icon="folder", height=44, size=15)
        self.folder = TextEditor()
        self._known = [SecondaryButton("", icon="folder", height=44, size=15) for _ in KNOWN]
        self._pictures = [TrayPicture() for _ in range(SHOWN)]
        self._large = Large()
        self._none = Text("", 15, 500, "ink2", wrap=True)
        self._help = [(KeyCap(key), Text("", 14, 500, "ink2")) for key, _ in HELP]
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = row(
            Icon("folder", "brand", 22), self._title, (self._state, 1), self._later, self._many, self._other, spacing=6
        )
        self._places = QWidget()
        flow = Flow(self._places, spacing=0)
        for button in self._known:
            flow.addWidget(button)
        self._row = holder(row(*((picture, 1) for picture in self._pictures), spacing=2))
        self._help_line = QWidget()
        keys = Flow(self._help_line, spacing=12)
        for (key, _), (cap, words) in zip(HELP, self._help, strict=True):
            if key != "4" or self._faces:
                keys.addWidget(holder(row(cap, words, spacing=6)))
        column(
            head, self._places, self.folder, self._row, self._large, self._none, self._help_line, spacing=4,
            margins=(14, 6, 10, 8), on=self,
        )  # fmt: skip
        self._places.hide()
        self.folder.hide()
        self._many.setVisible(self._lays_out)

    def _connect(self) -> None:
        self._later.clicked.connect(self._postpone)
        self._many.clicked.connect(self.many)
        self._other.clicked.connect(self._ask_folder)
        self.folder.changed.connect(self.folder_named)
        for button, (location, _) in zip(self._known, KNOWN, strict=True):
            button.clicked.connect(lambda _=False, where=location: self._go_to(where))
        for picture in self._pictures:
            picture.clicked.connect(lambda _=False, picture=picture: self._take(picture.picture))
            picture.looked.connect(lambda picture=picture: self._look(picture.picture))
        self._large.clicked.connect(lambda: self._take(self._large.picture))
        self._large.closed.connect(self.escape)

    def retranslate(self) -> None:
        """Say the fixed texts."""
        self._title.setText(tr("New pictures"))
        self._later.setText(tr("Photo not due any more") if self._due else tr("Photo due"))
        self._later.setVisible(self._asks_due)
        self._many.setText(tr("Lay out many"))
        self._other.setText(tr("All files"))
        for button, (_, name) in zip(self._known, KNOWN, strict=True):
            button.setText(tr(name))
        for (_, words), (_, said) in zip(self._help, HELP, strict=True):
            words.setText(tr(said))
        if self._asks_due and not self._due:
            none = tr("No new pictures. Press 6 again: the photo will come later. → shows older ones.")
        else:
            none = tr("No new pictures. → shows older ones.")
        self._none.setText(none)
        if self._shown is not None:
            self._say_state(self._shown)

    def await_pictures(self, *, asks_due: bool, due: bool) -> None:
        """The folder is being read: a second 6 that comes before it is meant for the newest picture."""
        self._waiting, self._hurried, self._older = True, 0, False
        self._asks_due, self._due, self._first = asks_due, due, 0
        self._large.hide()
        self.retranslate()

    def show_pictures(self, shown: Shown) -> None:
        """What is there; at first the newest gets the focus, later the focus stays."""
        first = self._waiting
        hurried, self._waiting, self._hurried = self._hurried, False, 0
        if hurried:
            self._shown = shown
            self._take_first(faces=hurried == 4)
            return
        focused = next((each.picture for each in self._pictures if each.hasFocus()), None)
        self._shown = shown
        self._say_state(shown)
        self.folder.show_field(
            FieldLine(node="", editor="text", label=tr("Folder with pictures"), hint="", value=str(shown.folder))
        )  # fmt: skip
        self._place()
        if not self.isVisible() or self.folder.field.hasFocus():
            return
        if first:
            self._focus(0)
        elif focused is not None and self._large.isHidden():
            paths = [picture.path for picture in self._offered()]
            self._focus(paths.index(focused.path) if focused.path in paths else 0)

    def _say_state(self, shown: Shown) -> None:
        fresh, used = len(shown.fresh), sum(1 for picture in shown.pictures if picture.used)
        parts = [", ".join(shown.places), ntr("{n} new", "{n} new", fresh)]
        if used:
            parts.append(ntr("{n} already taken", "{n} already taken", used))
        self._state.setText(" · ".join(parts))

    def _offered(self) -> tuple[Picture, ...]:
        """The pictures that can be chosen now: older ones only when they were asked for."""
        if self._shown is None:
            return ()
        return self._shown.pictures if self._older or self._shown.fresh else ()

    def _place(self) -> None:
        """Five pictures from the first in view."""
        offered = self._offered()
        self._first = max(0, min(self._first, len(offered) - SHOWN))
        for place, widget in enumerate(self._pictures):
            at = self._first + place
            widget.setVisible(at < len(offered))
            if at < len(offered):
                widget.show_picture(offered[at], self.load)
        self._row.setVisible(bool(offered) and self._large.isHidden())
        self._help_line.setVisible(bool(offered))
        self._none.setVisible(not offered)

    def _focus(self, at: int) -> None:
        """The picture of that number, brought into view."""
        offered = self._offered()
        if not offered:
            (self._later if self._asks_due else self._other).setFocus(Qt.FocusReason.TabFocusReason)
            return
        at = at % len(offered)
        if not self._first <= at < self._first + SHOWN:
            self._first = at if at < self._first else at - SHOWN + 1
            self._place()
        widget = self._pictures[at - self._first]
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def has_focus(self) -> bool:
        """Whether the keys belong to the tray."""
        mine = (*self._pictures, self._large, self._later, self._many, self._other, *self._known)
        return any(each.hasFocus() for each in mine)

    def press(self, digit: int) -> bool:
        """6 takes the picture with the focus (the newest otherwise), 4 also closes faces on it, 0 is «photo later», 8
        lays out many at once.
        """
        if digit == 8 and self._lays_out:
            self.many.emit()
        elif digit == 0:
            self._postpone()
        elif digit == 4 and not self._faces:
            return True
        elif digit in (4, 6) and self._waiting:
            self._hurried = digit
            self.closed.emit()  # it is chosen: the next key belongs to the question
        elif digit in (4, 6):
            chosen = self._chosen()
            if chosen is None:
                self._take_first(faces=digit == 4)
            else:
                self._take(chosen, faces=digit == 4)
        return digit not in (5, 7, 9)

    @property
    def busy(self) -> bool:
        """Whether the newest picture was asked for and is not known yet."""
        return self._waiting and bool(self._hurried)

    def _chosen(self) -> Picture | None:
        """The picture looked at, or the one with the focus."""
        if not self._large.isHidden():
            return self._large.picture
        return next((each.picture for each in self._pictures if each.hasFocus()), None)

    def step(self, by: int) -> None:
        """Another picture."""
        offered = self._offered()
        if self._waiting:
            return
        if not offered:
            self._older = True
            self._place()
            self._focus(0)
            return
        chosen, paths = self._chosen(), [picture.path for picture in offered]
        at = (paths.index(chosen.path) + by if chosen is not None and chosen.path in paths else 0) % len(offered)
        if self._large.isHidden():
            self._focus(at)
        else:
            self._look(offered[at])

    def escape(self) -> bool:
        """Out of the large picture, else False."""
        if self._large.isHidden():
            return False
        looked = self._large.picture
        self._large.hide()
        self._place()
        paths = [picture.path for picture in self._offered()]
        self._focus(paths.index(looked.path) if looked is not None and looked.path in paths else 0)
        return True

    def _look(self, picture: Picture | None) -> None:
        if picture is not None:
            self._large.show_picture(picture, self.load)
            self._large.show()
            self._large.setFocus(Qt.FocusReason.TabFocusReason)
            self._row.hide()

    def _take_first(self, *, faces: bool = False) -> None:
        fresh = self._shown.fresh if self._shown is not None else ()
        if fresh:
            self._take(fresh[0], faces=faces)
        elif self._asks_due and not self._due and not faces:
            self.postponed.emit()
        else:
            self.closed.emit()

    def _take(self, picture: Picture | None, *, faces: bool = False) -> None:
        if picture is not None:
            self.taken.emit(picture.path, faces)

    def _postpone(self) -> None:
        (self.postponed if self._asks_due else self.closed).emit()

    def _ask_folder(self) -> None:
        shown = self.folder.isHidden()
        self._places.setVisible(shown)
        self.folder.setVisible(shown)
        if shown:
            self.folder.field.setFocus(Qt.FocusReason.TabFocusReason)
            self.folder.field.selectAll()

    def _go_to(self, where: QStandardPaths.StandardLocation) -> None:
        found = QStandardPaths.writableLocation(where)
        if found:
            self._older = True
            self.folder_named.emit(found)
