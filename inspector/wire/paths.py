"""Where each message goes. Both sides build addresses from here."""

PROTOCOL = 1

TIME = "/api/v1/time"
ROOT = "/api/v1/root"
ENROL = "/api/v1/enrol"
JOIN = "/api/v1/join"
RECOVER = "/api/v1/recover"
CHANGES = "/api/v1/changes"
INSPECTIONS = "/api/v1/inspections"
ADDITIONS = "/api/v1/additions"
BLOBS = "/api/v1/blobs"


def blob(sha256: str) -> str:
    """The address of one blob."""
    return f"{BLOBS}/{sha256}"
