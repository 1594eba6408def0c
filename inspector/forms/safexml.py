"""Reading XML that anybody may have made: no entities, no network, and bounds on size, depth and count."""

import re
from typing import Final

from lxml import etree
from lxml.etree import _Element

from inspector.forms.errors import FormNotXml, FormTooBig

MAX_FORM_BYTES: Final = 30_000_000
MAX_INSTANCE_BYTES: Final = 20_000_000
MAX_ELEMENTS: Final = 1_000_000
MAX_DEPTH: Final = 120
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(data: bytes, *, most: int = MAX_FORM_BYTES) -> _Element:
    """The root element. Raises FormTooBig or FormNotXml; a document type declaration is refused whole."""
    if len(data) > most:
        raise FormTooBig
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,  # libxml2 then stops at 256 levels and at long names by itself
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise FormNotXml(line=error.lineno or 0) from error
    except (LookupError, ValueError) as error:
        raise FormNotXml(line=0) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise FormNotXml(line=1)
    _bounded(root)
    return root


def _bounded(root: _Element) -> None:
    depth = 0
    for count, (event, _element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH or count > 2 * MAX_ELEMENTS:
            raise FormTooBig


def writable(text: str) -> str:
    """The text without the characters XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
