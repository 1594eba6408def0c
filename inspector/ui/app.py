"""Starts the window. What is not needed for its first picture (database, PDF, network) is not imported here."""

import logging
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from inspector.core.errors import N_, WorldFailed
from inspector.ui import language, theme
from inspector.ui.stopping import closed_by_signals
from inspector.ui.window import AppWindow

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext

    from inspector.services.ports import Gate
    from inspector.settings import SettingsFile

LOG = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
DESIGN_SIZE = (1366, 768)


class NoDisplay(WorldFailed):
    """There is no screen to draw on. Qt would abort the process, so it is asked before."""

    code = "no_display"
    sentence = N_("There is no display to show the window on.")


def run(gate: "Gate", settings: "SettingsFile", on_first_paint: Callable[[], None]) -> int:
    """The whole life of the desktop program; its exit code. Raises NoDisplay."""
    # A lane at work gives way after a millisecond (Python's five are felt: a screen asks for its turn again and again).
    sys.setswitchinterval(0.001)
    window = build(gate, settings)
    FirstPaint(window, on_first_paint)
    if settings.current.full_screen:
        window.showFullScreen()
    else:
        window.show()
    with closed_by_signals(window):
        return QApplication.exec()


def build(gate: "Gate", settings: "SettingsFile") -> AppWindow:
    """The window on its first screen (not shown yet). For `run`, tests and the guided demo."""
    application = _application()
    language.current.choose(settings.current.language)
    theme.apply(application, settings.current.theme, settings.current.text_percent)
    window = AppWindow(gate, settings)
    window.resize(*DESIGN_SIZE)
    window.start()
    return window


class FirstPaint(QObject):
    """Tells once that `window` has painted itself."""

    def __init__(self, window: AppWindow, told: Callable[[], None]) -> None:
        super().__init__(window)
        self._told = told
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass; after the first paint, tell and go."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._told)
            self.deleteLater()
        return False


def has_display() -> bool:
    """Whether Qt can open a window here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _application() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        if theme.FAMILY not in _families():
            theme.load_fonts()
        return existing
    if not has_display():
        raise NoDisplay
    qInstallMessageHandler(_to_log)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Qorgan")
    application.setStyle("Fusion")
    theme.load_fonts()
    return application


def _families() -> list[str]:
    from PySide6.QtGui import QFontDatabase

    return QFontDatabase.families()


def _to_log(kind: QtMsgType, context: "QMessageLogContext", message: str) -> None:
    del context
    LOG.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
