"""What a revision made at a desk adds to the act: captions of photos, and findings that were taken back."""

from collections.abc import Iterator

from inspector.wire.manifest import EvidenceFacts, Manifest


def captioned(shown: str, evidence: EvidenceFacts) -> str:
    """The question a photo hangs on, and what a person wrote under it."""
    return ": ".join(part for part in (shown, evidence.caption) if part)


def taken_back(manifest: Manifest, language: str) -> Iterator[tuple[str, str]]:
    """(What was found, why it was taken back), in the order of the findings."""
    reasons = {each.node: each.reason for each in manifest.withdrawn}
    for finding in manifest.findings:
        if finding.node in reasons:
            said = finding.message.get(language) or finding.message.get("ru") or finding.check
            yield said, reasons[finding.node]
