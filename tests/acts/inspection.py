"""A whole inspection by the national checklist, as far as the act: answers, findings, photos, signatures, seal."""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO

import msgspec
from lxml import etree
from PIL import Image, ImageDraw

from inspector.acts import printer
from inspector.core.norm import Norm
from inspector.forms.authoring import CompiledChecklist, compile_checklist
from inspector.forms.form import Form
from inspector.forms.session import Session
from inspector.wire import seal as sealing
from inspector.wire.manifest import (
    FORMAT,
    ChecklistFacts,
    EvidenceFacts,
    FindingFacts,
    IndicatorFacts,
    Manifest,
    Place,
    RefusalFacts,
    SignerFacts,
    VisitFacts,
)
from tests.architecture.tree import ROOT
from tests.factories import planted
from tests.wire.authority import Authority

DAY = date(2026, 11, 24)
STROKES = [[(100, 200), (180, 60), (240, 230), (300, 90), (380, 210)], [(120, 150), (420, 140)]]
DECLARED = {
    "declared_children_covered": "842", "declared_children_covered_of": "842", "declared_cameras_working": "22",
    "declared_cameras_working_of": "22", "declared_roll": "842",
}  # fmt: skip


@cache
def checklist() -> CompiledChecklist:
    return compile_checklist(ROOT / "resources" / "checklists" / "school-safety.md", titled=True)


@cache
def form() -> Form:
    return Form.parse(checklist().form_xml.encode())


def norms() -> dict[str, Norm]:
    return {norm.key: norm for norm in checklist().norms}


@dataclass(frozen=True)
class Inspection:
    """What an act is made of. `secrets` were planted in the answers and must be in no act."""

    instance: bytes
    manifest: Manifest
    photos: dict[str, bytes] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()

    def sealed(self, authority: Authority) -> tuple[str, sealing.Seal]:
        return sealing.seal_manifest(self.manifest, authority.device_key, authority.chain)

    def act(self, authority: Authority, languages: tuple[str, ...] = ("kk", "ru")) -> bytes:
        text, seal = self.sealed(authority)
        return printer.act(
            text, seal, form(), self.instance, norms(), self.photos, authority.device_key, authority.chain, languages
        )

    def unsigned(self, authority: Authority) -> bytes:
        text, seal = self.sealed(authority)
        return printer.unsigned_act(text, seal, form(), self.instance, norms(), self.photos)[0]

    def proof(self, languages: tuple[str, ...] = ("kk", "ru")) -> bytes:
        return printer.proof(self.manifest, form(), self.instance, norms(), self.photos, languages).pdf

    def changed(self, **changes: object) -> "Inspection":
        return Inspection(self.instance, msgspec.structs.replace(self.manifest, **changes), self.photos, self.secrets)


def inspection(seed: int = 7, *, photos: int = 3, answers: bytes = b"", kind: str = "monitoring") -> Inspection:
    """The inspection of a random school, sealed the way the laptop does it, with secrets planted."""
    xml, secrets = planted(seed, visit=DAY)
    parameters = {parameter.name: parameter.value for parameter in checklist().parameters}
    facts = {"visit_date": DAY.isoformat(), "visit_kind": kind, "body": "CPCR" if kind == "check" else ""}
    preload = parameters | facts | DECLARED | {"site_type": "school", "site_settlement": "city"}
    session = Session.from_submission(form(), answers or xml, preload=preload)
    instance = committed(session.submission())
    files = {f"photo-{number}.jpg": picture(number) for number in range(1, photos + 1)}
    return Inspection(instance, manifest_of(session, instance, files, parameters, facts), files, secrets)


def manifest_of(
    session: Session, instance: bytes, photos: dict[str, bytes], parameters: dict[str, str], facts: dict[str, str]
) -> Manifest:
    nodes = [finding.node for finding in session.findings() if finding.kind == "check"] or ["/data/cctv/dummy"]
    return Manifest(
        format=FORMAT, inspection="0190b0c0-0000-7000-8000-0000001a2b3c", revision=1, supersedes="", device="device-1",
        inspector="person-1",
        institution=Place(
            id="i1", bin="990140004654", type="school", name_ru="КГУ «Средняя школа № 214»",
            name_kk="«№ 214 орта мектебі» КММ", region="35", district="район имени Казыбек би",
            address="г. Караганда, ул. Абая, 118", pupils=842,
        ),
        visit=VisitFacts(
            date=facts["visit_date"], kind=facts["visit_kind"], body=facts["body"],
            order="117-45" if facts["body"] else "", started_at="2026-11-24T09:58:00+05:00",
            sealed_at="2026-11-24T12:07:31+05:00",
        ),
        checklist=ChecklistFacts(form_id=form().form_id, version=form().version, sha256="c4" * 32, draft=False),
        parameters=parameters, lists={}, instance_sha256=sealing.digest(instance), envelope_sha256="e" * 64,
        evidence=[
            EvidenceFacts(
                name=name, node=nodes[index % len(nodes)], sha256=sealing.digest(data), size=len(data),
                media_type="image/jpeg",
            )
            for index, (name, data) in enumerate(photos.items())
        ],
        findings=[
            FindingFacts(
                check=one.check, row=one.row, node=one.node, kind=one.kind, severity=one.severity, norm=one.norm,
                message=dict(one.message), due_days=one.due_days,
            )
            for one in session.findings()
        ],
        indicators=[
            IndicatorFacts(
                name=one.name, n=one.n, of=one.of, lower=one.lower, upper=one.upper, declared=one.declared,
                declared_of=one.declared_of,
            )
            for one in session.indicators()
        ],
        signers=[
            SignerFacts(
                name="Сапарова А. М.", post="главный инспектор", body="Управление образования", way="screen",
                at="2026-11-24T12:05:10+05:00", strokes=STROKES,
            ),
            SignerFacts(
                name="Лим О. В.", post="эксперт", body="Департамент полиции",
                dissent="Считаю срок по пункту 1 недостаточным.",
            ),
        ],
        representative=SignerFacts(
            name="Ибраев Н. С.", post="директор", authority="приказ № 14-к от 02.08.2024", way="screen",
            at="2026-11-24T12:09:00+05:00", strokes=STROKES,
        ),
        refusal=None, objections=["По пункту 2: 24 ноября с 10:30 ЦОУ меняло номер. Ремонт — 5 000 ₸ → 🙂"],
        previous="", program="0.1.0",
    )  # fmt: skip


def refused(one: Inspection) -> Inspection:
    refusal = RefusalFacts(reason="не согласен с выводами", witnesses=["Ахметов Б., завуч", "Тлеуова А., медсестра"])
    return one.changed(representative=None, refusal=refusal, objections=[])


def committed(instance: bytes) -> bytes:
    """Personal and restricted values replaced by commitments."""
    root = etree.fromstring(instance)
    for secret in form().secret_paths:
        for element in root.iterfind("/".join([".", *secret.split("/")[2:]])):
            if element.text:
                element.text = f"sha256:{sealing.digest('salt' + element.text)}"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


@cache
def picture(number: int) -> bytes:
    """A small photo with its number, as a JPEG."""
    image = Image.new("RGB", (640, 480 if number % 3 else 800), (90 + 20 * number % 160, 120, 140))
    ImageDraw.Draw(image).text((280, 220), str(number), fill=(255, 255, 255), font_size=90)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def words(text: str) -> str:
    """Text as one line, for finding sentences that were wrapped."""
    return re.sub(r"\s+", " ", text)
