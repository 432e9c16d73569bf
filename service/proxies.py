"""Proxies: whose word is taken for who asks, and whether they asked over HTTPS."""

from collections.abc import Mapping
from ipaddress import ip_network
from typing import Final

PROXIES: Final = "SINERGI_PROXIES"
_USUAL: Final = "127.0.0.1,::1"


def proxies(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Read the addresses of proxies whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` count.

    >>> proxies({}), proxies({"SINERGI_PROXIES": "10.0.0.0/8, 192.168.1.5"}), proxies({"SINERGI_PROXIES": "none"})
    (('127.0.0.1', '::1'), ('10.0.0.0/8', '192.168.1.5'), ())

    Raises
    ------
    ValueError
        Where one is no address and no network; the sentence says which.
    """
    given = environment.get(PROXIES, "").strip() or _USUAL
    if given == "none":
        return ()
    found = tuple(each.strip() for each in given.split(",") if each.strip())
    for each in found:
        try:
            ip_network(each)
        except ValueError as error:
            raise ValueError(
                f"{PROXIES} harus alamat atau jaringan seperti 10.0.0.0/8, dipisah koma, atau none, bukan {each!r}."
            ) from error
    return found
