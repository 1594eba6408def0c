"""The four honest answers, the fifth state that is not an answer, and how bad a failure is in law."""

from enum import StrEnum


class Verdict(StrEnum):
    """What the inspector says of one check. BLANK is the absence of an answer and blocks signing."""

    OK = "ok"
    BAD = "bad"
    NA = "na"
    UNCHECKED = "unchecked"
    BLANK = ""


class Severity(StrEnum):
    """The law's classes (грубое, значительное, незначительное); NONE makes a failure a recommendation."""

    GROSS = "gross"
    SIGNIFICANT = "significant"
    MINOR = "minor"
    NONE = ""


class VisitKind(StrEnum):
    """Monitoring (акт обследования) or a formal check ordered by a registered act (EC art. 152)."""

    MONITORING = "monitoring"
    CHECK = "check"
