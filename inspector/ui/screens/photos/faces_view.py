"""One picture large, what is known of it, and the frames that close faces."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.ui.language import N_, ntr, tr
from inspector.ui.screens.base import Frame, Screen
from inspector.ui.screens.heading import inspection_title
from inspector.ui.screens.photos.canvas import Canvas
from inspector.ui.screens.photos.faces import FacesPage, FacesPresenter
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.shell import Hint, Shell, Title
from inspector.ui.widgets.basic import Card, Grown, Icon, Pane, Scroll, Text, column, holder, row
from inspector.ui.widgets.buttons import PrimaryButton, SecondaryButton

WIDTH = 404
FACTS = (
    ("question", N_("Question")), ("taken", N_("Taken, by the camera")), ("position", N_("Position")),
    ("size", N_("Kept as")),
)  # fmt: skip


class FacesScreen(Screen):
    """Enter with `inspection` and `photo`, the picture's name."""

    frame = Frame.INSPECTION

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._presenter: FacesPresenter | None = None
        self._sitting: Sitting | None = None
        self._photo = ""
        self.canvas = Canvas()
        self._title = Text("", 20, 700)
        self._closed = Text("", 15, 600, "ok")
        self._facts = {key: (Text("", 13, 600, "ink2"), Text("", 15, 500, wrap=True)) for key, _ in FACTS}
        self._explained = Text("", 15, 400, wrap=True)
        self._count = Text("", 16, 600)
        self.add = SecondaryButton("", height=48, size=15, key="↵")
        self.remove = SecondaryButton("", height=48, size=15, key="Del")
        self.close_faces = PrimaryButton("", icon="blur", key="1")
        self._build()
        self.canvas.changed.connect(self._say_count)
        self.add.clicked.connect(lambda: self._press(Qt.Key.Key_Return))
        self.remove.clicked.connect(lambda: self._press(Qt.Key.Key_Delete))
        self.close_faces.clicked.connect(self._close)

    def _build(self) -> None:
        side = Pane("surface", "left")
        facts = [holder(column(name, value, spacing=0)) for name, value in self._facts.values()]
        told = Card("brandT", "", radius=12)
        row(Icon("blur", "brand", 22), (self._explained, 1), spacing=10, margins=(14, 10, 12, 10), on=told)
        body = QWidget()
        column(self._title, self._closed, *facts, told, "|", spacing=10, margins=(18, 14, 18, 6), on=body)
        buttons = row((self.add, 1), (self.remove, 1), spacing=0)
        foot = holder(
            column(row(self._count, margins=(5, 0, 5, 0)), buttons, self.close_faces, spacing=2, margins=(13, 4, 13, 7))
        )
        column((Scroll(body), 1), foot, spacing=0, margins=(1, 0, 0, 0), on=side)
        Grown(side, WIDTH)
        middle = holder(column((self.canvas, 1), margins=(14, 10, 14, 10)))
        row((middle, 1), side, spacing=0, on=self)

    # the window's side

    def enter(self, **arguments: object) -> None:
        """Show a picture of an inspection."""
        self._photo = str(arguments.get("photo", ""))

        def ready(sitting: Sitting) -> None:
            self._sitting = sitting
            self._presenter = FacesPresenter(sitting, self, self._photo)
            self._presenter.begin()
            self.shell.title_changed()

        open_sitting(self.shell, str(arguments.get("inspection", "")), ready)

    def retranslate(self) -> None:
        """Say every text."""
        self._title.setText(tr("Photo"))
        for key, said in FACTS:
            self._facts[key][0].setText(tr(said))
        self._explained.setText(
            tr(
                "Nothing looks for faces: set a frame over each. The closed copy is the evidence that is sealed, sent "
                "and printed; the open one stays encrypted on this laptop and is deleted after the receipt."
            )
        )
        self.add.setText(tr("Set the frame"))
        self.remove.setText(tr("Take away"))
        self.close_faces.setText(tr("Close faces"))
        self.canvas.setAccessibleName(tr("Picture with frames"))
        self._say_count()
        if self._presenter is not None:
            self._presenter.refresh()

    def title(self) -> Title:
        """The institution."""
        return inspection_title(self._sitting, back=tr("Back"))

    def hints(self) -> Sequence[Hint]:
        """The keys of the frames."""
        return (
            Hint("← ↑ ↓ →", tr("move the frame")),
            Hint("+ −", tr("its size")),
            Hint("↵", tr("set it")),
            Hint("Del", tr("take the latest away")),
            Hint("1", tr("close faces")),
            Hint("Esc", tr("back")),
        )

    def first_focus(self) -> QWidget | None:
        """The picture."""
        return self.canvas

    def digit(self, value: int) -> bool:
        """1 closes."""
        if value == 1:
            self._close()
        return value == 1

    # the presenter's side

    def show_page(self, page: FacesPage) -> None:
        """What is known of the picture."""
        for key, value in (
            ("question", page.question), ("taken", page.taken), ("position", page.position), ("size", page.size),
        ):  # fmt: skip
            self._facts[key][1].setText(value)
        self._closed.setText(page.closed)
        self._closed.setVisible(bool(page.closed))
        self._say_count()

    def show_picture(self, data: bytes) -> None:
        """It was read."""
        self.canvas.show_image(data)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_for(self, said: str, undo: Callable[[], None]) -> None:
        """Done: back to where it was asked."""
        self.shell.navigator.back()
        self.shell.offer_undo(said, undo)

    def _close(self) -> None:
        if self._presenter is not None:
            self._presenter.close(self.canvas.frames)

    def _press(self, key: Qt.Key) -> None:
        self.canvas.press(key)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_count(self) -> None:
        count = len(self.canvas.frames)
        self._count.setText(ntr("{n} frame set", "{n} frames set", count) if count else tr("No frame set yet"))
        self.close_faces.setEnabled(count > 0)
        self.remove.setEnabled(count > 0)
