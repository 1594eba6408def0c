"""The list of revoked laptops as a file: for whoever checks an act and has no laptop that headquarters told of them.

Signed by headquarters, as everything it says. The date of a revocation helps nobody who checks an act: the time of
sealing is the device's own word, so under a revoked certificate nothing is valid.
"""

from datetime import datetime
from pathlib import Path

import msgspec
from cryptography import x509

from inspector.wire import seal
from inspector.wire.errors import BadMessage
from inspector.wire.messages import RevocationBody, Signed

LONGEST = 16 * 1024 * 1024


class Revocations(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="revocations"):
    """Every certificate revoked until `at` (ISO 8601, UTC). The tag keeps other signed messages from passing for it."""

    at: str
    revoked: list[RevocationBody]


def read(path: Path, root: x509.Certificate, at: datetime) -> frozenset[str]:
    """Serials (hex) of the revoked certificates. Raises BadMessage, BadSignature, CertificateRefused and its kinds."""
    with path.open("rb") as stream:
        data = stream.read(LONGEST + 1)
    try:
        signed = msgspec.json.decode(data[:LONGEST], type=Signed)
        told = msgspec.json.decode(seal.open_signed(signed, root, at), type=Revocations)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage from error
    return frozenset(each.serial for each in told.revoked)
