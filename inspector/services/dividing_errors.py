"""What can stand in the way of dividing an inspection between two laptops."""

from inspector.core.errors import N_, BadInput, Refusal


class WrongShareCode(BadInput):
    """The one-time code does not open the share."""

    code = "share_code"
    sentence = N_("The code does not fit this file. Ask your colleague for it again, letter by letter.")


class ShareOfOurs(BadInput):
    """A share on the laptop that gave it."""

    code = "share_ours"
    sentence = N_("This share was given from this very laptop: it is to be taken on your colleague's.")


class ShareUnknown(BadInput):
    """Answers to a share that was not given here, or a draft that is no share."""

    code = "share_unknown"
    sentence = N_("This laptop knows of no such share of an inspection.")


class ShareDoesNotFit(BadInput):
    """What came does not fit the draft."""

    code = "share_does_not_fit"
    sentence = N_("What came does not fit this inspection. Nothing was changed; have the file made again.")


class ShareWantsChecklist(Refusal):
    """The draft stands on a version of the checklist that is not here."""

    code = "share_checklist"
    sentence = N_("The inspection needs a version of the checklist that is not here. Exchange with headquarters first.")


class PartHere(Refusal):
    """Two parts of one inspection, or a part given on."""

    code = "part_here"
    sentence = N_("There already is a part of this inspection on this laptop. Give its answers back first.")


class PartNotSealed(Refusal):
    """A part was to be sealed."""

    code = "part_not_sealed"
    sentence = N_("A colleague leads this inspection: give your answers back, it is sealed on the colleague's laptop.")
