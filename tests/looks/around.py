"""The screens outside one day's inspection: the door of a laptop, its first start, a full day; and a second visit.

The door stands on a gate of one passphrase; the second visit is a real laptop whose inspection a colleague answered,
too, and to which a newer checklist came.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.services import album
from inspector.settings import SettingsFile
from inspector.ui import app, language, theme
from inspector.ui.lanes import Lane
from inspector.ui.window import AppWindow
from tests.looks.scenes import SCENES
from tests.looks.stage import CAMERAS, SIZE, Stage, Viewer
from tests.ui import laptop, returned
from tests.ui.fakes import CODE, INSPECTOR, PASSPHRASE, FakeGate, FakeInspecting
from tests.ui.test_inspection_journeys import Gate
from tests.ui.test_moving import newer

CHECK = "/data/alarm/button_present"
WHERE = "Школа № 214 · Караганда · 5.3 · 10:42"


@contextmanager
def _window(root: Path, gate: object) -> Iterator[AppWindow]:
    settings = SettingsFile(root / "settings.json")
    settings.change(full_screen=False, auto_lock_minutes=600)
    language.current.choose("ru")
    window = app.build(gate, settings)  # type: ignore[arg-type]
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    try:
        for lane in Lane:  # every thread is there before the first test looks at what was left running
            window.tasks.run(lane, lambda: None, lambda _: None)
        yield window
    finally:
        window.close()
        window.deleteLater()
        language.current.choose("ru")
        theme.apply(app._application(), "light")


@contextmanager
def door(root: Path) -> Iterator[Viewer]:
    """A laptop that is locked; headquarters knows sixty institutions of its inspector."""
    with _window(root, FakeGate()) as window:
        viewer = Viewer(window)
        viewer.settle()
        yield viewer


@contextmanager
def day(root: Path) -> Iterator[Viewer]:
    """The same laptop, unlocked."""
    gate = FakeGate()
    with _window(root, gate) as window:
        window.unlocked(gate.unlock(PASSPHRASE))
        viewer = Viewer(window)
        viewer.settle()
        yield viewer


@contextmanager
def visit(root: Path) -> Iterator[Viewer]:
    """Three violations of the last visit, two answers to one question, one photo, and a newer checklist."""
    lead, other = returned.revisited_school(root / "lead"), laptop.begun(root / "other", who=laptop.colleague())
    share, answers = root / "share.qorgan", root / "answers.qorgan"
    given = lead.workplace.dividing.give(lead.inspection, ["/data/alarm"], share)
    other.workplace.dividing.take(share, given.code)
    for school, verdict, note in ((lead, "bad", "Вызов не видели"), (other, "ok", "Вызов принят в 11:52")):
        for node, value in ((f"{CHECK}/verdict", verdict), (f"{CHECK}/note", note)):
            inspecting = school.workplace.inspecting
            inspecting.record(lead.inspection, inspecting.open(lead.inspection).answer(node, value).operations)
    other.workplace.dividing.give_back(lead.inspection, answers)
    lead.workplace.dividing.bring(answers)
    opened, record = lead.opened(), lead.workplace.inspecting.record
    record(opened.id, opened.answer(f"{returned.CCTV}/verdict", "ok").operations)
    record(opened.id, opened.attach(returned.CCTV, lead.workplace.evidence.store(
        opened.id, returned.picture(root / "pictures"))).operations)  # fmt: skip
    for place in ("столовая", "двор"):
        row = opened.add_row(CAMERAS)
        record(opened.id, row.operations)
        record(opened.id, opened.answer(f"{row.row}/place", place).operations)
    moved = lead.workplace.inspecting.start(laptop.SCHOOL.id, laptop.VISIT)
    again = lead.workplace.inspecting.open(moved)
    record(moved, again.answer(f"{CHECK}/verdict", "ok").operations)
    newer(lead)
    gate = Gate(lead)
    with _window(root, gate) as window:
        window.unlocked(gate.unlock(""))  # type: ignore[arg-type]
        viewer = Stage(window, lead, sealed=moved)
        viewer.settle()
        yield viewer
    lead.close()
    other.close()


def _gate(viewer: Viewer) -> FakeGate:
    gate = viewer.window.gate
    assert isinstance(gate, FakeGate)
    return gate


def _closed(viewer: Viewer, names: tuple[str, ...] = ()) -> None:
    """The lock, as after a morning's start."""
    gate = _gate(viewer)
    gate.names, gate.left = names, 5
    gate.forget_pins()
    viewer.window._show("lock", {"where": WHERE})
    viewer.fresh()
    viewer.settle()


def locked(viewer: Viewer) -> None:
    _closed(viewer)


def locked_for_two(viewer: Viewer) -> None:
    """Two people work here, and one of them mistyped."""
    _closed(viewer, (INSPECTOR.name, "Талгат Омаров"))
    screen = viewer.window.screen
    screen._card.passphrase.field.setText("wrong")  # type: ignore[union-attr]
    screen._try(False)  # type: ignore[union-attr]
    viewer.settle()


def pin(viewer: Viewer) -> None:
    """The PIN of the day, after one wrong try."""
    _closed(viewer, (INSPECTOR.name, "Талгат Омаров"))
    _gate(viewer).pins[INSPECTOR.name] = "402719"
    viewer.window._show("lock", {"where": WHERE})
    viewer.press(*"402710")


def pin_set(viewer: Viewer) -> None:
    """A PIN is chosen, and refused because anybody would guess it."""
    _closed(viewer)
    screen = viewer.window.screen
    screen._card.passphrase.field.setText(PASSPHRASE)  # type: ignore[union-attr]
    screen._try(True)  # type: ignore[union-attr]
    viewer.settle()
    viewer.press(*"123456")


def first(step: int) -> Callable[[Viewer], None]:
    """The first start at one of its four questions."""

    def go(viewer: Viewer) -> None:
        _closed(viewer)
        viewer.window._show("start", {})
        screen = viewer.window.screen
        presenter = screen._presenter  # type: ignore[union-attr]
        if step:
            presenter.next()
            screen._server.setText("https://hq.example.kz")  # type: ignore[union-attr]
            screen._code.set_text(CODE if step > 1 else CODE[:9] + "-AAAA-AAAA")  # type: ignore[union-attr]
        if step > 1:
            presenter.next()
        if step > 2:
            presenter.next("four words stand here")
        viewer.settle()

    return go


def outside(name: str) -> Callable[[Viewer], None]:
    """A screen that is reached from the lock or the first start."""

    def go(viewer: Viewer) -> None:
        _closed(viewer)
        viewer.window.navigator.show(name)
        viewer.settle()

    return go


def inside(name: str) -> Callable[[Viewer], None]:
    """A place of the rail on a full day."""

    def go(viewer: Viewer) -> None:
        _enter(viewer, FakeInspecting())
        viewer.window.navigator.place(name)
        viewer.settle()

    return go


def full_day(viewer: Viewer) -> None:
    _enter(viewer, FakeInspecting())


def empty_day(viewer: Viewer) -> None:
    _enter(viewer, FakeInspecting(drafts=(), assigned=(), done=()))


def _enter(viewer: Viewer, day: FakeInspecting) -> None:
    gate = _gate(viewer)
    gate.inspecting = day
    viewer.window._workplace = gate.unlock(PASSPHRASE)
    viewer.window.navigator.home()
    viewer.settle()


def again(*pressed: str) -> Callable[[Stage], None]:
    """The violations of the last visit, after some keys."""

    def go(viewer: Stage) -> None:
        viewer.show("again")
        viewer.press(*pressed)

    return go


def faces(viewer: Stage) -> None:
    viewer.show("faces", photo=next(iter(album.hung(viewer.school.opened()))))


def moving(viewer: Stage) -> None:
    viewer.window.navigator.show("moving", inspection=viewer.sealed)
    viewer.settle()


def of_visit(name: str) -> Callable[[Stage], None]:
    def go(viewer: Stage) -> None:
        viewer.show(name)

    return go


DOOR: dict[str, Callable[[Viewer], None]] = {
    "start-language": first(0),
    "start-code": first(1),
    "start-passphrase": first(2),
    "start-done": first(3),
    "lock": locked,
    "lock-two": locked_for_two,
    "pin": pin,
    "pin-set": pin_set,
    "recover": outside("recover"),
    "invited": outside("invited"),
}
DAY: dict[str, Callable[[Viewer], None]] = {
    "home-full": full_day,
    "home-empty": empty_day,
    "search-full": inside("search"),
    "sync-refused": inside("sync"),
    "acts-full": inside("acts"),
}
VISIT: dict[str, Callable[[Stage], None]] = {
    "again": again(),
    "again-answered": again("2"),
    "moving": moving,
    "conflict": of_visit("conflict"),
    "faces": faces,
    "violations-open": SCENES["violations"],
}

OUTSIDE = {"start", "lock", "recover", "invited"}
SECOND = {"again", "moving", "conflict", "faces"}
"""Screens that no scene of the day shows."""
