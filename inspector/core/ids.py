"""Identifiers made on the laptop: UUID version 7 (RFC 9562 §5.7), so that they sort by birth."""

import os
import time
import uuid


def new_id() -> str:
    """A fresh UUIDv7 in its canonical text form."""
    milliseconds = time.time_ns() // 1_000_000
    raw = bytearray(milliseconds.to_bytes(6, "big") + os.urandom(10))
    raw[6] = 0x70 | (raw[6] & 0x0F)
    raw[8] = 0x80 | (raw[8] & 0x3F)
    return str(uuid.UUID(bytes=bytes(raw)))
