"""The national checklist as the tests hold it: compiled once, started for a place and a day, answered from a tree."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from inspector.forms.authoring import CompiledChecklist, compile_checklist
from inspector.forms.form import Form
from inspector.forms.session import Session

CHECKLIST = Path(__file__).resolve().parents[2] / "resources" / "checklists" / "school-safety.md"
VISIT = date(2026, 11, 24)

Answers = Mapping[str, Any]
"""Names to values; a mapping is a group, a list is the rows of a repeat."""


@cache
def compiled() -> CompiledChecklist:
    """The national checklist."""
    return compile_checklist(CHECKLIST, titled=True)


@cache
def form() -> Form:
    """The national checklist as a laptop runs it."""
    return Form.parse(compiled().form_xml.encode())


def start(site_type: str = "school", settlement: str = "city", **facts: str) -> Session:
    """A visit to such a place, with parameters and declared values changed as given."""
    parameters = {parameter.name: parameter.value for parameter in compiled().parameters}
    place = {"visit_date": VISIT.isoformat(), "visit_kind": "monitoring", "body": ""}
    return Session(
        form(), preload={**parameters, **place, "site_type": site_type, "site_settlement": settlement, **facts}
    )


def put(session: Session, answers: Answers, at: str = "/data") -> Session:
    """Answer, in the order given."""
    for name, value in answers.items():
        node = f"{at}/{name}"
        if isinstance(value, Mapping):
            put(session, value, node)
        elif isinstance(value, list):
            for row in value:
                put(session, row, session.add_row(node))
        else:
            session.set(node, str(value))
    return session


def ago(days: int) -> str:
    """That many days before the visit; negative is after it."""
    return (VISIT - timedelta(days=days)).isoformat()


def found(session: Session) -> list[str]:
    """What failed, by name, in document order."""
    return [finding.check for finding in session.findings()]


def figures(session: Session) -> dict[str, tuple[int | None, int | None, int | None, int | None]]:
    """The indicators: n, N, lower, upper."""
    return {one.name: (one.n, one.of, one.lower, one.upper) for one in session.indicators()}
