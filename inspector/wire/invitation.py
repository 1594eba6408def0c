"""Joining headquarters by files, where there is no network: an invitation, the laptop's request, and the reply.

The invitation carries the code, what `GET /root` says, and when it was written; whoever holds it may spend the code
once, as with the code on paper. The request is the body of `POST /enrol` and the key to close the reply to. The reply
is a courier file (kind reply) whose record "enrolled" is the signed answer; the first news stand beside it.
"""

from pathlib import Path
from typing import TypeVar

import msgspec

from inspector.wire.courier_errors import NotACourierFile, readable
from inspector.wire.messages import RootReply, Sealed

INVITATION, REQUEST = "qorgan-invitation-1", "qorgan-enrol-request-1"
ENROLLED = "enrolled"
LONGEST = 256 * 1024

T = TypeVar("T", "Invitation", "Request")


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """From headquarters. `server` is its address for later, `now` its time (ISO 8601 with offset)."""

    format: str
    code: str
    server: str
    now: str
    root: RootReply


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """From the laptop. `reply_key` is its X25519 public key (base64, raw)."""

    format: str
    sealed: Sealed
    reply_key: str


def read(path: Path, kind: type[T], name: str) -> T:
    """A small file of that kind and format. Raises NotACourierFile, CourierUnreadable."""
    with readable(path), path.open("rb") as stream:
        data = stream.read(LONGEST + 1)
    try:
        found = msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NotACourierFile from error
    if len(data) > LONGEST or found.format != name:
        raise NotACourierFile
    return found
