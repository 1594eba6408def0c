"""How refusals and our own faults are answered: a code and its places, never a trace."""

import logging
import traceback

import msgspec
from fastapi import Request, Response

from inspector.core.errors import Refusal
from inspector.hq.api.requests import json_response
from inspector.wire.errors import BadMessage, ServerFailed, to_reply

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


def fault_response(_: Request, error: Exception) -> Response:
    """The answer to our own mistake. The log says where, without the message: it may be somebody's data."""
    places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    log.critical("%s at %s", type(error).__name__, " < ".join(reversed(places)))
    status, reply = to_reply(ServerFailed())
    return json_response(msgspec.json.encode(reply), status)
