"""The key by which guards are known again is frozen with the visit, and only for a form that asks for it."""

from inspector.core.institution import Institution, InstitutionType, Settlement
from inspector.services.freezing import Frozen, freeze
from inspector.wire.messages import AssignmentBody
from tests.forms.example import form_of
from tests.store.laptops import CHECKLIST, VISIT

PLACE = Institution(
    id="i", bin="081240001234", type=InstitutionType.SCHOOL, name_ru="Школа", name_kk="Мектеп", region="35",
    district="Абай", settlement=Settlement.VILLAGE, address="", pupils=90,
)  # fmt: skip
ORDER = AssignmentBody(
    id="a", institution="i", campaign="c", due="", kind="monitoring", match_key="a2V5", parameters={}
)  # fmt: skip


def frozen(fields: str, assignment: AssignmentBody | None) -> Frozen:
    return freeze("x", form_of(fields), CHECKLIST, PLACE, VISIT, assignment, None, None)


def test_the_key_comes_with_the_assignment() -> None:
    assert frozen("<match_key/>", ORDER).preload["match_key"] == "a2V5"
    assert frozen("<match_key/>", None).preload["match_key"] == ""


def test_a_form_that_does_not_ask_does_not_get_it() -> None:
    assert "a2V5" not in str(frozen("<visit_date/>", ORDER).preload)
