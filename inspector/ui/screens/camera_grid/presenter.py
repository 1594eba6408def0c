"""The grid of cameras: four keys give a verdict and go on to the next one nobody has looked at. No Qt."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from inspector.services.walking import Camera, Status, Walking
from inspector.ui import language, wording
from inspector.ui.language import N_, tr
from inspector.ui.screens.camera_grid.page import Asking, GridPage, Look, LookFilter, Tile
from inspector.ui.screens.reading import CHILDREN, Reading, path_of
from inspector.ui.screens.sitting import Sitting
from inspector.ui.screens.walk import telling
from inspector.ui.screens.walk.page import Choice, Piece

VERDICTS: Mapping[int, Look] = {1: Look.WORKS, 2: Look.FROZEN, 3: Look.BLACK, 4: Look.NO_LINK}
LOOKS: Mapping[Look, tuple[str, str, str]] = {
    Look.WORKS: (N_("Works"), "ok", "ok"),
    Look.FROZEN: (N_("Frozen"), "frozen", "warn"),
    Look.BLACK: (N_("Black screen"), "black", "bad"),
    Look.NO_LINK: (N_("No link"), "offline", "bad"),
    Look.OTHER: (N_("Another fault"), "bad", "bad"),
    Look.UNTESTED: (N_("Not tested"), "skip", "skip"),
    Look.UNSEEN: (N_("Not looked at"), "none", "ink2"),
}
ALWAYS = (Look.WORKS, Look.FROZEN, Look.BLACK, Look.NO_LINK, Look.UNSEEN)
"""Chips that stand there also without a camera."""

_OF_FAULT = {"frozen": Look.FROZEN, "black": Look.BLACK, "no_link": Look.NO_LINK}


class GridView(Protocol):
    """What the grid must be able to show."""

    def show_page(self, page: GridPage) -> None: ...
    def focus(self, asking: Asking) -> None: ...


class GridPresenter:
    """The cameras of one inspection, as they look on the monitor."""

    def __init__(self, sitting: Sitting, view: GridView) -> None:
        self._sitting = sitting
        self._opened = sitting.opened
        self._shell = sitting.shell
        self._view = view
        self._filter = Look.ALL
        self._asking = Asking.VERDICT
        self.walking = Walking(sitting.opened)
        self.reading = Reading(sitting.opened)
        self.node = ""

    def serves(self, sitting: Sitting) -> bool:
        """Whether it belongs to that sitting."""
        return sitting is self._sitting

    def begin(self, node: str = "") -> None:
        """At that camera, else where work stopped, else at the first nobody has looked at."""
        cameras = self.walking.cameras()
        nodes = [camera.node for camera in cameras]
        last = self._opened.last_node if path_of(self._opened.last_node) == self.walking.repeat else ""
        wanted = next((each for each in (node, self.node, last) if each in nodes), "")
        self._go(wanted or self._unseen(cameras, "") or (nodes[0] if nodes else ""))

    def refresh(self) -> None:
        """Show everything anew."""
        self._view.show_page(self.page())

    # what is on the screen

    def page(self) -> GridPage:
        """The grid as it stands."""
        cameras = self.walking.cameras()
        looks = {camera.node: look_of(camera) for camera in cameras}
        here = next((camera for camera in cameras if camera.node == self.node), None)
        seen = sum(1 for look in looks.values() if look is not Look.UNSEEN)
        shown = [c for c in cameras if self._filter in (Look.ALL, looks[c.node]) or c.node == self.node]
        given = next((key for key, look in VERDICTS.items() if here and looks[here.node] is look), 0)
        return GridPage(
            seen=tr("Looked at {n} of {of}", n=wording.number(seen), of=wording.number(len(cameras))),
            declared=self._declared(),
            pieces=_pieces(looks.values()),
            total=len(cameras),
            filters=self._filters(tuple(looks.values())),
            tiles=tuple(self._tile(camera, looks[camera.node]) for camera in shown),
            node=self.node,
            name=telling.name(here) if here else "",
            sees=telling.children(here) if here else "",
            state=self._state(here, looks[here.node]) if here else "",
            children=self._covered(),
            asking=self._asking,
            given=given,
            choices_title={Asking.FAULT: tr("Which fault?"), Asking.WHY: tr("Why was it not checked?")}.get(
                self._asking, ""
            ),
            choices=tuple(Choice(text=words, key=str(key)) for key, (_, words) in enumerate(self._offered(), start=1)),
            empty="" if cameras else tr("No camera is written down yet"),
        )

    def _covered(self) -> str:
        """No count of cameras without the children."""
        found = self.reading.indicator(CHILDREN)
        if found is None or not found.of:
            return ""
        low = found.lower if found.lower is not None else found.n
        return tr("children: {n} of {of}", n=wording.span(low, found.upper), of=wording.number(found.of))

    def _declared(self) -> str:
        root = self.walking.repeat.split("/")[1]
        value = self._opened.session.value
        names = ("declared_cameras_working", "declared_cameras_working_of")
        told = [value(f"/{root}/{name}") if self._opened.form.has(f"/{root}/{name}") else "" for name in names]
        return tr("Declared: {n} of {of} work", n=told[0], of=told[1]) if all(told) else ""

    def _filters(self, looks: Sequence[Look]) -> tuple[LookFilter, ...]:
        made = [LookFilter(kind=Look.ALL, glyph="", words=tr("All"), count=wording.number(len(looks)),
                           chosen=self._filter is Look.ALL)]  # fmt: skip
        for look, (words, glyph, _) in LOOKS.items():
            count = sum(1 for each in looks if each is look)
            if count or look in ALWAYS or self._filter is look:
                made.append(
                    LookFilter(
                        kind=look,
                        glyph=glyph,
                        words=tr(words),
                        count=wording.number(count),
                        chosen=self._filter is look,
                    )
                )
        return tuple(made)

    def _tile(self, camera: Camera, look: Look) -> Tile:
        _, glyph, tone = LOOKS[look]
        return Tile(
            node=camera.node,
            number=telling.number(camera),
            place=camera.place,
            sees=telling.children(camera),
            look=look,
            glyph=glyph,
            tone=tone,
            state=self._state(camera, look),
        )

    def _state(self, camera: Camera, look: Look) -> str:
        if look is Look.OTHER and camera.fault:
            return telling.label_of(self._opened, f"{camera.node}/fault", camera.fault)
        if look is Look.WORKS and camera.status is Status.PROVED:
            return tr("Proved by a code")
        return tr(LOOKS[look][0])

    def _offered(self) -> tuple[tuple[str, str], ...]:
        """Values and words of what can be chosen beside the four verdicts."""
        if self._asking is Asking.VERDICT or not self.node:
            return ()
        name = "fault" if self._asking is Asking.FAULT else "camera_why"
        if not self._opened.form.has(f"{self.walking.repeat}/{name}"):
            return ()
        choices = self._opened.session.choices(f"{self.node}/{name}", language.current.code)
        return tuple((each.value, each.label) for each in choices if each.value not in _OF_FAULT)[:9]

    # keys

    def digit(self, value: int) -> None:
        """1 to 4 judge and go on, 5 asks for another fault, 6 for the reason it was not tested, 0 clears."""
        if not self.node:
            return
        if self._asking is not Asking.VERDICT:
            self.choose(value)
        elif value in VERDICTS:
            self._judge("yes" if value == 1 else "no", "" if value == 1 else VERDICTS[value].value)
        elif value in (5, 6):
            self._asking = Asking.FAULT if value == 5 else Asking.WHY
            self.refresh()
            self._view.focus(self._asking)
        elif value == 0:
            self._sitting.recorder.record(self.walking.judge(self.node, "").operations)
            self.refresh()

    def choose(self, key: int) -> None:
        """Another fault, or a reason."""
        offered = self._offered()
        if not 1 <= key <= len(offered):
            return
        value = offered[key - 1][0]
        if self._asking is Asking.FAULT:
            self._judge("no", fault=value)
        else:
            self._judge("unchecked", why=value)

    def escape(self) -> bool:
        """Out of the choices; False leads back."""
        if self._asking is Asking.VERDICT:
            return False
        self._go(self.node)
        return True

    def open(self, node: str) -> None:
        """Another camera."""
        if node != self.node:
            self._go(node)

    def choose_filter(self, look: Look) -> None:
        """Show one kind; the open camera stays."""
        self._filter = look
        self.refresh()

    def edit(self) -> None:
        """The table of all answers, at this camera."""
        self._shell.navigator.show(
            "roster", inspection=self._opened.id, repeat=self.walking.repeat, node=self.node
        )  # fmt: skip

    def undo(self) -> None:
        """Take the latest action back, and show its camera."""
        step = self._opened.undo()
        if step is None:
            self._shell.notice(tr("Nothing to take back"))
            return
        self._sitting.recorder.record(step.operations)
        node = step.operations[-1].node if step.operations else ""
        touched = next((c.node for c in self.walking.cameras() if node.startswith(c.node)), self.node)
        self._go(touched)

    # inside

    def _judge(self, works: str, fault: str = "", why: str = "") -> None:
        self._sitting.recorder.record(self.walking.judge(self.node, works, fault, why).operations)
        self._sitting.shell.sounds.answered()
        self._go(self._unseen(self.walking.cameras(), self.node) or self.node)

    def _go(self, node: str) -> None:
        self._asking = Asking.VERDICT
        self.node = node
        if node:
            self._opened.mark_place(node)
        self.refresh()
        self._view.focus(self._asking)

    def _unseen(self, cameras: Sequence[Camera], after: str) -> str:
        """The next camera nobody has looked at, from there on and then from the beginning; "" when none is left."""
        place = next((at for at, camera in enumerate(cameras) if camera.node == after), -1) + 1
        order = (*cameras[place:], *cameras[:place])
        return next((camera.node for camera in order if look_of(camera) is Look.UNSEEN), "")


def look_of(camera: Camera) -> Look:
    """The kind a camera belongs to."""
    if camera.works == "yes":
        return Look.WORKS
    if camera.works == "no":
        return _OF_FAULT.get(camera.fault, Look.OTHER)
    return Look.UNTESTED if camera.works else Look.UNSEEN


def _pieces(looks: Iterable[Look]) -> tuple[Piece, ...]:
    counts: dict[str, int] = {}
    for look in looks:
        if look is not Look.UNSEEN:
            token = LOOKS[look][2]
            counts[token] = counts.get(token, 0) + 1
    order = ("ok", "warn", "bad", "skip")
    return tuple(Piece(count=counts[t], token=t, hatched=t == "bad") for t in order if t in counts)
