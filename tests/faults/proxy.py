"""A line between laptop and headquarters that can be cut at a chosen byte."""

import contextlib
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

Judge = Callable[[str, bytes, "Line"], bool]
"""Asked for every piece: direction "up" or "down", the bytes, the line. False drops it and cuts the line."""


class Line:
    """One connection; `sent` counts bytes that went up since the last request line that was a push."""

    def __init__(self) -> None:
        self.pushing = False
        self.sent = 0


class Proxy:
    """Forwards 127.0.0.1:port to `target` while `judge` agrees."""

    def __init__(self, target: int, judge: Judge) -> None:
        self.target = target
        self.judge = judge
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._acceptor = threading.Thread(target=self._accept, name="proxy")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._acceptor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join()
        for end in tuple(self._open):
            _hang_up(end)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                _hang_up(near)
                continue
            self._open |= {near, far}
            line = Line()
            for direction, source, sink in (("up", near, far), ("down", far, near)):
                thread = threading.Thread(target=self._carry, args=(direction, source, sink, line), name=direction)
                self._threads.append(thread)
                thread.start()

    def _carry(self, direction: str, source: socket.socket, sink: socket.socket, line: Line) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(1024):
                if direction == "up":
                    line.pushing = line.pushing or piece.startswith(b"POST /api/v1/inspections ")
                    line.sent += len(piece) if line.pushing else 0
                if not self.judge(direction, piece, line):
                    break
                sink.sendall(piece)
        for end in (source, sink):
            _hang_up(end)
            self._open.discard(end)


def _hang_up(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
