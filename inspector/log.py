"""The log of one laptop: what the program did, never what was answered and never about whom."""

import logging
import logging.handlers
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
BUGS = logging.getLogger("inspector.bug")


class _Quiet(logging.handlers.RotatingFileHandler):
    """A log that cannot be written (a full disk) prints its line nowhere else and fails nothing that was done."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Nothing."""

    def close(self) -> None:
        """What could not be written is given up."""
        with suppress(OSError):
            super().close()


@contextmanager
def written_to(path: Path) -> Iterator[None]:
    """Write to `path` (1 MB, three old files) for a while; uncaught exceptions of any thread go there too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = _Quiet(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    hooks = sys.excepthook, threading.excepthook
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # httpx writes every address it asks at INFO; a sync of one inspection would fill the log.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    sys.excepthook = lambda *raised: bug(raised[1])
    threading.excepthook = lambda args: bug(args.exc_value or args.exc_type())
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hooks
        root.removeHandler(handler)
        handler.close()


def bug(error: BaseException) -> None:
    """Log where our own mistake is, without the values in its message: they may be somebody's data."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{_short(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}")
        trace = trace.tb_next
    BUGS.critical("%s at %s", type(error).__name__, " < ".join(reversed(frames)))


def _short(file: str) -> str:
    """From the package on: the folders above it name a person where the program lies in their home."""
    parts = Path(file).parts
    for name in ("site-packages", "inspector", "tests"):
        if name in parts:
            at = len(parts) - 1 - parts[::-1].index(name)
            return "/".join(parts[at + (name == "site-packages") :])
    return parts[-1] if parts else file
