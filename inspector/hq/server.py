"""Serving: one line with the address once requests are answered; a clean end on SIGTERM or Ctrl+C."""

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn

from inspector.core.errors import N_, WorldFailed
from inspector.hq.app import create_app
from inspector.hq.settings import Settings

GRACE_SECONDS = 10
PROXIES = "127.0.0.0/8,::1,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"
"""Where a proxy of ours may stand. From anywhere else, X-Forwarded-For is what a stranger says of himself."""


class PortTaken(WorldFailed):
    """The address cannot be listened on."""

    code = "port_taken"
    sentence = N_("Cannot listen on {address}: {why}.")


class _Server(uvicorn.Server):
    """Says when it answers, and ends with exit code 0 when it was asked to end."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, then the line."""
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """As uvicorn's, without raising the signal again after everything was closed."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {kind: signal.signal(kind, self.handle_exit) for kind in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for kind, handler in before.items():
                signal.signal(kind, handler)


class Serving:
    """A headquarters that answers on `url`; `run` blocks until `stop` or a signal.

    The address is bound at once. Raises TlsRequired, PortTaken and whatever `create_app` raises.
    """

    def __init__(self, settings: Settings, ready: Callable[[], None] = lambda: None) -> None:
        settings.require_safe_transport()
        self._socket = _listen(settings.host, settings.port)
        try:
            self.app = create_app(settings)
        except BaseException:
            self._socket.close()
            raise
        scheme = "https" if settings.tls_cert and settings.tls_key else "http"
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        self.url = f"{scheme}://{host}:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self.app,
            log_config=None,
            access_log=False,
            server_header=False,
            ssl_certfile=settings.tls_cert,
            ssl_keyfile=settings.tls_key,
            proxy_headers=settings.behind_proxy,
            forwarded_allow_ips=PROXIES if settings.behind_proxy else None,
            timeout_graceful_shutdown=GRACE_SECONDS,
            ws="none",
        )
        self._server = _Server(config, ready)

    def run(self) -> None:
        """Answer until told to stop."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self.app.state.headquarters.close()
            self._socket.close()

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._server.should_exit = True


def serve(settings: Settings) -> int:
    """Serve until a signal; prints one line with the address when ready."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    serving = Serving(settings, ready=lambda: _announce(serving.url))
    serving.run()
    return 0


def _announce(url: str) -> None:
    sys.stdout.write(f"Қорған: {url}\n")
    sys.stdout.flush()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise PortTaken(address=f"{host}:{port}", why=error.strerror or type(error).__name__) from error
    listener.set_inheritable(True)
    return listener
