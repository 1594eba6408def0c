"""The desktop program: the laptop and its window."""

import logging
import time

from inspector import log
from inspector.laptop import Laptop
from inspector.paths import Home
from inspector.settings import SettingsFile

LOG = logging.getLogger(__name__)


def run(home: Home) -> int:
    """Show the window until it is closed; the exit code. Raises NoDisplay."""
    started = time.perf_counter()
    with log.written_to(home.log):
        from inspector.ui import app

        def painted() -> None:
            LOG.info("first window painted in %d ms", round((time.perf_counter() - started) * 1000))

        return app.run(Laptop(home), SettingsFile(home.settings), painted)
