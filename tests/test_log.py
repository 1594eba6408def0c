"""The log never becomes a trouble of its own."""

import logging
from pathlib import Path

import pytest

from inspector import log


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_makes_no_trace_of_the_log_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """An error is one line on standard error: not Python's complaint about the log, with the record in it."""
    with log.written_to(Path("/dev/full")):
        logging.getLogger("inspector.test").warning("something")
    assert capsys.readouterr().err == ""
