"""The pages as a browser gets them: both sides of every number, in two languages, nothing from elsewhere."""

import re

import httpx
import pytest
from lxml import html

from inspector.forms.authoring import CompiledChecklist
from inspector.hq.web.pages import POLICY
from inspector.wire.manifest import RefusalFacts, SignerFacts
from tests.hq import test_adding as adding
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import CAMERA_PLACE, IIN, answers, sealed, upload
from tests.hq.serving import ServedHq, serving

ACT = b"%PDF-1.7 the act"
PHOTO = b"\xff\xd8 a photo \xff\xd9"


def page(url: str, status: int = 200) -> html.HtmlElement:
    reply = httpx.get(url, trust_env=False)
    assert reply.status_code == status
    assert reply.headers["content-security-policy"] == POLICY
    return html.fromstring(reply.text)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def inspected(served_hq: ServedHq) -> tuple[ServedHq, str]:
    """A headquarters with one confirmed inspection, its act and photo; its id."""
    served_hq.hq.worker.stop()
    laptop = enrolled(served_hq)
    bundle = sealed(laptop, school(served_hq), answers(laptop, verdict="bad"), act=ACT, photos=(PHOTO,))
    laptop.push(bundle)
    upload(laptop, ACT)
    upload(laptop, PHOTO)
    served_hq.hq.reviewer.review_waiting()
    return served_hq, bundle.id


def test_the_country_shows_both_sides(inspected: tuple[ServedHq, str]) -> None:
    served, identity = inspected
    shown = page(served.url)
    text = words(shown)
    assert "57,9 %" in text
    assert "371 из 640" in text
    assert "Заявлено 100 %. Не видно 269 детей." in text
    assert "грубых: 1" in text
    (row,) = shown.xpath('//table[@class="regions"]/tbody/tr')
    assert "мало проверок" in words(row)
    assert "−42,1" in words(row)
    assert shown.xpath(f'//a[@href="/inspections/{identity}/act.pdf"]')


def test_kazakh_is_kazakh_throughout(inspected: tuple[ServedHq, str]) -> None:
    served, identity = inspected
    for address in (f"{served.url}/?lang=kk", f"{served.url}/inspections/{identity}?lang=kk"):
        shown = page(address)
        assert shown.get("lang") == "kk"
        text = words(shown)
        assert "мәлімделген" in text.lower()
        assert not re.search(r"[Зз]аявлено|[Пп]роверено|\b(declared|verified|seal)\b", text)


def test_one_inspection_in_full(inspected: tuple[ServedHq, str]) -> None:
    served, identity = inspected
    shown = page(f"{served.url}/inspections/{identity}")
    text = words(shown)
    for expected in ("Школа № 214", "24.11.2026", "371 из 640", "−269", "грубое", "Печать верна", "подтверждено"):
        assert expected in text
    assert IIN not in text
    assert CAMERA_PLACE not in text
    (picture,) = shown.xpath("//ul[@class='photos']//img")
    assert httpx.get(served.url + picture.get("src"), trust_env=False).content == PHOTO


def test_the_act_comes_as_it_was_signed(inspected: tuple[ServedHq, str]) -> None:
    served, identity = inspected
    reply = httpx.get(f"{served.url}/inspections/{identity}/act.pdf", trust_env=False)
    assert (reply.content, reply.headers["content-type"]) == (ACT, "application/pdf")


def test_a_mismatch_says_why_and_is_not_counted(served_hq: ServedHq) -> None:
    served_hq.hq.worker.stop()
    laptop = enrolled(served_hq)
    bundle = sealed(laptop, school(served_hq), indicators=[])
    laptop.push(bundle)
    served_hq.hq.reviewer.review_waiting()
    assert "показатели не следуют из ответов" in words(page(f"{served_hq.url}/inspections/{bundle.id}"))
    assert "Подтверждённых проверок пока нет." in words(page(served_hq.url))


def test_nothing_comes_from_elsewhere_and_no_code_runs(inspected: tuple[ServedHq, str]) -> None:
    served, identity = inspected
    for address in (served.url, f"{served.url}/inspections/{identity}"):
        shown = page(address)
        assert not shown.xpath("//script | //style | //iframe | //*[@style] | //*[@onclick]")
        for element in shown.iter():
            for name in ("href", "src"):
                target = element.get(name)
                if target is not None:
                    assert re.match(r"[/#](?!/)", target), target
                    if element.tag in {"link", "img"}:
                        assert httpx.get(served.url + target, trust_env=False).status_code == 200
    style = httpx.get(f"{served.url}/static/hq.css", trust_env=False).text
    for font in re.findall(r'url\("([^"]+)"\)', style):
        assert httpx.get(f"{served.url}/static/{font}", trust_env=False).status_code == 200


def test_tables_can_be_read_aloud(inspected: tuple[ServedHq, str]) -> None:
    served, identity = inspected
    for address in (served.url, f"{served.url}/inspections/{identity}"):
        for table in page(address).xpath("//table"):
            assert all(cell.get("scope") == "col" for cell in table.xpath("./thead//th"))
            assert all(cell.get("scope") == "row" for cell in table.xpath("./tbody//th"))
        for drawing in page(address).xpath("//svg"):
            assert drawing.get("aria-hidden") == "true" or drawing.get("aria-label")


def test_an_empty_headquarters_has_a_page(tmp_path, compiled: CompiledChecklist) -> None:
    with serving(tmp_path / "hq") as served:
        assert "Список организаций пуст" in words(page(served.url))
        assert "Проверок пока не получено." in words(page(served.url))


@pytest.mark.parametrize(
    "path",
    ["/inspections/none", "/inspections/none/act.pdf", "/inspections/none/photos/x", "/static/../hq.db", "/nothing"],
)
def test_what_is_not_there_is_said_so(served_hq: ServedHq, path: str) -> None:
    assert httpx.get(served_hq.url + path, trust_env=False).status_code == 404


def test_a_browser_at_a_wrong_address_gets_a_page_and_a_program_does_not(served_hq: ServedHq) -> None:
    asked = {"accept": "text/html,application/xhtml+xml"}
    reply = httpx.get(f"{served_hq.url}/nothing", headers=asked, trust_env=False)
    assert reply.status_code == 404
    assert reply.headers["content-security-policy"] == POLICY
    assert "По этому адресу ничего нет" in reply.text
    assert httpx.get(f"{served_hq.url}/nothing", trust_env=False).json()["code"] == "bad_message"


def test_a_name_is_text_and_never_markup(served_hq: ServedHq) -> None:
    from tests.hq.serving import SCHOOL

    served_hq.institutions((*SCHOOL[:2], "<script>x</script>", *SCHOOL[3:]))
    laptop = enrolled(served_hq, "<b>Имя</b>")
    laptop.push(sealed(laptop, school_named(served_hq)))
    shown = page(served_hq.url)
    assert not shown.xpath("//script | //td//b | //th//b")
    assert "<script>x</script>" in words(shown)


def school_named(served: ServedHq):
    with served.hq.database.reading() as work:
        return work.places.all()[0]


def test_pages_are_for_this_machine_only(served_hq: ServedHq, monkeypatch: pytest.MonkeyPatch) -> None:
    from inspector.hq.web import pages

    monkeypatch.setattr(pages, "_is_here", lambda _: False)
    for path in ("/", "/inspections/x"):
        assert httpx.get(served_hq.url + path, trust_env=False).status_code == 403
    assert httpx.get(f"{served_hq.url}/inspections/x/act.pdf", trust_env=False).status_code == 404


REFUSAL = RefusalFacts(
    reason="Left without waiting", witnesses=["Ким О. В., завуч"], words="Не согласен, камеры работали",
    person=SignerFacts(name="Ибраев Н. С.", post="директор"),
    witness_signatures=[
        SignerFacts(name="Ким О. В.", post="завуч", way="screen", at="2026-11-24T12:05:00+05:00", strokes=[[(1, 2)]]),
        SignerFacts(name="Ли А. А.", post="вахтёр", way="refused"),
    ],
)  # fmt: skip
MEMBERS = [
    SignerFacts(
        name="Сапарова А. М.", post="инспектор", way="screen", strokes=[[(1, 1)]], at="2026-11-24T12:04:00+05:00"
    ),
    SignerFacts(name="Омаров Т. К.", post="инженер", body="ДЧС", dissent="Срок мал", dissent_point=2),
    SignerFacts(name="Юсупов Р.", post="юрист", way="absent", absent="болен"),
]


@pytest.mark.parametrize(("code", "refused"), [("ru", "Представитель отказался"), ("kk", "Өкіл қол қоюдан бас тартты")])
def test_who_signed_who_refused_and_what_they_said(served_hq: ServedHq, code: str, refused: str) -> None:
    served_hq.hq.worker.stop()
    laptop = enrolled(served_hq)
    bundle = sealed(
        laptop, school(served_hq), signers=MEMBERS, representative=None, refusal=REFUSAL,
        objections=["Камера 3 работала <b>"], objection_points=[3],
        proof_opened_at="2026-11-24T11:58:00+05:00", proof_read_at="2026-11-24T12:02:00+05:00",
    )  # fmt: skip
    laptop.push(bundle)
    address = f"{served_hq.url}/inspections/{bundle.id}?lang={code}"
    shown = page(address)
    text = words(shown.xpath("//section[@aria-labelledby='signing']")[0])
    for said in ("Срок мал", "болен", "Не согласен, камеры работали", "Ким О. В.", "Ли А. А.", "ДЧС", "12:02"):
        assert said in text, said
    assert "Камера 3 работала <b>" in text
    assert "3" in next(line for line in text.split("«") if "Камера" in line or "тармақ" in line or "пункт" in line)
    way = words(shown.xpath("//ol[@class='way']")[0])
    assert refused in way
    assert ("ещё не вручён" if code == "ru" else "әлі тапсырылмады") in way
    addition = adding.addition(laptop, bundle)
    adding.push(laptop, adding.signed(laptop, addition))
    way = words(page(address).xpath("//ol[@class='way']")[0])
    assert "24.11.2026" in way
    assert ("Акт вручён" if code == "ru" else "Акт тапсырылды") in way
