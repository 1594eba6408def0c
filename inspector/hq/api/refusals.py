"""How refusals and our own faults are answered: a code and its places, never a trace."""

import logging
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec
from fastapi import Request, Response

from inspector.core.errors import Refusal
from inspector.hq.api.requests import json_response
from inspector.wire.errors import BadMessage, ServerFailed, to_reply

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger(__name__)


def refusal_response(_: Request, error: Exception) -> Response:
    """The answer to a refusal."""
    assert isinstance(error, Refusal)
    status, reply = to_reply(error)
    return json_response(msgspec.json.encode(reply), status)


def http_response(_: Request, error: Exception) -> Response:
    """The answer to an address or method that does not exist."""
    status = int(getattr(error, "status_code", 404))
    return json_response(msgspec.json.encode(to_reply(BadMessage())[1]), status)


class Faults:
    """Catches our own mistakes around the whole application (ASGI).

    The framework's own handler would log the exception again, with its message: that may be somebody's data. Ours
    logs only where it broke.
    """

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with `server_failed` unless an answer had begun."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sent(message: MutableMapping[str, Any]) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends here
            places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
            log.critical("%s at %s", type(error).__name__, " < ".join(reversed(places)))
            if not begun:
                status, reply = to_reply(ServerFailed())
                await json_response(msgspec.json.encode(reply), status)(scope, receive, send)
