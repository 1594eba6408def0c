"""A second inspector on this laptop: a code of their own, a certificate of their own for the laptop's key, a way in.

Who works here already gives their passphrase: nobody is added behind their back, and only it opens the data key that
the new way in is wrapped around. Drafts are the laptop's and open to both; the journal names who answered, the act
and the seal's certificate name who sealed. The chain of seals stays the laptop's: one key, one chain.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

import msgspec

from inspector.core.errors import N_, Refusal
from inspector.services.errors import MIN_PASSPHRASE, WeakPassphrase
from inspector.services.ports import Identity
from inspector.wire import certificates as pki
from inspector.wire.box import JOIN_INFO, seal_box
from inspector.wire.errors import BadMessage, CertificateRefused, CodeOfOtherHeadquarters
from inspector.wire.messages import EnrolReply, JoinRequest, Person, RootReply, Sealed, Signed
from inspector.wire.seal import Headquarters, open_root_reply, open_signed


class OwnCode(Refusal):
    """The code is of whoever works here already."""

    code = "own_code"
    sentence = N_("This code is for {name}, who works on this laptop already. Ask the coordinator for a second one.")


class JoiningLink(Protocol):
    """Headquarters as an enrolled laptop reaches it, for this."""

    def moment(self) -> datetime: ...
    def root(self) -> RootReply: ...
    def join(self, sealed: Sealed) -> Signed: ...
    def close(self) -> None: ...


class ColleagueHome(Protocol):
    """The open laptop, with the ways into it."""

    def data_key(self, passphrase: str) -> bytes:
        """Of whoever works here now. Raises WrongPassphrase."""

    def welcome(self, colleague: Identity, passphrase: str, data_key: bytes) -> None:
        """Keep the certificate, then the way in; pull everything anew at the next exchange."""


class Joining:
    """Adds inspectors to one laptop, whose `identity` is of the one who works here now."""

    def __init__(self, identity: Identity, home: ColleagueHome, linker: Callable[[], JoiningLink]) -> None:
        self._identity = identity
        self._home = home
        self._linker = linker

    def join(self, code: str, own_passphrase: str, passphrase: str) -> Person:
        """Who was added. Raises WeakPassphrase, WrongPassphrase, WrongCode, OwnCode and what link and wire refuse.

        A code whose answer was lost is asked for again with the same result.
        """
        if len(passphrase.strip()) < MIN_PASSPHRASE:
            raise WeakPassphrase
        parsed = pki.parse_code(code)
        if not parsed.matches(pki.from_pem(self._identity.root, "root")):
            raise CodeOfOtherHeadquarters
        data_key = self._home.data_key(own_passphrase)
        link = self._linker()
        try:
            headquarters = open_root_reply(link.root(), parsed, link.moment())
            request = msgspec.json.encode(JoinRequest(secret=parsed.secret))
            box = seal_box(headquarters.box_key, request, JOIN_INFO)
            signed = link.join(Sealed(box=b64encode(box).decode()))
            reply = self._checked(signed, headquarters, link)
        finally:
            link.close()
        if reply.inspector.id == self._identity.inspector.id:
            raise OwnCode(name=reply.inspector.name)
        colleague = _colleague(self._identity, reply, headquarters)
        self._home.welcome(colleague, passphrase, data_key)
        return reply.inspector

    def _checked(self, signed: Signed, headquarters: Headquarters, link: JoiningLink) -> EnrolReply:
        body = open_signed(signed, headquarters.root, link.moment())
        try:
            reply = msgspec.json.decode(body, type=EnrolReply)
        except msgspec.DecodeError as error:
            raise BadMessage from error
        chain = (pki.from_pem(reply.certificate, "device certificate"), headquarters.operating)
        named = pki.verify_chain(chain, headquarters.root, link.moment())
        key = pki.key_from_pem(self._identity.private_key.encode())
        mine = named.public_key == key.public_key() and named.device == self._identity.device == reply.device
        if not mine or named.inspector != reply.inspector.id:
            raise CertificateRefused(place="device certificate")
        return reply


def _colleague(identity: Identity, reply: EnrolReply, headquarters: Headquarters) -> Identity:
    """The laptop's identity as the second inspector's."""
    regions = dict.fromkeys((*identity.regions, *reply.regions))
    return replace(
        identity,
        inspector=reply.inspector,
        certificate=reply.certificate,
        operating=pki.to_pem(headquarters.operating),
        regions=tuple(regions),
    )
