import re
import subprocess
from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
import segno
from pikepdf import pdfa as validator
from PIL import Image
from reportlab.lib.units import mm

from inspector import pdfium
from inspector.acts import printer, qr, sheet, wording
from inspector.acts.errors import PhotoMissing
from inspector.wire import points
from inspector.wire.manifest import RefusalFacts, SignerFacts
from inspector.wire.seal import Seal
from tests.acts.inspection import STROKES, Inspection, form, inspection, norms, refused
from tests.acts.reading import cells_of, text_of, tool
from tests.wire.authority import Authority


def test_both_languages_say_the_whole_act(act: bytes, sealed: Inspection, tmp_path: Path) -> None:
    text = cells_of(act, tmp_path)
    for said in (
        "Тексеріп-қарау (мониторинг) актісі", "Акт обследования (мониторинга)", "№ 35-2026-11-24-1A2B3C",
        "«№ 214 орта мектебі» КММ", "КГУ «Средняя школа № 214»", "2026 жылғы 24 қараша, 09:58–12:07",
        "Карагандинская область", "Қарағанды облысы", "Мәлімделген", "Расхождение", "842-ден 842", "842 из 842",
        "Сапарова А. М., главный инспектор, Управление образования", "приказ № 14-к от 02.08.2024",
        "Считаю срок по пункту 1 недостаточным.", "тапсырылған күннен бастап 14 күн", "14 дней со дня вручения",
        "5 000 ₸ → ‹U+1F642›", "не является электронной цифровой подписью", "Жабық қосымша қоса берілмейді",
    ):  # fmt: skip
        assert said in text, said
    assert set("әғқңөұүі") <= set(text.lower())


def test_every_finding_is_printed_with_its_class_in_both_languages(
    act: bytes, sealed: Inspection, tmp_path: Path
) -> None:
    text = cells_of(act, tmp_path)
    assert sealed.manifest.findings
    for finding in sealed.manifest.findings:
        for language in ("ru", "kk"):
            beginning = re.split(r" ?\(?№", finding.message[language])[0][:24]
            assert beginning in text, finding.check
    for severity in {finding.severity for finding in sealed.manifest.findings} - {""}:
        for word in {"gross": ("грубое", "өрескел"), "significant": ("значительное", "елеулі")}[severity]:
            assert word in text


def decoded(stream: pikepdf.Stream) -> bytes:
    return stream.read_raw_bytes() if stream.get("/Subtype") == "/Image" else stream.read_bytes()


@pytest.mark.parametrize("seed", [2, 5, 9])
def test_planted_secrets_are_nowhere(authority: Authority, seed: int, tmp_path: Path) -> None:
    one = inspection(seed)
    assert one.secrets
    for name, pdf in (("act", one.act(authority)), ("proof", one.proof())):
        text = text_of(pdf, tmp_path)
        with pikepdf.open(BytesIO(pdf)) as opened:
            files = b"".join(spec.get_file().read_bytes() for spec in opened.attachments.values())
            streams = b"".join(decoded(item) for item in opened.objects if isinstance(item, pikepdf.Stream))
        for secret in one.secrets:
            assert secret not in text, name
            for data in (pdf, files, streams):
                assert secret.encode() not in data, name


def test_a_proof_is_marked_and_has_neither_number_nor_code(sealed: Inspection, tmp_path: Path) -> None:
    text = text_of(sealed.proof(), tmp_path)
    for said in ("ЖОБА", "ПРОЕКТ", "ПРОЕКТ АКТА: не подписан", "АКТ ЖОБАСЫ"):
        assert said in text
    assert "1A2B3C" not in text
    assert "SHA-256 " not in text.replace("(SHA-256 c4", "")
    with pikepdf.open(BytesIO(sealed.proof())) as pdf:
        assert not list(pdf.attachments)


def test_points_are_where_the_proof_says(sealed: Inspection, tmp_path: Path) -> None:
    """An objection and «to the answer» lead to a point by its place: each language has every point once, in order."""
    proof = printer.proof(sealed.manifest, form(), sealed.instance, norms(), sealed.photos)
    count = len(points.points(sealed.manifest.findings))
    assert count > 2
    assert [place.number for place in proof.places] == [*range(1, count + 1)] * 2
    first = printer.language_pages(proof.pdf)
    assert list(first) == ["kk", "ru"]
    assert first["kk"] == 0 < first["ru"]
    for place in proof.places:
        file = tmp_path / "proof.pdf"
        file.write_bytes(proof.pdf)
        page, top = place.page + 1, round(place.top)
        cell = ("-x", 56, "-y", top - 2, "-W", 26, "-H", 18)
        assert tool("pdftotext", "-f", page, "-l", page, *cell, file, "-").split()[:1] == [str(place.number)]


def test_objections_name_their_points_and_the_reading_is_told(
    authority: Authority, sealed: Inspection, tmp_path: Path
) -> None:
    one = sealed.changed(
        objections=["Меняли номер", "Прошу отсрочку"], objection_points=[2, 0],
        proof_opened_at="2026-11-24T11:58:00+05:00", proof_read_at="2026-11-24T12:02:00+05:00",
    )  # fmt: skip
    text = cells_of(one.act(authority), tmp_path)
    assert "1. 2-тармаққа: / К пункту 2: Меняли номер" in text
    assert "2. Прошу отсрочку" in text
    assert "Проект акта открыт 24.11.2026 11:58, прочитан 24.11.2026 12:02." in text
    assert "прочитан" not in cells_of(sealed.act(authority), tmp_path)


def test_whoever_did_not_sign_is_told_apart(authority: Authority, sealed: Inspection, tmp_path: Path) -> None:
    signers = [
        *sealed.manifest.signers,
        SignerFacts(name="Касымова Д.", post="эксперт", way="absent", absent="вызвана на пожар"),
        SignerFacts(name="Бек А.", post="эксперт", dissent="Школа ни при чём", dissent_point=1),
    ]
    text = cells_of(sealed.changed(signers=signers).act(authority), tmp_path)
    for said in ("При подписании отсутствовал(а)", "вызвана на пожар", "Особое мнение по пункту 1"):
        assert said in text


def test_witnesses_sign_or_refuse_too(authority: Authority, sealed: Inspection, tmp_path: Path) -> None:
    refusal = RefusalFacts(
        reason="Disagrees with the findings", words="Починят летом", witnesses=["Омарова Ж., завуч", "Лим О."],
        person=SignerFacts(name="Ибраев Н. С.", post="директор"),
        witness_signatures=[
            SignerFacts(name="Омарова Ж.", post="завуч", way="screen", at="2026-11-24T12:11:00+05:00", strokes=STROKES),
            SignerFacts(name="Лим О.", post="", way="refused"),
        ],
    )  # fmt: skip
    text = cells_of(sealed.changed(representative=None, refusal=refusal).act(authority), tmp_path)
    for said in (
        "Қорытындымен келіспейді / Не согласен с выводами", "Починят летом", "Ибраев Н. С., директор",
        "подпись на экране", "24.11.2026 12:11", "От подписи свидетеля отказался(лась)",
    ):  # fmt: skip
        assert said in text


@pytest.mark.parametrize(
    ("district", "address", "once"),
    [
        ("Караганда", "г. Караганда, ул. Абая, 118", "Карагандинская область, г. Караганда, ул. Абая, 118"),
        ("Темиртау", "ул. Темиртауская, 1", "Карагандинская область, Темиртау, ул. Темиртауская, 1"),
        ("", "ул. Абая, 118", "Карагандинская область, ул. Абая, 118"),
    ],
)
def test_a_place_is_named_once(district: str, address: str, once: str) -> None:
    assert wording.address("Карагандинская область", district, address) == once


def test_a_proof_in_one_language(sealed: Inspection, tmp_path: Path) -> None:
    text = text_of(sealed.proof(("ru",)), tmp_path)
    assert "Акт обследования" in text
    assert "актісі" not in text


def test_an_act_by_an_unreviewed_checklist_says_so(authority: Authority, sealed: Inspection, tmp_path: Path) -> None:
    checklist = sealed.manifest.checklist
    draft = sealed.changed(checklist=msgspec.structs.replace(checklist, draft=True))
    text = cells_of(draft.act(authority), tmp_path)
    assert "ПРОЕКТ: казахский текст чек-листа ещё не проверен" in text
    assert "ЖОБА: тексеру парағының қазақша мәтінін" in text
    assert "№ 35-2026-11-24-1A2B3C" in text


def test_an_act_without_findings_says_so(authority: Authority, sealed: Inspection, tmp_path: Path) -> None:
    text = cells_of(sealed.changed(findings=[], objections=[]).act(authority), tmp_path)
    for said in ("Нарушений не установлено.", "Бұзушылықтар анықталған жоқ.", "Возражений не заявлено."):
        assert said in text


def test_a_refusal_with_its_witnesses(authority: Authority, sealed: Inspection, tmp_path: Path) -> None:
    text = cells_of(refused(sealed).act(authority), tmp_path)
    for said in (
        "Представитель отказался от подписи; акт остаётся действительным.", "не согласен с выводами",
        "Ахметов Б., завуч", "Тлеуова А., медсестра", "қол қоюдан бас тартты",
    ):  # fmt: skip
        assert said in text
    assert "Ибраев" not in text


def test_a_formal_annex_does_not_pretend(authority: Authority, tmp_path: Path) -> None:
    text = cells_of(inspection(11, kind="check").act(authority), tmp_path)
    for said in (
        "Приложение к акту о результатах проверки", "не заменяет его", "Тексеру нәтижелері туралы актіге қосымша",
        "№ 117-45",
    ):  # fmt: skip
        assert said in text
    assert "Акт обследования" not in text


def test_words_have_no_limit(authority: Authority, sealed: Inspection, tmp_path: Path) -> None:
    """Objections, dissent and reasons longer than a page are printed to the last word."""
    endless = " ".join(f"слово{number}" for number in range(1500))
    signers = [type(sealed.manifest.signers[1])(name="Лим", post="эксперт", dissent=endless + " мнение")]
    refusal = RefusalFacts(reason=endless + " причина", witnesses=["А", "Б"])
    finding = sealed.manifest.findings[0]
    long = msgspec.structs.replace(finding, message={"ru": endless + " находка", "kk": "қ" * 4000})
    one = sealed.changed(
        objections=[endless + " возражение"], signers=signers, refusal=refusal, representative=None, findings=[long]
    )
    text = text_of(one.act(authority), tmp_path)
    for last in ("мнение", "причина", "находка", "возражение"):
        assert last in text


@pytest.mark.parametrize("rows", [12, 16, 18, 20, 24, 40])
def test_a_table_begins_under_its_heading_whatever_its_length(sealed: Inspection, rows: int, tmp_path: Path) -> None:
    """No page is left empty because a table that fits on the next one is carried there whole."""
    file = tmp_path / "long.pdf"
    file.write_bytes(sealed.changed(indicators=(sealed.manifest.indicators * rows)[:rows]).proof(("ru",)))
    first = tool("pdftotext", "-f", 1, "-l", 1, "-layout", file, "-")
    assert "1. Заявлено и проверено" in first
    assert "Дети охвачены полностью" in first


def test_every_font_is_embedded(act: bytes, tmp_path: Path) -> None:
    file = tmp_path / "act.pdf"
    file.write_bytes(act)
    rows = [line.split() for line in tool("pdffonts", file).splitlines()[2:]]
    assert rows
    for row in rows:
        assert row[0].split("+")[-1].startswith(("PTSerif", "GolosText")), row
        assert row[-5:-2] == ["yes", "yes", "yes"], row


@pytest.mark.parametrize("language", [("kk", "ru"), ("ru",)])
def test_it_is_pdf_a_3b(authority: Authority, sealed: Inspection, language, tmp_path: Path) -> None:
    for name, pdf in (("act", sealed.unsigned(authority)), ("proof", sealed.proof(language))):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(pdf)
        assert validator.validate_written(file, "3b").findings == [], name


def test_the_record_is_inside(act: bytes, authority: Authority, sealed: Inspection, tmp_path: Path) -> None:
    file = tmp_path / "act.pdf"
    file.write_bytes(act)
    tool("pdfdetach", "-saveall", "-o", tmp_path, file)
    assert (tmp_path / "manifest.json").read_text() == sealed.sealed(authority)[0]
    assert (tmp_path / "instance.xml").read_bytes() == sealed.instance
    with pikepdf.open(file) as pdf:
        relations = {str(spec.UF): str(spec.AFRelationship) for spec in pdf.Root.AF}
    assert relations == {"manifest.json": "/Source", "seal.json": "/Supplement", "instance.xml": "/Source"}


def test_poppler_accepts_the_signature_and_sees_a_change(act: bytes, tmp_path: Path) -> None:
    file = tmp_path / "act.pdf"
    file.write_bytes(act)
    told = tool("pdfsig", file)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
    spoiled = bytearray(act)
    spoiled[len(act) // 3] ^= 1
    file.write_bytes(spoiled)
    told = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" not in told


def test_photos_pass_through_untouched(act: bytes, sealed: Inspection) -> None:
    with pikepdf.open(BytesIO(act)) as pdf:
        pictures = [
            item.read_raw_bytes()
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
    assert sorted(pictures) == sorted(sealed.photos.values())


@pytest.mark.parametrize("spoil", ["missing", "changed"])
def test_an_act_is_never_printed_with_other_photos(authority: Authority, sealed: Inspection, spoil: str) -> None:
    name = next(iter(sealed.photos))
    others = {key: data for key, data in sealed.photos.items() if key != name}
    photos = others if spoil == "missing" else others | {name: b"\xff\xd8 other"}
    with pytest.raises(PhotoMissing):
        Inspection(sealed.instance, sealed.manifest, photos).act(authority)


def test_the_same_input_gives_the_same_pages(authority: Authority, sealed: Inspection) -> None:
    from inspector.acts import printer

    text, seal = sealed.sealed(authority)
    made = [printer.unsigned_act(text, seal, form(), sealed.instance, norms(), sealed.photos)[0] for _ in range(2)]
    assert made[0] == made[1]


def test_page_n_of_n_and_the_code_stand_on_every_page(act: bytes, tmp_path: Path) -> None:
    file = tmp_path / "act.pdf"
    file.write_bytes(act)
    pages = tool("pdftotext", "-layout", file, "-").split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"стр. {number} из {len(pages)}" in page
        assert "№ 35-2026-11-24-1A2B3C" in page


def test_the_code_on_the_page_is_the_sealed_records_digest(act: bytes) -> None:
    """Read back from the pixels of the page: each module where it should be, a clear margin around."""
    with pikepdf.open(BytesIO(act)) as pdf:
        printed = pdf.attachments["seal.json"].get_file().read_bytes()
    digest = msgspec.json.decode(printed, type=Seal).manifest_sha256
    matrix = segno.make_qr(qr.content("35-2026-11-24-1A2B3C", digest), error="m").matrix
    width, height, stride, pixels = pdfium.bitmap(act, 0, scale=8)
    image = Image.frombytes("RGBX", (width, height), pixels, "raw", "RGBX", stride).convert("L")
    side = 20 * mm * 8
    left, top = image.width - 20 * mm * 8 - side, image.height - (sheet.BOTTOM - 4 * mm - 0.5 * mm) * 8
    module = side / (len(matrix) + 8)
    for row in range(-3, len(matrix) + 3):
        for column in range(-3, len(matrix) + 3):
            inside = 0 <= row < len(matrix) and 0 <= column < len(matrix)
            dark = bool(matrix[row][column]) if inside else False
            point = (int(left + (column + 4.5) * module), int(top + (row + 4.5) * module))
            assert (image.getpixel(point) < 128) == dark, (row, column)
