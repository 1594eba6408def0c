"""The log of one laptop: what the program did, never what was answered and never about whom."""

import logging
import logging.handlers
import sys
import threading
from pathlib import Path
from types import TracebackType

FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start(path: Path, level: int = logging.INFO) -> logging.Handler:
    """Write to `path` (1 MB, three old files). Uncaught exceptions go there too. Returns the handler."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    # httpx writes every address it asks at INFO; a sync of one inspection would fill the log.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    sys.excepthook = _report
    threading.excepthook = lambda args: _report(args.exc_type, args.exc_value, args.exc_traceback)
    return handler


def _report(kind: type[BaseException], _: BaseException | None, trace: TracebackType | None) -> None:
    """Log where it broke, without the values in the message: they may be somebody's data."""
    frames = []
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    logging.getLogger("inspector.bug").critical("%s at %s", kind.__name__, " < ".join(reversed(frames)))
    if sys.stderr is not None:
        print(f"{kind.__name__}: see the log", file=sys.stderr)
