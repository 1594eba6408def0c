"""The PIN of the working day: a quick way back in for whoever gave the passphrase today.

What it protects, and how. Six digits are a million guesses: hours on any computer, whatever Argon2id costs. So
nothing that opens the data may lie on the disk under a PIN. The data key is wrapped under a key made of Argon2id
of the PIN and of a random secret; secret and wrapped key both live in this object, in the memory of the running
program, and nowhere else. Close the program, switch the laptop off, take its disk: no PIN opens it any more, only
the passphrase. (A disk image made of a sleeping laptop's hibernation file holds the memory, too: on such laptops the
disk itself must be encrypted, or hibernation be off. And who can read the memory of the running program still pays
Argon2id for each of the million guesses.)

While the laptop is locked the database is closed and its keys are forgotten, as under a passphrase: the PIN is no
curtain before open data. It holds until an hour of the same day (20:00). A clock that goes back ends it, for nobody
knows then what hour it is. Five errors end it until tomorrow; they are counted in the key file before a try, so that
closing and opening the program brings none back, and neither does setting a new PIN after the passphrase.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as time_of_day

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector.core import pin as digits
from inspector.services.errors import PinEnded, WrongPin
from inspector.services.insiders import PinStanding, PinState
from inspector.store.keys import KEY_BYTES, Cost, KeySlots, derive

UNTIL = time_of_day(20, 0)
SLACK = timedelta(seconds=90)
"""How far a clock may be set right without ending the PIN."""


def local_now() -> datetime:
    """This laptop's clock, with its offset from UTC."""
    return datetime.now().astimezone()


@dataclass(slots=True)
class _Kept:
    """One PIN. `seen` and `ticks` are the clock and the running seconds when it was last looked at; `wrong` counts
    errors here, too, for whoever edits the key file meanwhile. `over` is why it opens nothing any more.
    """

    since: datetime
    until: datetime
    salt: bytes = field(repr=False)
    secret: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)
    seen: datetime
    ticks: float
    wrong: int = 0
    over: PinStanding | None = None


class DayPins:
    """The PINs of one laptop, by slot. One object for the life of the program."""

    def __init__(
        self,
        slots: KeySlots,
        *,
        cost: Cost | None = None,
        until: Callable[[], time_of_day] = lambda: UNTIL,
        clock: Callable[[], datetime] = local_now,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._slots = slots
        self._cost = cost or Cost()
        self._until = until
        self._clock = clock
        self._ticks = ticks
        self._kept: dict[str, _Kept] = {}

    def set(self, slot: str, data_key: bytes, pin: str) -> None:
        """Hold it until this evening. Raises WeakPin and its kinds, PinEnded when today's ended or its hour is past."""
        digits.check(pin)
        if not self.state(slot).allowed:
            raise PinEnded
        now, salt, secret, nonce = self._clock(), os.urandom(16), os.urandom(KEY_BYTES), os.urandom(12)
        wrapped = nonce + AESGCM(self._key(pin, salt, secret)).encrypt(nonce, data_key, slot.encode())
        self._kept[slot] = _Kept(
            since=now,
            until=self._evening(now),
            salt=salt,
            secret=secret,
            wrapped=wrapped,
            seen=now,
            ticks=self._ticks(),
        )

    def state(self, slot: str) -> PinState:
        """How the PIN of that slot stands now."""
        now, kept = self._clock(), self._kept.get(slot)
        wrong = max(self._slots.pin_errors(slot, _day(now)), kept.wrong if kept is not None else 0)
        left = max(0, digits.TRIES - wrong)
        allowed = left > 0 and now < self._evening(now)
        if kept is None:
            return PinState(standing=PinStanding.NONE if left else PinStanding.ENDED, allowed=allowed)
        standing = self._standing(kept, now, left)
        return PinState(standing=standing, left=left, until=kept.until, since=kept.since, allowed=allowed)

    def open(self, slot: str, pin: str) -> bytes:
        """The data key. Raises WrongPin with the tries that are left, PinEnded when it opens nothing (any more)."""
        state = self.state(slot)
        if state.standing is not PinStanding.VALID:
            raise PinEnded
        kept, day = self._kept[slot], _day(self._clock())
        kept.wrong = digits.TRIES - state.left + 1
        self._slots.count_pin(slot, day, kept.wrong)
        try:
            key = self._key(pin, kept.salt, kept.secret)
            data_key = AESGCM(key).decrypt(kept.wrapped[:12], kept.wrapped[12:], slot.encode())
        except InvalidTag:
            if state.left <= 1:
                _end(kept, PinStanding.ENDED)
                raise PinEnded from None
            raise WrongPin(left=state.left - 1) from None
        kept.wrong = 0
        self._slots.count_pin(slot, day, 0)
        return data_key

    def forget(self, slot: str = "") -> None:
        """End the PIN of that slot, or all."""
        for each in [slot] if slot else list(self._kept):
            self._kept.pop(each, None)

    def _standing(self, kept: _Kept, now: datetime, left: int) -> PinStanding:
        if kept.over is not None:
            return kept.over
        run = timedelta(seconds=self._ticks() - kept.ticks)
        if now < kept.seen + run - SLACK:
            return _end(kept, PinStanding.CLOCK)
        kept.seen, kept.ticks = now, self._ticks()
        if now >= kept.until or _day(now) != _day(kept.since):
            return _end(kept, PinStanding.PAST)
        return PinStanding.VALID if left else _end(kept, PinStanding.ENDED)

    def _evening(self, now: datetime) -> datetime:
        return datetime.combine(now.date(), self._until(), now.tzinfo)

    def _key(self, pin: str, salt: bytes, secret: bytes) -> bytes:
        slow = derive(pin, salt, self._cost)
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=secret, info=b"qorgan pin 1").derive(slow)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _end(kept: _Kept, why: PinStanding) -> PinStanding:
    kept.over, kept.wrapped, kept.secret = why, b"", b""
    return why
