"""What the laptop's store and services can refuse (see also core.errors.DiskFull).

WrongPassphrase         does not open any slot; `seconds` to wait before the next try
  TooManyAttempts       the same, with a wait; also when a try comes before the wait is over
WrongPin                does not fit; `left` tries before the PIN ends for the day
PinEnded                no PIN opens now: five errors, its hour, or the clock
WeakPassphrase          too short to protect anything
NotEnrolled             there is no laptop in this folder yet
AlreadyEnrolled         there is one already
NewerDatabase           written by a later version of the program
DamagedDatabase         the database or its keys cannot be read
  DamagedInUse          the same, found while it was open: the last good copy comes back at the next opening
DamagedFile             an encrypted file was changed, cut or is missing
DamagedJournal          a journal that somebody edited
InspectionSealed        nothing can be written to it any more
NothingNewer            the draft stands on the checklist published last
NotReturned             headquarters did not send it back
OnlyOnSite              what was found on the spot is not changed at a desk
ChangedElsewhere        the journal holds more than the inspection that is open here
DiskTrouble             the disk refused for another reason than being full
(core.errors.DiskFull)  the disk is full
"""

from inspector.core.errors import N_, BadInput, Refusal, WorldFailed

MIN_PASSPHRASE = 10


class WrongPassphrase(BadInput):
    """Opens no slot. `seconds` is how long the next try is refused."""

    code = "wrong_passphrase"
    sentence = N_("Wrong passphrase.")

    def __init__(self, *, seconds: int = 0) -> None:
        super().__init__(seconds=seconds)
        self.seconds = seconds


class TooManyAttempts(WrongPassphrase):
    """Wrong several times in a row; the wait doubles and survives a restart."""

    code = "too_many_attempts"
    sentence = N_("The passphrase was wrong several times. Try again in {seconds} s.")


class WrongPin(BadInput):
    """Not the PIN of this inspector; `left` is how many more tries there are today."""

    code = "wrong_pin"
    sentence = N_("The PIN did not fit. Tries left: {left}.")

    def __init__(self, *, left: int) -> None:
        super().__init__(left=left)
        self.left = left


class PinEnded(BadInput):
    """Only the passphrase opens now."""

    code = "pin_ended"
    sentence = N_("The PIN does not open any more today. Enter the passphrase.")


class WeakPassphrase(BadInput):
    """Shorter than ten characters."""

    code = "weak_passphrase"
    sentence = N_("A passphrase needs at least {length} characters.")

    def __init__(self) -> None:
        super().__init__(length=MIN_PASSPHRASE)


class NotEnrolled(Refusal):
    """The folder holds no laptop yet."""

    code = "laptop_not_enrolled"
    sentence = N_("This laptop is not enrolled yet.")


class AlreadyEnrolled(Refusal):
    """The folder already holds an enrolled laptop."""

    code = "already_enrolled"
    sentence = N_("This laptop is already enrolled.")


class NewerDatabase(Refusal):
    """A later program wrote the database; an older one would lose what it does not know."""

    code = "newer_database"
    sentence = N_("The data were written by a newer version of the program. Update the program.")


class DamagedDatabase(WorldFailed):
    """Database or key slots cannot be read with the right passphrase."""

    code = "damaged_database"
    sentence = N_("The data on this laptop are damaged. Restore a backup or ask headquarters.")


class DamagedInUse(DamagedDatabase):
    """It could be opened, and then a page of it could not be read."""

    code = "damaged_in_use"
    sentence = N_("The disk spoilt some data. Lock the laptop and open it again: the last good copy comes back.")


class DamagedFile(WorldFailed):
    """An encrypted file was changed, cut short or is missing."""

    code = "damaged_file"
    sentence = N_("A stored photo or act is damaged or missing.")


class DamagedJournal(WorldFailed):
    """The hash chain does not hold at `entry`: the journal was changed outside the program."""

    code = "damaged_journal"
    sentence = N_("The journal of this inspection was changed outside the program (entry {entry}).")


class InspectionSealed(Refusal):
    """A sealed inspection never changes."""

    code = "inspection_sealed"
    sentence = N_("This inspection is sealed and cannot be changed.")


class NothingNewer(BadInput):
    """There is no version to move to."""

    code = "nothing_newer"
    sentence = N_("This inspection already stands on the checklist published last.")


class ChangedElsewhere(Refusal):
    """Another window wrote to the inspection since it was opened here: what is shown is no longer what stands."""

    code = "changed_elsewhere"
    sentence = N_("This inspection was changed in another window. Leave it, open it again and go on.")


class StoreBusy(WorldFailed):
    """Another process held the data longer than a person waits."""

    code = "store_busy"
    sentence = N_("Another window of the program is using the data. Close it and repeat.")


class DiskTrouble(WorldFailed):
    """Reading or writing failed, not for want of space."""

    code = "disk_trouble"
    sentence = N_("The disk did not take the data. Everything confirmed is kept; repeat.")


class NoChecklist(Refusal):
    """There is nothing to ask yet."""

    code = "no_checklist"
    sentence = N_("No checklist has come from headquarters yet. Connect to the network once.")


class NotMapped(BadInput):
    """No item of the checklist belongs to that body's official checklist, so that there is nothing it may check."""

    code = "body_not_mapped"
    sentence = N_("The checklist has no items for a formal check by «{body}».")


class PictureRefused(BadInput):
    """A photo that cannot be taken in."""

    code = "picture_refused"
    sentence = N_("This picture cannot be used.")


class NotAPicture(PictureRefused):
    """Judged by content, whatever the file is called."""

    code = "not_a_picture"
    sentence = N_("This file is not a photo. JPEG, PNG and HEIC can be used.")


class PictureTooLarge(PictureRefused):
    """More bytes or pixels than any camera makes."""

    code = "picture_too_large"
    sentence = N_("This photo is too large. Up to {megabytes} MB and {megapixels} megapixels can be used.")


class PictureDamaged(PictureRefused):
    """Cut short or broken."""

    code = "picture_damaged"
    sentence = N_("This photo is damaged or was not copied completely. Copy it again.")


class PictureHere(PictureRefused):
    """The very same file hangs on this question already."""

    code = "picture_here"
    sentence = N_("This picture is here already.")


class TooManyPhotos(PictureRefused):
    """One more would make an act that headquarters does not take."""

    code = "too_many_photos"
    sentence = N_("An act holds up to {megabytes} MB of photos. Take some off to add others.")


class NoRoomForPhotos(WorldFailed):
    """Less free space than answers may still need; answers are written until the very end."""

    code = "no_room_for_photos"
    sentence = N_("Too little space on the disk for photos. Answers are still saved; free some space.")


class NotReturned(Refusal):
    """Headquarters has not sent this inspection back."""

    code = "not_returned"
    sentence = N_("Headquarters has not returned this inspection.")


class OnlyOnSite(BadInput):
    """A verdict, a number or a roster fact of a sealed inspection."""

    code = "only_on_site"
    sentence = N_("The answer changes only on a new visit.")
