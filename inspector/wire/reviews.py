"""What headquarters says of a sealed inspection after reading it, and what it still follows at an institution.

Both travel as changes: a review to the laptop that sealed the inspection and to nobody else, violations inside the
`last_visit` of their institution.
"""

import msgspec

ACCEPTED = "accepted"
RETURNED = "returned"

OPEN = "open"
FIXED = "fixed"
WITHDRAWN = "withdrawn"


class ReviewComment(msgspec.Struct, frozen=True, kw_only=True):
    """One comment at one question. `node` is the question's, `photo` the SHA-256 of the photo it speaks of, or ""."""

    id: str
    node: str
    text: str
    photo: str = ""


class ReviewBody(msgspec.Struct, frozen=True, kw_only=True):
    """kind "review": what was decided of one sealed revision.

    `outcome` is "accepted" or "returned"; `round` counts the reviews of the inspection; `manifest_sha256` names the
    very seal that was read. `by` is who read it, `at` UTC, `term` the day (YYYY-MM-DD) by which an answer is
    expected, or "".
    """

    id: str
    inspection: str
    revision: int
    manifest_sha256: str
    round: int
    outcome: str
    by: str
    at: str
    term: str = ""
    comments: list[ReviewComment] = []


class ViolationBody(msgspec.Struct, frozen=True, kw_only=True):
    """A finding headquarters follows until it is fixed: one per check of an institution.

    `check` is the check's or rule's name, `places` how many rows of a roster it was found in (1 for a plain check).
    `opened` is the day of the visit that found it, `due` the last day to fix it: delivery of the act plus `due_days`;
    "" while the act is not delivered. `verdict` is what the latest visit said: "", not_fixed, partly or unchecked.
    A violation without severity is a recommendation. `message` holds nothing personal or restricted.
    """

    id: str
    check: str
    severity: str
    norm: str
    message: dict[str, str]
    places: int
    opened: str
    due_days: int | None
    due: str = ""
    verdict: str = ""
