"""The lists that lie beside a form as files: secondary instances read from CSV or XML.

A form names them `jr://file-csv/schools.csv` or `jr://file/schools.xml`. Only the file's own name counts: nothing
outside the form's folder is ever opened. What is not there is an empty list, as on a phone before its first exchange.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from inspector.forms import safexml, values
from inspector.forms.errors import AttachedUnreadable, FormRefused
from inspector.forms.form import Form
from inspector.forms.safexml import local

_NAME: Final = re.compile(r"[^\W\d][\w.\-]*\Z")
_MAX_CELL: Final = 1_000_000
Rows = list[dict[str, str]]


def read_attached(form: Form, folder: Path) -> dict[str, Rows]:
    """The rows of every attached list found in `folder`, by the instance's id. Raises AttachedUnreadable."""
    found: dict[str, Rows] = {}
    for name, source in form.sources.external.items():
        path = folder / PurePosixPath(source).name
        if path.suffix.lower() in {".csv", ".xml"} and path.is_file():
            found[name] = _rows(path)
    return found


def _rows(path: Path) -> Rows:
    try:
        if path.stat().st_size > safexml.MAX_FORM_BYTES:
            raise AttachedUnreadable(name=path.name)
        data = path.read_bytes()
        return list(_of_csv(data) if path.suffix.lower() == ".csv" else _of_xml(data))
    except (OSError, ValueError, csv.Error, FormRefused) as error:
        raise AttachedUnreadable(name=path.name) from error


def _of_csv(data: bytes) -> Iterator[dict[str, str]]:
    csv.field_size_limit(_MAX_CELL)
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    columns = [name.strip() for name in next(lines, [])]
    for cells in lines:
        if any(cells):
            yield {name: cell for name, cell in zip(columns, cells, strict=False) if _NAME.match(name)}


def _of_xml(data: bytes) -> Iterator[dict[str, str]]:
    for item in safexml.parse(data):
        yield {local(child): values.text_of(child).strip() for child in item if isinstance(child.tag, str)}
