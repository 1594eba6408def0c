"""What every test stands on: no display, one locale, translations compiled, and nothing left running afterwards."""

import os
import sys
import threading
from collections.abc import Iterator

# Both must stand before Qt is imported: it aborts without a display and warns in the C locale.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"

import pytest

import dev

LEAK_GRACE_S = 5.0


def pytest_configure(config: pytest.Config) -> None:
    dev.compile_translations()


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """A thread that outlives its test breaks another one, or the end of the program, where nobody looks for it."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(LEAK_GRACE_S)
    alive = [thread.name for thread in left if thread.is_alive()]
    if alive:
        pytest.fail(f"threads left running: {', '.join(alive)}", pytrace=False)


@pytest.fixture(autouse=True)
def no_qthread_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same for Qt's own threads, in the tests that have loaded Qt."""
    if "PySide6.QtCore" not in sys.modules:
        yield
        return
    from PySide6.QtCore import QThread, QThreadPool

    started: list[QThread] = []
    start = QThread.start

    def remember(thread: QThread, *arguments: object) -> None:
        started.append(thread)
        start(thread, *arguments)

    monkeypatch.setattr(QThread, "start", remember)
    yield
    running = [thread for thread in started if thread.isRunning() and not thread.wait(int(LEAK_GRACE_S * 1000))]
    assert not running, f"QThreads left running: {running}"
    assert QThreadPool.globalInstance().waitForDone(int(LEAK_GRACE_S * 1000)), "jobs left in the thread pool"
