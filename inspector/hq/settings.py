"""What one headquarters server is told at its start, and the limits it keeps."""

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from inspector.core.errors import N_, BadInput

MEGABYTE = 1024 * 1024


class TlsRequired(BadInput):
    """Requests carry inspections; they never cross a network in the clear."""

    code = "tls_required"
    sentence = N_("Serving on {host} needs --tls-cert and --tls-key, or --behind-proxy.")


class BlobsNotBuilt(BadInput):
    """Only folders hold files so far."""

    code = "blobs_unknown"
    sentence = N_("Files can be kept in a folder only, not in {url}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything `create_app` and the verbs need. `data` holds keys, and by default the database and the files.

    `bundle_limit` and `blob_limit` are bytes of one sealed inspection and of one file; `code_hours` is the life of
    an enrolment code.
    """

    data: Path
    database_url: str = ""
    blobs: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    tls_cert: Path | None = None
    tls_key: Path | None = None
    behind_proxy: bool = False
    bundle_limit: int = 64 * MEGABYTE
    blob_limit: int = 200 * MEGABYTE
    code_hours: int = 24
    page_size: int = 500

    @property
    def database(self) -> str:
        """The database's address: SQLite in the data folder unless another was named."""
        return self.database_url or f"sqlite:///{self.data / 'hq.db'}"

    @property
    def blob_folder(self) -> Path:
        """The folder of files. Raises BlobsNotBuilt for anything that is not a folder."""
        if "://" in self.blobs and not self.blobs.startswith("file://"):
            raise BlobsNotBuilt(url=self.blobs.split("://", 1)[0] + "://")
        return Path(self.blobs.removeprefix("file://")) if self.blobs else self.data / "blobs"

    def require_safe_transport(self) -> None:
        """Refuse plain http on anything but loopback (TlsRequired)."""
        if not (self.tls_cert and self.tls_key) and not self.behind_proxy and not _is_loopback(self.host):
            raise TlsRequired(host=self.host)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
