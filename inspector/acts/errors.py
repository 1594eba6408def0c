"""What can go wrong with an act, and what a check of one says."""

from inspector.core.errors import N_, BadInput, Refusal


class PhotoMissing(BadInput):
    """A photo that the manifest names is not at hand, or is another one."""

    code = "act_photo"
    sentence = N_("The photo {name} is missing or was changed.")


class NotAnAct(BadInput):
    """The file is neither an act nor a sealed inspection of ours."""

    code = "not_an_act"
    sentence = N_("The file is neither an act nor a sealed inspection.")


class ActChanged(BadInput):
    """The PDF is not, byte for byte, what the device signed; `place` says where it shows."""

    code = "act_changed"
    sentence = N_("The act was changed after it was signed ({place}).")


class ActContradicts(BadInput):
    """The PDF is signed, but what it shows or carries is not what was sealed; `place` says where."""

    code = "act_contradicts"
    sentence = N_("The act does not say what was sealed ({place}).")


class Remark(Refusal):
    """Something a reader must know that does not make the act invalid."""

    code = "remark"


class StatusUnknown(Remark):
    """Said of every valid document: offline nobody knows what happened later."""

    code = "status_offline"
    sentence = N_("Status as of {date}; revoked or superseded: unknown offline.")


class SignerExpired(Remark):
    """The certificate is out of date now; it was in force at the time the device says it sealed."""

    code = "signer_expired"
    sentence = N_("The laptop's certificate expired on {date}; the time of sealing is what the laptop says.")


class DraftChecklist(Remark):
    """The act was made with a checklist whose Kazakh text nobody reviewed."""

    code = "draft_checklist"
    sentence = N_("The checklist's Kazakh text was not reviewed: the act is marked as a draft.")
