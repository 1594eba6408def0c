"""Who may open the laptop: key slots around one random data key, and the keys derived from it.

`keyslots.json` holds, per inspector, the data key wrapped under a key that Argon2id makes of the passphrase, and
the escrow that only headquarters can open. A changed passphrase wraps anew; the data never have to be encrypted
again. Wrong tries are counted in the same file before the passphrase is tried, so that neither a kill nor a
restart gives a free try. (Whoever copies the file is stopped by Argon2id alone: the delay is for the one who sits
at the laptop. Whoever edits the counters wins free tries at the screen and nothing else.)

Several inspectors share a laptop: each has a slot around the same data key, opened by a passphrase of their own, and
its id, which outlives a changed passphrase, tells who is working. Of the PIN of the day (store.pins) only the number
of errors is kept here.
"""

import os
import time
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector.core.errors import DiskFull
from inspector.core.ids import new_id
from inspector.services.errors import (
    MIN_PASSPHRASE,
    DamagedDatabase,
    NotEnrolled,
    TooManyAttempts,
    WeakPassphrase,
    WrongPassphrase,
)
from inspector.services.insiders import Insider
from inspector.store.disk import write_durably

KEY_BYTES = 32
LONGEST_WAIT_S = 900
HIGHEST_COST_KIB = 1 << 20
"""A slot file that asks for more than 1 GiB was not written by us."""


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one try costs: about 0.2 s on an office laptop of 2020."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One inspector's way in. `wrapped` is nonce and AES-GCM of the data key; id, name and cost are bound to it."""

    id: str
    name: str
    cost: Cost
    salt: str
    wrapped: str


class Tries(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong passphrases since the last right one, and when the latest was tried (seconds since 1970)."""

    count: int = 0
    last: float = 0.0


class PinErrors(msgspec.Struct, frozen=True, kw_only=True):
    """Wrong PINs of one slot since the last right one, on `day` (YYYY-MM-DD, local)."""

    day: str
    count: int


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of keyslots.json. `escrow` is base64 of an HPKE box for headquarters; `pins` has slot ids."""

    format: str
    slots: list[Slot]
    escrow: str
    tries: Tries = Tries()
    pins: dict[str, PinErrors] = {}


class Unlocked(msgspec.Struct, frozen=True):
    """The data key, and the slot whose passphrase gave it."""

    data_key: bytes
    slot: str

    def __repr__(self) -> str:
        return f"Unlocked({self.slot})"


FORMAT = "qorgan-keyslots-1"


def new_data_key() -> bytes:
    """A fresh random data key."""
    return os.urandom(KEY_BYTES)


def subkey(data_key: bytes, purpose: str) -> bytes:
    """The key for one purpose ("database", "files"); knowing one tells nothing of another."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"qorgan {purpose} 1".encode()).derive(data_key)


def check_strength(passphrase: str) -> None:
    """Raises WeakPassphrase."""
    if len(_normal(passphrase).strip()) < MIN_PASSPHRASE:
        raise WeakPassphrase


class KeySlots:
    """The key file of one laptop."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._clock = clock

    def exist(self) -> bool:
        """Whether a laptop was enrolled here."""
        return self._path.exists()

    def names(self) -> tuple[str, ...]:
        """Whose passphrases open it; empty before enrolment."""
        return tuple(insider.name for insider in self.insiders())

    def insiders(self) -> tuple[Insider, ...]:
        """Who has a way in, the first enrolled first; empty before enrolment."""
        if not self.exist():
            return ()
        return tuple(Insider(id=slot.id, name=slot.name) for slot in self._read().slots)

    def create(self, name: str, passphrase: str, data_key: bytes, escrow: bytes, cost: Cost | None = None) -> str:
        """Write the file with its first slot; the slot's id. Raises WeakPassphrase, DiskFull."""
        check_strength(passphrase)
        slot = _wrap(new_id(), name, passphrase, data_key, cost or Cost())
        self._write(KeyFile(format=FORMAT, slots=[slot], escrow=b64encode(escrow).decode()))
        return slot.id

    def escrow(self) -> bytes:
        """The data key in headquarters' HPKE box."""
        return b64decode(self._read().escrow)

    def unlock(self, passphrase: str) -> bytes:
        """The data key. Raises NotEnrolled, WrongPassphrase, TooManyAttempts, DamagedDatabase."""
        return self.open(passphrase).data_key

    def open(self, passphrase: str, slot_id: str = "") -> Unlocked:
        """The data key, and whose slot gave it: the named one, or any. Raises what `unlock` raises."""
        file = self._read()
        self._refuse_early(file)
        counted = Tries(count=file.tries.count + 1, last=self._clock())
        self._count(counted)
        for slot in file.slots:
            data_key = _unwrap(slot, passphrase) if slot_id in ("", slot.id) else None
            if data_key is not None:
                self._count(Tries())
                return Unlocked(data_key, slot.id)
        raise _refusal(_wait_after(counted.count))

    def change(self, old: str, new: str, cost: Cost | None = None, slot_id: str = "") -> None:
        """Replace the passphrase of the slot that `old` opens. Raises WeakPassphrase and what `unlock` raises."""
        check_strength(new)
        opened = self.open(old, slot_id)
        self._replace(
            lambda slot: (
                _wrap(slot.id, slot.name, new, opened.data_key, cost or slot.cost) if slot.id == opened.slot else slot
            )
        )

    def add(self, slot_id: str, name: str, passphrase: str, data_key: bytes, cost: Cost | None = None) -> None:
        """A way in for one more inspector, or a new passphrase for the one who has that slot. Raises WeakPassphrase."""
        check_strength(passphrase)
        slot = _wrap(slot_id, name, passphrase, data_key, cost or Cost())
        file = self._read()
        known = any(each.id == slot_id for each in file.slots)
        kept = [slot if each.id == slot_id else each for each in file.slots]
        self._write(msgspec.structs.replace(file, slots=kept if known else [*kept, slot]))

    def forgive(self) -> None:
        """Forget wrong tries: somebody proved otherwise who they are."""
        self._count(Tries())

    def pin_errors(self, slot_id: str, day: str) -> int:
        """Wrong PINs of that slot on that day."""
        found = self._read().pins.get(slot_id)
        return found.count if found is not None and found.day == day else 0

    def count_pin(self, slot_id: str, day: str, count: int) -> None:
        """Remember them. A full disk does not stop the owner: then the running program alone counts."""
        file = self._read()
        if self.pin_errors(slot_id, day) == count:
            return
        kept = {slot: errors for slot, errors in file.pins.items() if errors.day == day and slot != slot_id}
        with suppress(DiskFull):
            self._write(msgspec.structs.replace(file, pins=kept | {slot_id: PinErrors(day=day, count=count)}))

    def _replace(self, change: Callable[[Slot], Slot]) -> None:
        file = self._read()
        self._write(msgspec.structs.replace(file, slots=[change(slot) for slot in file.slots]))

    def _refuse_early(self, file: KeyFile) -> None:
        """A try before the wait is over is not tried at all. A clock set back starts the wait anew."""
        elapsed = max(0.0, self._clock() - file.tries.last)
        left = _wait_after(file.tries.count) - elapsed
        if left > 0:
            if self._clock() < file.tries.last:
                self._count(Tries(count=file.tries.count, last=self._clock()))
            raise TooManyAttempts(seconds=int(left) + 1)

    def _count(self, tries: Tries) -> None:
        """A full disk must not lock the owner out: then the try is not counted.

        The slots are written as they are now: Argon2id takes long enough for another window to change them.
        """
        with suppress(DiskFull):
            self._write(msgspec.structs.replace(self._read(), tries=tries))

    def _read(self) -> KeyFile:
        try:
            return parse(self._path.read_bytes())
        except FileNotFoundError:
            raise NotEnrolled from None

    def _write(self, file: KeyFile) -> None:
        write_durably(self._path, [_text(file)])


def parse(data: bytes) -> KeyFile:
    """The key file of these bytes. Raises DamagedDatabase."""
    try:
        file = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedDatabase from error
    if file.format != FORMAT or any(slot.cost.memory_kib > HIGHEST_COST_KIB for slot in file.slots):
        raise DamagedDatabase
    return file


def opened_by(file: KeyFile, passphrase: str) -> Unlocked | None:
    """What the passphrase opens, None when it is nobody's: of a file that lies elsewhere, without delays."""
    for slot in file.slots:
        data_key = _unwrap(slot, passphrase)
        if data_key is not None:
            return Unlocked(data_key, slot.id)
    return None


def without_tries(data: bytes) -> bytes:
    """The same key file as nobody has tried it yet. Raises DamagedDatabase."""
    return _text(msgspec.structs.replace(parse(data), tries=Tries(), pins={}))


def _text(file: KeyFile) -> bytes:
    return msgspec.json.format(msgspec.json.encode(file), indent=2)


def _wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong tries: 1, 2, 4, 8 and so on up to a quarter hour."""
    return 0 if wrong < 1 else min(LONGEST_WAIT_S, 1 << min(wrong - 1, 20))


def _refusal(seconds: int) -> WrongPassphrase:
    return TooManyAttempts(seconds=seconds) if seconds else WrongPassphrase()


def _normal(passphrase: str) -> str:
    """The same letters typed on another system give the same bytes."""
    return unicodedata.normalize("NFC", passphrase)


def derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Argon2id of what a person typed: 32 bytes, at that cost."""
    argon = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return argon.derive(_normal(passphrase).encode())


def _bound(slot_id: str, name: str, cost: Cost) -> bytes:
    return msgspec.json.encode([FORMAT, slot_id, name, cost])


def _wrap(slot_id: str, name: str, passphrase: str, data_key: bytes, cost: Cost) -> Slot:
    salt, nonce = os.urandom(16), os.urandom(12)
    key = derive(passphrase, salt, cost)
    wrapped = nonce + AESGCM(key).encrypt(nonce, data_key, _bound(slot_id, name, cost))
    return Slot(id=slot_id, name=name, cost=cost, salt=b64encode(salt).decode(), wrapped=b64encode(wrapped).decode())


def _unwrap(slot: Slot, passphrase: str) -> bytes | None:
    """The data key, or None when the passphrase is not this slot's. Raises DamagedDatabase."""
    try:
        wrapped = b64decode(slot.wrapped, validate=True)
        key = derive(passphrase, b64decode(slot.salt, validate=True), slot.cost)
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], _bound(slot.id, slot.name, slot.cost))
    except InvalidTag:
        return None
    except ValueError as error:
        raise DamagedDatabase from error
