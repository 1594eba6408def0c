"""Publishing a checklist: workbook -> compiled form -> an immutable version that laptops pull."""

from datetime import datetime
from pathlib import Path

import msgspec

from inspector.core.errors import N_, BadInput
from inspector.forms.authoring import CompiledChecklist, compile_checklist
from inspector.forms.form import Form
from inspector.forms.session import Session
from inspector.hq.store.database import Database
from inspector.hq.store.publications import EVERYBODY
from inspector.hq.store.records import ChecklistRecord, IndicatorLabel
from inspector.wire.messages import ChecklistBody, NormBody, ParameterBody
from inspector.wire.seal import digest

LANGUAGES = ("ru", "kk", "en")


class VersionTaken(BadInput):
    """A published version never changes."""

    code = "version_taken"
    sentence = N_("Version {version} of {form} was published with other content. Give the workbook a new version.")


class KazakhNotReviewed(BadInput):
    """Nobody signed for the Kazakh texts, and nobody said that this is meant."""

    code = "kazakh_not_reviewed"
    sentence = N_("The Kazakh texts are not reviewed: acts would be drafts. Publish with --draft if that is meant.")


def publish(database: Database, workbook: Path, *, draft: bool, now: datetime) -> ChecklistRecord:
    """Compile and publish. The same content again changes nothing.

    `draft` confirms that a checklist without reviewed Kazakh is meant. Raises AuthoringErrors, WorkbookUnreadable,
    KazakhNotReviewed or VersionTaken.
    """
    return publish_compiled(database, compile_checklist(workbook, titled=True), draft=draft, now=now)


def publish_compiled(database: Database, compiled: CompiledChecklist, *, draft: bool, now: datetime) -> ChecklistRecord:
    """As `publish`, from a compiled checklist."""
    if not compiled.reviewed_kk and not draft:
        raise KazakhNotReviewed
    body = msgspec.json.encode(_body(compiled)).decode()
    record = ChecklistRecord(
        sha256=digest(body),
        form_id=compiled.form_id,
        version=compiled.version,
        title=compiled.title,
        body=body,
        reviewed_kk=compiled.reviewed_kk,
    )
    labels = _indicator_labels(Form.parse(compiled.form_xml.encode()))
    with database.writing() as work:
        published = work.checklists.version(record.form_id, record.version)
        if published is not None:
            if published.sha256 != record.sha256:
                raise VersionTaken(version=record.version, form=record.form_id)
            return published
        work.checklists.add(record, labels, now)
        work.changes.put_texts([{"kind": "checklist", "subject": record.form_id, "audience": EVERYBODY, "body": body}])
        work.audit.note(now, "cli", "checklist_published", record.sha256)
    return record


def _body(compiled: CompiledChecklist) -> ChecklistBody:
    return ChecklistBody(
        form_id=compiled.form_id,
        version=compiled.version,
        form_xml=compiled.form_xml,
        norms=[
            NormBody(
                key=norm.key,
                act=norm.act,
                paragraph=norm.paragraph,
                edition=norm.edition,
                confidence=norm.confidence.value,
                title_ru=norm.title_ru,
                title_kk=norm.title_kk,
            )
            for norm in compiled.norms
        ],
        parameters=[
            ParameterBody(
                name=parameter.name,
                value=parameter.value,
                unit=parameter.unit,
                source=parameter.source,
                changed_by=parameter.changed_by,
            )
            for parameter in compiled.parameters
        ],
        reviewed_kk=compiled.reviewed_kk,
    )


def _indicator_labels(form: Form) -> list[IndicatorLabel]:
    session = Session(form)
    return [
        IndicatorLabel(name=spec.name, **{lang: session.label(spec.path, lang) or spec.name for lang in LANGUAGES})
        for spec in form.walk()
        if spec.kind == "indicator"
    ]
