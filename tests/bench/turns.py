"""The longest turn of the window's event loop over steps of a day, against the yardstick of tests/looks/watch.py."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.ui.screens.base import Screen
from tests.bench.measure import Comparison
from tests.looks.stage import Stage, stage
from tests.looks.watch import FELT, Watch, yardstick

ARCHIVE = "/data/cctv/archive"


def steps(on: Stage) -> Iterator[Callable[[], object]]:
    """Screens that come back, answers, another look, another language."""
    window, ours = on.window, {"inspection": on.school.inspection}

    def press(digit: int) -> Callable[[], object]:
        return lambda: isinstance(window.screen, Screen) and window.screen.digit(digit)

    yield window.navigator.home
    for name in ("summary", "signatures", "coverage"):
        yield lambda name=name: window.navigator.show(name, **ours)
    yield lambda: window.navigator.show("questions", node=ARCHIVE, **ours)
    for digit in (1, 2):
        yield press(digit)
    for look in ("dark", "light"):
        yield lambda look=look: window.choose_theme(look)
    for code in ("kk", "ru"):
        yield lambda code=code: window.choose_language(code)


@contextmanager
def workload(folder: Path) -> Iterator[Comparison]:
    """CPU seconds; a hand feels what takes longer than five yardsticks."""
    with stage(folder) as on:
        watch = Watch(on)

        def ours() -> float:
            return max(watch.seconds(step) for step in steps(on))

        yield Comparison(
            name="longest turn of the window, CPU", ours=ours, floor=yardstick, floor_name="a page dressed and read",
            goal=FELT,
        )  # fmt: skip
