"""From ReportLab's PDF to PDF/A-3b: output intent, XMP, attachments. The last rewrite before the signature.

PDF/A-3 is the archive format that may carry any file: the act carries the sealed record it was printed from.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from inspector import paths

MANIFEST, SEAL, INSTANCE = "manifest.json", "seal.json", "instance.xml"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{program}</xmp:CreatorTool>{dates}</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside the act. `relation` is the PDF's AFRelationship: Source (the act was made of it) or Supplement."""

    name: str
    data: bytes
    media_type: str
    relation: str
    description: str


def to_pdfa(
    pdf: bytes, *, title: str, language: str, program: str, made_at: datetime | None, attachments: Sequence[Attachment]
) -> bytes:
    """The same pages as PDF/A-3b with attachments. `made_at` (aware) is the time of sealing; None in a proof."""
    with Pdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            if "/Trans" in page:
                del page["/Trans"]
        root = document.Root
        root.Lang = String(language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.OutputIntents = Array([_output_intent(document)])
        root.Metadata = _metadata(document, title, program, made_at)
        if "/Info" in document.trailer:
            # Absent is the only spelling of Info that the signature's own update cannot make differ from the XMP.
            del document.trailer["/Info"]
        _attach(document, attachments, made_at)
        out = BytesIO()
        document.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue()


def _output_intent(document: Pdf) -> Object:
    profile = document.make_stream(paths.resource("icc", "sRGB.icc").read_bytes())
    profile.N = 3
    return document.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB"),
            DestOutputProfile=profile,
        )
    )


def _metadata(document: Pdf, title: str, program: str, made_at: datetime | None) -> Object:
    dates = ""
    if made_at:
        stamp = made_at.isoformat(timespec="seconds")
        dates = f"<xmp:CreateDate>{stamp}</xmp:CreateDate><xmp:ModifyDate>{stamp}</xmp:ModifyDate>"
    text = _XMP.format(title=escape(title), program=escape(program), dates=dates)
    stream = document.make_stream(text.encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    return stream


def _attach(document: Pdf, attachments: Sequence[Attachment], made_at: datetime | None) -> None:
    if not attachments:
        return
    files = [_file(document, attachment, made_at) for attachment in attachments]
    names = Array([])
    for attachment, file in sorted(zip(attachments, files, strict=True), key=lambda pair: pair[0].name):
        names.append(String(attachment.name))
        names.append(file)
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
    document.Root.AF = Array(files)


def _file(document: Pdf, attachment: Attachment, made_at: datetime | None) -> Object:
    stream = document.make_stream(attachment.data)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/" + attachment.media_type)
    stream.Params = Dictionary(
        Size=len(attachment.data),
        CheckSum=String(hashlib.md5(attachment.data, usedforsecurity=False).digest()),
    )
    if made_at:
        stream.Params.ModDate = String(made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    return document.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.description),
            AFRelationship=Name("/" + attachment.relation),
            EF=Dictionary(F=stream, UF=stream),
        )
    )
