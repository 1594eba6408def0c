"""Work on a returned inspection: what may be done at a desk, and how it reads in the manifest.

Every piece is one journal entry about something: the reply to a comment of headquarters (by the comment's id), the
wish for a new visit because of it, the caption of a photo (by its name), the reason why a finding is taken back (by
its node). A blank text takes the piece back. What was found on the spot is not touched.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from inspector.services.errors import OnlyOnSite
from inspector.services.ports import OperationKind
from inspector.wire.manifest import FindingFacts, ReplyFacts, WithdrawnFacts

if TYPE_CHECKING:
    from inspector.services.opened import OpenInspection

REPLY: Final = "reply"
VISIT: Final = "visit"
CAPTION: Final = "caption"
WITHDRAW: Final = "withdraw"
NOTE: Final = "note"
YES: Final = "yes"


def subject(piece: str, about: str) -> str:
    """How the journal names one piece."""
    return f"{piece}:{about}"


def check_allowed(opened: "OpenInspection", kind: OperationKind, node: str, path: str) -> None:
    """Raise OnlyOnSite unless a desk revision may have this entry. `path` is the node's schema path."""
    if kind in (OperationKind.DESK, OperationKind.ATTACH):
        return
    if kind is OperationKind.SET:
        above, _, name = path.rpartition("/")
        if name == NOTE and opened.form.has(above) and opened.form.spec(above).kind == "check":
            return
    if kind is OperationKind.SET and opened.form.spec(path).type == "binary":  # faces closed on a photo added since
        if opened.session.value(node) and opened.session.value(node) not in opened.sealed_photos:
            return
        raise OnlyOnSite
    if kind is OperationKind.DETACH and opened.session.value(f"{node}/photo") not in opened.sealed_photos:
        return
    raise OnlyOnSite


def replies(desk: Mapping[str, str]) -> list[ReplyFacts]:
    """Every answer to a comment, and every wish for a visit."""
    said = _about(desk, REPLY)
    wished = _about(desk, VISIT)
    return [
        ReplyFacts(comment=comment, text=said.get(comment, ""), visit=comment in wished)
        for comment in dict.fromkeys([*said, *wished])
    ]


def captions(desk: Mapping[str, str]) -> dict[str, str]:
    """Captions by the photo's name."""
    return _about(desk, CAPTION)


def withdrawn(desk: Mapping[str, str], findings: list[FindingFacts]) -> list[WithdrawnFacts]:
    """Findings taken back, as far as they are findings still."""
    reasons = _about(desk, WITHDRAW)
    nodes = dict.fromkeys(finding.node for finding in findings)
    return [WithdrawnFacts(node=node, reason=reasons[node]) for node in nodes if node in reasons]


def kept(desk: Mapping[str, str], findings: Sequence[FindingFacts]) -> list[FindingFacts]:
    """Findings that were not taken back: those the act numbers."""
    reasons = _about(desk, WITHDRAW)
    return [finding for finding in findings if finding.node not in reasons]


def words(desk: Mapping[str, str]) -> tuple[str, ...]:
    """Everything a person wrote: it will stand in the manifest that the act carries."""
    return tuple(text for text in desk.values() if text)


def _about(desk: Mapping[str, str], piece: str) -> dict[str, str]:
    start = f"{piece}:"
    return {key.removeprefix(start): text for key, text in desk.items() if text and key.startswith(start)}
