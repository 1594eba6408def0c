"""Whatever is done in whatever order: what was recomputed is what a fresh evaluation finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.forms.form import Form
from inspector.forms.session import Session
from tests.forms.example import ADULT, example_form, example_session
from tests.forms.schools import form as national
from tests.forms.schools import start

VALUES = st.sampled_from(["", "yes", "no", "ok", "bad", "na", "unchecked", "3", "2026-04-20", "A", "Б", ADULT, "wing"])
STEPS = st.lists(st.tuples(st.sampled_from("asrm"), st.integers(0, 10_000), VALUES), max_size=25)


def follow(session: Session, steps: list[tuple[str, int, str]]) -> None:
    """Each step picks among whatever can be added to, answered or removed at that moment."""
    for verb, pick, value in steps:
        nodes = list(session.tree.nodes.values())
        match verb:
            case "a":
                wanted = [node.address for node in nodes if node.spec.kind == "repeat" and not getattr(node, "row", "")]
                session.add_row(wanted[pick % len(wanted)])
            case "s":
                wanted = [n.address for n in nodes if n.spec.kind in {"question", "verdict"} and not n.spec.calculated]
                session.set(wanted[pick % len(wanted)], value)
            case "r" | "m":
                wanted = [node for node in nodes if getattr(node, "row", "")]
                if wanted and verb == "r":
                    session.remove_row(wanted[pick % len(wanted)].address)
                elif wanted:
                    row = wanted[pick % len(wanted)]
                    others = [each.address for each in session.tree.rows_of(row).rows if each is not row]
                    session.move_row(row.address, [None, *others][pick % (len(others) + 1)])
        session.problems()


def remembers(session: Session) -> None:
    """The problems that were kept from answer to answer are those that looking at everything finds."""
    kept = session.problems()
    session._problems.clear()
    assert kept == session.problems()


def agrees(session: Session, form: Form) -> None:
    remembers(session)
    fresh = Session.from_submission(form, session.submission())
    assert fresh.submission() == session.submission()
    assert fresh.findings() == session.findings()
    assert fresh.indicators() == session.indicators()
    assert session._computing.everything() == set()


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_the_example(steps: list[tuple[str, int, str]]):
    session = example_session(p_guard_max_age="60")
    follow(session, steps)
    agrees(session, example_form())


@given(STEPS)
@settings(max_examples=25, deadline=None)
def test_the_national_checklist(steps: list[tuple[str, int, str]]):
    session = start()
    follow(session, steps)
    agrees(session, national())


@given(STEPS)
@settings(max_examples=40, deadline=None)
def test_what_did_not_change_is_not_called_changed_wrongly(steps: list[tuple[str, int, str]]):
    """Every value or relevance that reads differently after a step was named by it."""
    session = example_session()
    follow(session, steps)
    before = {address: (session.value(address), session.relevant(address)) for address in session.tree.nodes}
    place = next(address for address in session.tree.nodes if address.endswith("archive/verdict"))
    changed = session.set(place, "bad" if session.value(place) != "bad" else "na").nodes
    for address, was in before.items():
        if (session.value(address), session.relevant(address)) != was:
            assert address in changed
