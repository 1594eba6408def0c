"""What can be wrong with a courier file. Each is one sentence, and nothing is lost by any of them."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector.core.errors import N_, BadInput, DiskFull, WorldFailed


class CourierRefused(BadInput):
    """A courier file that cannot be used."""

    code = "courier_refused"
    sentence = N_("This exchange file cannot be used.")


class NotACourierFile(CourierRefused):
    """Some other file."""

    code = "courier_unknown"
    sentence = N_("This is not an exchange file of this program.")


class CourierDamaged(CourierRefused):
    """Cut, or bytes were lost; nothing of it is believed."""

    code = "courier_damaged"
    sentence = N_("The exchange file is damaged or was not written to its end. Have it made again; nothing is lost.")


class CourierChanged(CourierRefused):
    """The signature over the whole file does not hold."""

    code = "courier_changed"
    sentence = N_("The exchange file was changed after it was made. Have it made again; nothing is lost.")


class NotForUs(CourierRefused):
    """Closed with a key that is not here."""

    code = "courier_not_for_us"
    sentence = N_("The exchange file was made for somebody else: another headquarters or another laptop.")


class NotOurCourier(CourierRefused):
    """Signed by another laptop than the one it names, or for a purpose it does not have."""

    code = "courier_contradicts"
    sentence = N_("The exchange file contradicts itself. Have it made again; nothing is lost.")


class WrongDirection(CourierRefused):
    """Headquarters was given a reply, or a laptop what goes to headquarters."""

    code = "courier_direction"
    sentence = N_("This exchange file goes the other way: it is not to be read here.")


class CourierUnreadable(WorldFailed):
    """The stick is gone, or the file cannot be opened."""

    code = "courier_unreadable"
    sentence = N_("The file {file} cannot be read. Check the drive.")


class CourierUnwritable(WorldFailed):
    """The stick is gone, full or locked against writing."""

    code = "courier_unwritable"
    sentence = N_("The file {file} cannot be written. Check the drive; everything is still kept here.")


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say in our words what the system says about reading a file."""
    try:
        yield
    except OSError as error:
        raise CourierUnreadable(file=path.name) from error


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Say in our words what the system says about writing a file."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise CourierUnwritable(file=path.name) from error
