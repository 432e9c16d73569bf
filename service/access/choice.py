"""Choice: how people sign in, from the environment."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import msgspec

SHORTEST_TOKEN: Final = 32
"""Letters of the token in the environment at least; ``openssl rand -hex 32`` gives 64."""
_LOOPBACK: Final = {"127.0.0.1", "::1", "localhost"}


class OidcChoice(msgspec.Struct, frozen=True, kw_only=True):
    """The issuer whose tokens are trusted, and which of their claims say who someone is."""

    issuer: str
    """Address of the issuer, exactly as its tokens name it."""
    audience: str
    """What tokens for this service name as their audience."""
    name_claim: str = "preferred_username"
    """What someone is called in history; it must be one that people cannot change themselves."""
    role_claim: str = "sinergi_role"
    regions_claim: str = "sinergi_regions"
    """Region codes, or ``*``; where it is empty, a role counts in all regions."""
    opds_claim: str = "sinergi_opds"
    """Ids of the agencies for which who has the role agency speaks, such as opd/dinsos."""
    client_id: str = ""
    """What the issuer calls the planners' page (a public client); where it is empty, the page takes tokens only."""
    scope: str = "openid profile"
    """What the page asks the issuer for."""
    private: bool = False
    """Whether the issuer may lie in a private network; without it nothing there is ever asked for its keys."""


class AccessChoice(msgspec.Struct, frozen=True, kw_only=True):
    """How people sign in, and what those who did not may do."""

    reading_open: bool = True
    proposals_open: bool = False
    """Whether those who may read may propose something to the planners, without signing in."""
    token: str = ""
    """One token that makes its bearer an administrator everywhere, for first steps; empty for none."""
    oidc: OidcChoice | None = None

    def __repr__(self) -> str:
        """Without the token, so that it stands in no log."""
        token = "***" if self.token else ""
        opened = f"reading_open={self.reading_open}, proposals_open={self.proposals_open}"
        return f"AccessChoice({opened}, {token=}, oidc={self.oidc})"


def access_choice(environment: Mapping[str, str]) -> AccessChoice:
    """Read ``SINERGI_READING``, ``SINERGI_PROPOSALS``, ``SINERGI_TOKEN`` and ``SINERGI_OIDC_*``.

    >>> access_choice({"SINERGI_READING": "closed"}).reading_open
    False

    Raises
    ------
    ValueError
        Where one of them cannot be used; nothing is guessed where it is about access.
    """
    token = environment.get("SINERGI_TOKEN", "").strip()
    if token and (len(token) < SHORTEST_TOKEN or not token.isascii() or any(map(str.isspace, token))):
        message = f"SINERGI_TOKEN harus paling sedikit {SHORTEST_TOKEN} huruf ASCII tanpa spasi, misalnya dari"
        raise ValueError(f"{message} `openssl rand -hex 32`.")
    return AccessChoice(
        reading_open=_is_open(environment, "SINERGI_READING", "open"),
        proposals_open=_is_open(environment, "SINERGI_PROPOSALS", "closed"),
        token=token,
        oidc=_oidc(environment),
    )


def _is_open(environment: Mapping[str, str], name: str, usual: str) -> bool:
    said = environment.get(name, "").strip().lower() or usual
    if said not in {"open", "closed"}:
        raise ValueError(f"{name} harus open atau closed, bukan {said!r}.")
    return said == "open"


def _oidc(environment: Mapping[str, str]) -> OidcChoice | None:
    given = {
        name.removeprefix("SINERGI_OIDC_").lower(): value.strip()
        for name, value in environment.items()
        if name.startswith("SINERGI_OIDC_")
    }
    issuer = given.get("issuer", "")
    if not issuer:
        if any(given.values()):
            raise ValueError("SINERGI_OIDC_ISSUER belum diisi, sedangkan SINERGI_OIDC_ lain sudah.")
        return None
    if not given.get("audience"):
        raise ValueError("SINERGI_OIDC_AUDIENCE harus diisi, agar token untuk layanan lain tidak diterima di sini.")
    unknown = sorted(given.keys() - set(OidcChoice.__struct_fields__))
    if unknown:
        known = ", ".join(f"SINERGI_OIDC_{name.upper()}" for name in OidcChoice.__struct_fields__)
        raise ValueError(f"SINERGI_OIDC_{unknown[0].upper()} tidak dikenal; yang ada: {known}.")
    for name in ("name_claim", "role_claim"):
        if not given.get(name, "x"):
            raise ValueError(f"SINERGI_OIDC_{name.upper()} tidak boleh kosong.")
    check_address(issuer, "SINERGI_OIDC_ISSUER")
    private = given.pop("private", "") or "false"
    if private not in {"true", "false"}:
        raise ValueError(f"SINERGI_OIDC_PRIVATE harus true atau false, bukan {private!r}.")
    return OidcChoice(**given, private=private == "true")


def is_here(address: str) -> bool:
    """Say whether an address is of this machine, and says so itself."""
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname in _LOOPBACK


def check_address(address: str, name: str) -> None:
    """Let only addresses through on whose way nobody can put in keys of their own: https, or this machine.

    Raises
    ------
    ValueError
        Where it is another.
    """
    parts = urlsplit(address)
    if not is_here(address) and not (parts.scheme == "https" and parts.hostname):
        raise ValueError(f"{name} harus alamat https, bukan {address!r}.")
