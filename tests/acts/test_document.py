import msgspec
import pytest

from inspector.acts import document
from inspector.acts.answers import Answers
from inspector.acts.document import ActDocument
from inspector.wire.manifest import FindingFacts, IndicatorFacts, WithdrawnFacts
from tests.acts.inspection import Inspection, form, inspection, norms

DIGEST = "ab" * 32


def built(one: Inspection, language: str = "ru", digest: str = DIGEST) -> ActDocument:
    return document.build(one.manifest, Answers(form(), one.instance), norms(), language, digest=digest)


def finding(**facts: object) -> FindingFacts:
    given = {
        "check": "camera_down", "row": "", "node": "/data/cctv/dummy", "kind": "rule", "severity": "gross",
        "norm": "o117_84", "message": {"ru": "Плохо", "kk": "Жаман"}, "due_days": 14,
    }  # fmt: skip
    return FindingFacts(**(given | facts))


def test_children_stand_first_and_both_sides_apart(sealed: Inspection) -> None:
    rows = built(sealed).indicators
    assert rows[0].label == "Дети охвачены полностью"
    assert rows[0].declared == "842 из 842 (100 %)".replace(" %", "\u00a0%")
    names = [facts.name for facts in sealed.manifest.indicators]
    children = sum(name.startswith("children") for name in names)
    assert children > 1
    assert {row.label for row in rows[:children]} >= {"Дети охвачены полностью", "Детей в здании"}


@pytest.mark.parametrize(
    ("numbers", "declared", "verified", "bounds", "gap"),
    [
        ((15, 22, 15, 18, 22, 22), "22 из 22 (100 %)", "15 из 22 (68 %)", "возможно от 15 до 18: проверено не всё",
         "−7… −4"),
        ((22, 22, 22, 22, 22, 22), "22 из 22 (100 %)", "22 из 22 (100 %)", "", "совпадает"),
        ((None, None, None, None, 5, 5), "5 из 5 (100 %)", "не проверено", "", "—"),
        ((2, 4, None, None, None, None), "не заявлено", "2 из 4 (50 %)", "", "—"),
        ((20114, 30000, None, None, 20000, None), "20 000", "20 114 из 30 000 (67 %)", "", "+114"),
        ((0, 0, 0, 0, 0, 0), "0 из 0", "0 из 0", "", "совпадает"),
    ],
)  # fmt: skip
def test_n_of_n_bounds_and_gap(sealed: Inspection, numbers, declared, verified, bounds, gap) -> None:
    names = ("n", "of", "lower", "upper", "declared", "declared_of")
    facts = IndicatorFacts(name="cameras_working", **dict(zip(names, numbers, strict=True)))
    row = built(sealed.changed(indicators=[facts])).indicators[0]
    shown = tuple(text.replace("\u00a0", " ") for text in (row.declared, row.verified, row.bounds, row.gap))
    assert shown == (declared, verified, bounds, gap)


def test_findings_stand_by_severity_with_norm_and_term(sealed: Inspection) -> None:
    findings = [
        finding(severity="minor", due_days=None, message={"ru": "Мелочь"}),
        finding(severity="", norm="practice", due_days=None, message={"ru": "Совет"}),
        finding(severity="gross", due_days=1, message={"ru": "Грубо"}),
        finding(severity="significant", due_days=22, message={"ru": "Заметно"}),
    ]
    act = built(sealed.changed(findings=findings))
    assert [(item.number, item.texts, item.severity, item.term) for item in act.violations] == [
        (1, ("Грубо",), "грубое", "1 день со дня вручения"),
        (2, ("Заметно",), "значительное", "22 дня со дня вручения"),
        (3, ("Мелочь",), "незначительное", "срок не установлен"),
    ]
    assert [(item.number, item.texts, item.severity, item.term) for item in act.recommendations] == [
        (4, ("Совет",), "", "")
    ]
    assert "Приказ № 117" in act.violations[0].norm
    assert [item.term for item in built(sealed.changed(findings=findings), "kk").violations] == [
        "тапсырылған күннен бастап 1 күн", "тапсырылған күннен бастап 22 күн", "мерзім белгіленбеген",
    ]  # fmt: skip


def test_rows_of_one_rule_share_one_number(sealed: Inspection) -> None:
    answers = Answers(form(), sealed.instance)
    rows = [node for node, _ in answers.places.items() if node.startswith("/data/cctv/cameras[")]
    assert len(rows) >= 2
    nodes = [f"{row}/camera_down" for row in rows[:2]]
    named = [finding(node=node, message={"ru": f"Камера молчит: № {at}"}) for at, node in enumerate(nodes, 1)]
    silent = [finding(node=node, check="x", norm="o117_88", message={"ru": "Пыль"}) for node in nodes]
    act = built(sealed.changed(findings=named + silent))
    assert [item.texts for item in act.violations] == [("Камера молчит: № 1–2",), ("Пыль (№ 1–2)",)]


def test_a_failed_check_is_said_to_fail(sealed: Inspection) -> None:
    """The words of a check say what should be; printed alone they would say that all is well."""
    failed = finding(kind="check", node="/data/cctv/dummy", message={"ru": "Нет муляжей", "kk": "Муляж жоқ"})
    assert built(sealed.changed(findings=[failed])).violations[0].texts == ("Не соответствует: «Нет муляжей»",)
    assert built(sealed.changed(findings=[failed]), "kk").violations[0].texts == ("Сәйкес емес: «Муляж жоқ»",)


def test_a_formal_check_names_the_official_items() -> None:
    one = inspection(11, kind="check")
    failed = finding(kind="check", node="/data/cctv/cctv_installed")
    act = built(one.changed(findings=[failed]))
    assert act.formal
    assert act.violations[0].official == "пункт проверочного листа CPCR: 7"
    facts = {fact.label: fact.value for fact in act.facts}
    assert facts["Акт о назначении проверки"] == "№ 117-45"
    assert facts["Орган контроля"] == "CPCR"


def test_a_monitoring_act_names_no_body_and_no_order(sealed: Inspection) -> None:
    labels = {fact.label for fact in built(sealed).facts}
    assert not labels & {"Орган контроля", "Акт о назначении проверки"}
    assert not built(sealed).formal


def test_numbers_and_revisions(sealed: Inspection) -> None:
    assert built(sealed).number == "35-2026-11-24-1A2B3C"
    again = sealed.changed(revision=2, supersedes="f" * 64)
    assert built(again).number == "35-2026-11-24-1A2B3C/2"
    assert ("Заменяет акт с кодом", "F" * 16) in [(fact.label, fact.value) for fact in built(again).facts]
    assert built(sealed, digest="").number == ""
    assert built(sealed, digest="").proof


def test_what_was_not_checked_keeps_its_reason(sealed: Inspection) -> None:
    act = built(sealed)
    assert act.unchecked
    assert all(item.reason for item in act.unchecked)
    assert f"не проверено: {len(act.unchecked)}" in act.tally


def test_photos_are_numbered_and_found_at_their_finding(sealed: Inspection) -> None:
    nodes = [facts.node for facts in sealed.manifest.findings if facts.kind == "check"]
    act = built(sealed)
    quoted = [number for item in (*act.violations, *act.recommendations) for number in item.photos]
    assert [photo.number for photo in act.photos] == [1, 2, 3]
    assert set(quoted) == ({1, 2, 3} if nodes else set())
    assert all(photo.caption for photo in act.photos)


def test_a_label_never_prints_a_secret() -> None:
    """A label that refers to a camera's place names the row instead."""
    one = inspection(7)
    answers = Answers(form(), one.instance)
    for spec in form().walk():
        for node in [row for row in answers.places if row.startswith(spec.path.rpartition("/")[0] + "[")][:2]:
            for language in ("kk", "ru"):
                said = answers.label(spec.path, language, f"{node}/{spec.name}")
                assert "sha256:" not in said
                assert not any(secret in said for secret in one.secrets)


def test_the_same_input_gives_the_same_document(sealed: Inspection) -> None:
    assert built(sealed) == built(sealed)
    assert built(sealed) != built(sealed.changed(objections=[]))
    assert msgspec.json.encode(built(sealed)) == msgspec.json.encode(built(inspection()))


def test_an_act_never_praises_what_nobody_checked(sealed: Inspection) -> None:
    """Nothing asked, or something still unanswered, is not "no violations"."""
    head = b'<data xmlns:q="urn:qorgan:checklist:1" id="school-safety" version="2026.1">'
    nothing = built(Inspection(head + b"</data>", sealed.manifest))
    blank = built(Inspection(head + b"<cctv><dummy><verdict/></dummy></cctv></data>", sealed.manifest), digest="")
    assert (nothing.complete, nothing.tally) == (False, "Ни один пункт этого чек-листа здесь не проверялся.")
    assert not blank.complete
    assert blank.tally.endswith("Ещё нет ответа: 1.")
    assert built(sealed).complete


def test_what_was_taken_back_stands_apart_with_its_reason(sealed: Inspection) -> None:
    kept, gone = finding(node="/data/cctv/dummy"), finding(node="/data/cctv/archive", message={"ru": "Архив короче"})
    changed = sealed.changed(
        findings=[kept, gone], withdrawn=[WithdrawnFacts(node=gone.node, reason="запись нашлась на втором сервере")]
    )
    shown = built(changed)
    assert len(shown.violations) + len(shown.recommendations) == 1
    assert [(each.text, each.reason) for each in shown.withdrawn] == [
        ("Архив короче", "запись нашлась на втором сервере")
    ]  # fmt: skip


def test_a_caption_stands_behind_the_question(sealed: Inspection) -> None:
    first = sealed.manifest.evidence[0]
    said = msgspec.structs.replace(first, caption="Камера 11, столовая")
    shown = built(sealed.changed(evidence=[said, *sealed.manifest.evidence[1:]]))
    assert shown.photos[0].caption.endswith(": Камера 11, столовая")
