"""A draft that moves to another version takes along only what means the same there."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.norm import Confidence, Norm
from inspector.forms.form import Form
from inspector.forms.moving import SENTENCES, Moved, Why, move
from inspector.forms.session import Session
from inspector.i18n import text
from tests.forms.example import ADULT, COMPILED, PRELOAD, example_session

OLD = COMPILED.read_text("utf-8")
NORM = Norm(
    key="rules", act="A", paragraph="7", edition="2024-01-01", confidence=Confidence.HIGH, title_ru="т", title_kk="т"
)
ARCHIVE = "/data/cctv/archive"


def filled() -> Session:
    session = example_session()
    session.add_row("/data/guards", "g1")
    session.add_row("/data/guards", "g2")
    session.set("/data/guards[g1]/iin", ADULT)
    session.set("/data/guards[g2]/iin", "850101300123")
    session.set(f"{ARCHIVE}/verdict", "unchecked")
    session.set(f"{ARCHIVE}/reason", "нет ключа")
    session.set(f"{ARCHIVE}/note", "позже")
    return session


def moved_to(xml: str, **norms: dict[str, Norm]) -> tuple[Moved, Session]:
    new = Session(Form.parse(xml.encode()), preload=PRELOAD)
    return move(filled(), new, **norms), new


def test_the_same_version_takes_everything_and_every_verdict_is_to_be_confirmed():
    moved, new = moved_to(OLD)
    assert moved.left == ()
    assert moved.to_confirm == {f"{ARCHIVE}/verdict": "unchecked"}
    assert new.rows("/data/guards") == ("/data/guards[g1]", "/data/guards[g2]")
    assert new.value("/data/guards[g2]/iin") == "850101300123"
    assert new.value(f"{ARCHIVE}/note") == "позже"


def test_an_unconfirmed_verdict_counts_as_blank():
    moved, new = moved_to(OLD)
    section = "/data/cctv"
    assert new.progress(section).unchecked == 0
    assert any(problem.node == f"{ARCHIVE}/verdict" and problem.kind == "required" for problem in new.problems())
    for node, verdict in moved.to_confirm.items():
        new.set(node, verdict)
    assert new.progress(section).unchecked == 1
    assert new.value(f"{ARCHIVE}/reason") == "нет ключа"


def test_replaying_the_moves_fills_another_session_alike():
    moved, new = moved_to(OLD)
    again = Session(new.form, preload=PRELOAD | {"instanceID": new.value("/data/meta/instanceID")})
    for step in moved.moves:
        if step.row:
            again.add_row(step.node, step.row)
        else:
            again.set(step.node, step.value)
    assert again.submission() == new.submission()


def renamed(xml: str, name: str) -> str:
    return xml.replace(f"/{name}", f"/new_{name}").replace(f"<{name}", f"<new_{name}")


@pytest.mark.parametrize(
    ("xml", "path", "why"),
    [
        (OLD.replace('guards/iin" type="string"', 'guards/iin" type="int"'), "/data/guards/iin", Why.TYPE),
        (renamed(OLD, "note"), f"{ARCHIVE}/note", Why.GONE),
        (OLD.replace('q:key="iin"', 'q:key="age"'), "/data/guards", Why.ROWS),
    ],
)  # fmt: skip
def test_what_does_not_fit_stays_behind(xml: str, path: str, why: Why):
    assert xml != OLD
    moved, _ = moved_to(xml)
    assert {(one.path, one.why) for one in moved.left} == {(path, why)}
    assert not any(step.node.replace("[g1]", "") == path and step.value for step in moved.moves)


def test_a_choice_under_other_words_is_another_choice():
    moved, _ = moved_to(OLD.replace("Не проверено", "Не смотрели"))
    assert [(one.path, one.why) for one in moved.left] == [(f"{ARCHIVE}/verdict", Why.CHOICE)]
    assert moved.to_confirm == {}


def test_a_changed_norm_takes_the_whole_card_of_its_check():
    key = Form.parse(OLD.encode()).spec(ARCHIVE).norm
    norms = {key: replace(NORM, key=key)}
    same, _ = moved_to(OLD, old_norms=norms, new_norms={key: replace(norms[key], title_ru="иначе")})
    assert same.left == ()
    other, _ = moved_to(OLD, old_norms=norms, new_norms={key: replace(norms[key], edition="2026-01-01")})
    assert {one.path for one in other.left} == {f"{ARCHIVE}/{name}" for name in ("verdict", "reason", "note")}
    assert {one.why for one in other.left} == {Why.NORM}
    assert other.to_confirm == {}


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_every_answer_is_moved_confirmed_or_reported(data: st.DataObject):
    """Whatever is cut out of the new version, nothing of the old draft vanishes without a word."""
    names = data.draw(st.sets(st.sampled_from(["iin", "archive", "guards", "note", "reason", "verdict"])))
    xml = OLD
    for name in names:
        xml = renamed(xml, name)
    new = Session(Form.parse(xml.encode()), preload=PRELOAD)
    old = filled()
    moved = move(old, new)
    answered = {
        node.address
        for node in old.tree.root.walk()
        if node.relevant and node.spec.kind in {"question", "verdict"} and old.value(node.address)
    }
    told = {step.node for step in moved.moves if step.value} | set(moved.to_confirm) | {one.node for one in moved.left}
    assert all(any(address == one or address.startswith(one + "/") for one in told) for address in answered)


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_report_speaks_both_languages(why: Why, language: str):
    assert text(SENTENCES[why], language) != SENTENCES[why]
