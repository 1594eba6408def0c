"""The group of an object vulnerable to terrorism, computed with an explained trace.

Two editions of the rule are met in the field (Order 117 of 30.03.2022):

* current text, p. 77-79: group 2 is a district centre, a city or the capital, or more people than the threshold;
  everything else is group 1;
* the text of 2022, as the interior minister told it: up to a first threshold group 3 (cameras and warning); up to
  a second one group 2 (cameras to the police operations centre, alarm button); above it, and every school of a
  regional centre, group 1 (licensed guard, turnstiles).

Thresholds and settlements come from the parameters of the checklist; a blank one judges nothing.
"""

from collections.abc import Set
from dataclasses import dataclass

Value = int | str | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One comparison of the trace: `fact` ("people", "settlement", "regional_centre") had `value`, was held against
    `limit`, and `met` tells whether it put the object into the group looked at; None when it could not be compared.
    """

    fact: str
    value: Value
    limit: Value
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectGroup:
    """The computed group, None when the facts do not decide, and the comparisons that led there, in order."""

    group: int | None
    trace: tuple[Step, ...]


def group_current(
    *, people: int | None, settlement: str, people_threshold: int | None, settlements: Set[str]
) -> ObjectGroup:
    """The group by the current text (2: stricter). One condition met is enough; to be group 1 both must be known."""
    by_place = Step(
        fact="settlement",
        value=settlement,
        limit=" ".join(sorted(settlements)),
        met=settlement in settlements if settlement and settlements else None,
    )
    by_people = _more_than(people, people_threshold)
    return ObjectGroup(group=_decide(2, 1, (by_place, by_people)), trace=(by_place, by_people))


def group_2022(
    *, people: int | None, regional_centre: bool | None, first_threshold: int | None, second_threshold: int | None
) -> ObjectGroup:
    """The group by the text of 2022 (1: strictest). `regional_centre`: whether it is a school of a regional centre."""
    by_place = Step(fact="regional_centre", value=regional_centre, limit=True, met=regional_centre)
    over_second = _more_than(people, second_threshold)
    strict = (by_place, over_second)
    if any(step.met for step in strict):
        return ObjectGroup(group=1, trace=strict)
    over_first = _more_than(people, first_threshold)
    lower = _decide(2, 3, (over_first,))
    group = None if any(step.met is None for step in strict) else lower
    return ObjectGroup(group=group, trace=(*strict, over_first))


def _more_than(people: int | None, threshold: int | None) -> Step:
    met = None if people is None or threshold is None else people > threshold
    return Step(fact="people", value=people, limit=threshold, met=met)


def _decide(if_any: int, if_none: int, steps: tuple[Step, ...]) -> int | None:
    if any(step.met for step in steps):
        return if_any
    return None if any(step.met is None for step in steps) else if_none
