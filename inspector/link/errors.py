"""What can go wrong between the laptop and headquarters that is neither's refusal."""

from inspector.core.errors import N_, BadInput, WorldFailed


class HqUnreachable(WorldFailed):
    """No answer: no network, a server that is down, or an answer that broke off."""

    code = "hq_unreachable"
    sentence = N_("Headquarters cannot be reached. You can keep working; everything confirmed is kept here.")


class HqGarbled(WorldFailed):
    """An answer that is not of headquarters: a portal page, a proxy, another program."""

    code = "hq_garbled"
    sentence = N_("The server answered with something else than headquarters would. Check its address.")


class AddressUnusable(BadInput):
    """A server address that cannot be dialled."""

    code = "address_unusable"
    sentence = N_("The server address must look like https://name.")


class PlainHttpRefused(BadInput):
    """http to another machine: certificates protect the content, not who asks what."""

    code = "plain_http"
    sentence = N_("Only an https address is accepted for another computer.")
