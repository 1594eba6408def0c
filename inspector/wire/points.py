"""The points of an act: its findings grouped and in the order in which they are numbered.

A point is what an objection or a dissent speaks of, so the number a person saw while reading, the number under the
seal and the number on paper come from this one place. Pure: the same findings give the same numbers for ever.
"""

import re
from collections.abc import Sequence

from inspector.core.verdict import Severity
from inspector.wire.manifest import FindingFacts, Manifest

_ROW = re.compile(r"\[[^\]]*\]")
_SEVEREST_FIRST = (Severity.GROSS, Severity.SIGNIFICANT, Severity.MINOR)

Group = list[FindingFacts]


def points(findings: Sequence[FindingFacts]) -> list[Group]:
    """Findings as points 1, 2, 3…: one of each kind for all rows of a roster; severest first, recommendations last."""
    groups: dict[tuple[str, ...], Group] = {}
    for finding in findings:
        groups.setdefault(_same(finding), []).append(finding)
    order = {severity.value: rank for rank, severity in enumerate(_SEVEREST_FIRST)}
    return sorted(groups.values(), key=lambda group: order.get(group[0].severity, len(order)))


def standing(manifest: Manifest) -> list[FindingFacts]:
    """What an act states as found: all of its findings but those a desk revision took back."""
    gone = {each.node for each in manifest.withdrawn}
    return [finding for finding in manifest.findings if finding.node not in gone]


def name_of(group: Group) -> str:
    """A name of the point that outlives a change of its number."""
    return "|".join(_same(group[0]))


def subject(name: str) -> str:
    """What a point of that name is about, whatever its severity and term became since."""
    return "|".join(name.split("|")[1:3])


def _same(finding: FindingFacts) -> tuple[str, ...]:
    days = "" if finding.due_days is None else str(finding.due_days)
    return finding.severity, _ROW.sub("", finding.node), finding.kind, finding.norm, days
