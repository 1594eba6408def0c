"""A signal to end the program closes the window as a person would: fields kept, lanes drained, store locked."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget

SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def closed_by_signals(window: QWidget) -> Iterator[None]:
    """While Qt waits for events, Python sees no signal: the byte it leaves in a socket wakes Qt instead."""
    waking, woken = socket.socketpair()
    waking.setblocking(False)
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: (woken.recv(1), window.close()))
    wakeup = signal.set_wakeup_fd(waking.fileno())
    handlers = {number: signal.signal(number, lambda *_: None) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(wakeup)
        notifier.setEnabled(False)
        waking.close()
        woken.close()
