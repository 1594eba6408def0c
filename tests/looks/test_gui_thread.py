"""The thread of the screens never touches the disk, a picture, a PDF or the network: it cannot be held up by them.

Who runs what is looked at, not how long it takes: a slow machine must not turn a good program red.
"""

import threading
from collections.abc import Callable

import httpx
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from inspector.store.engine import Database
from inspector.store.files import FileVault
from tests.looks.scenes import SCENES
from tests.looks.stage import Stage

SLOW = (
    (Database, "read"), (Database, "write"), (Database, "write_quickly"), (FileVault, "read"), (FileVault, "write"),
    (Image, "open"), (Canvas, "save"), (httpx.Client, "send"),
)  # fmt: skip


@pytest.mark.parametrize("scene", SCENES)
def test_what_is_slow_stays_off_the_screens(stage: Stage, scene: str, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[str] = []

    def watched(call: Callable[..., object], name: str) -> Callable[..., object]:
        def watching(*args: object, **kwargs: object) -> object:
            if threading.current_thread() is threading.main_thread():
                caught.append(name)
            return call(*args, **kwargs)

        return watching

    stage.dress("ru", "light")
    for owner, name in SLOW:
        monkeypatch.setattr(owner, name, watched(getattr(owner, name), f"{owner.__name__}.{name}"))
    SCENES[scene](stage)
    monkeypatch.undo()
    assert caught == []


def test_the_watch_sees_what_it_looks_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    caught = []
    monkeypatch.setattr(Database, "read", lambda _: caught.append(threading.current_thread()))
    with pytest.raises((AttributeError, TypeError)):
        stage.window.workplace.institutions.count()
    assert caught == [threading.main_thread()]
