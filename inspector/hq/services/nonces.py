"""Nonces of signed requests, remembered for as long as a request may be repeated.

They are kept by this process only. Everything a laptop may ask is idempotent, so a request replayed to another
process, or after a restart, does nothing that the first did not; and a commit for every request would halve intake.
"""

import threading
from collections.abc import Callable
from datetime import datetime


class RecentNonces:
    """A wire.signing.NonceStore in memory; what expired is forgotten by the minute."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._by_minute: dict[int, set[tuple[str, str]]] = {}

    def remember(self, device: str, nonce: str, until: datetime) -> bool:
        """True when this device's nonce was not seen before."""
        minute = int(until.timestamp()) // 60
        present = int(self._clock().timestamp()) // 60
        entry = (device, nonce)
        with self._lock:
            for old in [one for one in self._by_minute if one < present]:
                del self._by_minute[old]
            if any(entry in seen for seen in self._by_minute.values()):
                return False
            self._by_minute.setdefault(minute, set()).add(entry)
            return True
