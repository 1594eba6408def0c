"""Making a laptop a member: code, trust in headquarters' root, a device certificate, an encrypted home."""

from inspector.services.ports import Enrolled, LaptopHome, Linker


class Enrolling:
    """Enrols this laptop once. Nothing secret leaves before the code's fingerprint matched the root."""

    def __init__(self, home: LaptopHome, linker: Linker) -> None:
        self._home = home
        self._linker = linker

    def enrol(self, server_url: str, code: str, passphrase: str, device_name: str = "") -> Enrolled:
        """Raises AlreadyEnrolled, WeakPassphrase, FakeHeadquarters and whatever link and headquarters refuse."""
        raise NotImplementedError
