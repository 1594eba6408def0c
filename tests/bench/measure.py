"""Ours and the floor, one after the other, again and again in the same minute: only their ratio means something.

The same code is up to twice as slow a minute later on a shared machine, so nothing here compares with a number that
was measured before, and a goal leaves a quarter of slack.
"""

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ROUNDS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One line of the table. `ours` and `floor` do the work once and return the seconds it took."""

    name: str
    ours: Callable[[], float]
    floor: Callable[[], float]
    floor_name: str
    goal: float
    rounds: int = ROUNDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Medians in milliseconds and how many times the floor ours took; `met` when that is within the goal."""

    name: str
    floor_name: str
    ours_ms: float
    floor_ms: float
    ratio: float
    goal: float

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio <= self.goal


def compare(comparison: Comparison) -> Result:
    """Run both sides interleaved, after one round that only warms up."""
    comparison.ours(), comparison.floor()
    pairs = [(comparison.ours(), comparison.floor()) for _ in range(comparison.rounds)]
    ours = statistics.median(pair[0] for pair in pairs) * 1000
    floor = statistics.median(pair[1] for pair in pairs) * 1000
    return Result(
        name=comparison.name,
        floor_name=comparison.floor_name,
        ours_ms=ours,
        floor_ms=floor,
        ratio=ours / floor,
        goal=comparison.goal,
    )


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table."""
    lines = ["| workload | ours, ms | floor, ms | ratio | goal | |", "|---|---:|---:|---:|---:|---|"]
    lines += [
        f"| {result.name} / {result.floor_name} | {result.ours_ms:.2f} | {result.floor_ms:.2f} "
        f"| {result.ratio:.2f} | <= {result.goal:.2f} | {'met' if result.met else 'MISSED'} |"
        for result in results
    ]
    return "\n".join(lines)
