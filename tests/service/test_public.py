"""Keys of an issuer are asked for on the public internet only, unless whoever runs the service says otherwise."""

import logging
import socket
from typing import Any

import pytest

from service.access import access_choice
from service.access.keys import Keys
from service.access.public import fetch, is_public
from service.access.refusal import IssuerUnreachableError

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
    "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "::", "ff02::1",
)  # fmt: skip
OIDC = {"SINERGI_OIDC_ISSUER": "https://masuk.example.go.id", "SINERGI_OIDC_AUDIENCE": "sinergi"}


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Where connections were made to; none of them is."""
    found: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> socket.socket:
        found.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return found


def _named(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in addresses]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)


@pytest.mark.parametrize("address", PRIVATE)
def test_nothing_is_asked_of_a_name_that_lies_in_a_private_network(
    address: str, reached: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_public(address)
    for addresses in ((address,), ("93.184.216.34", address)):
        _named(monkeypatch, *addresses)
        with pytest.raises(OSError, match="SINERGI_OIDC_PRIVATE"):
            fetch("https://masuk.example.go.id/keys")
    assert reached == []


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    reached: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _named(monkeypatch, "93.184.216.34")
    with pytest.raises(OSError):
        fetch("https://masuk.example.go.id/keys")
    assert reached == [("93.184.216.34", 443)]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/keys", "http://masuk.example.go.id/keys", "file:///etc/passwd"]
)
def test_only_https_is_asked(address: str, reached: list[Any]) -> None:
    with pytest.raises(OSError, match="https"):
        fetch(address)
    assert reached == []


async def test_an_issuer_in_a_private_network_is_said_in_the_log_and_may_be_allowed(
    reached: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _named(monkeypatch, "10.0.0.7")
    with caplog.at_level(logging.WARNING), pytest.raises(IssuerUnreachableError):
        await Keys("https://masuk.example.go.id").find("satu")
    assert "10.0.0.7" in caplog.text
    assert "SINERGI_OIDC_PRIVATE" in caplog.text
    assert reached == []
    with pytest.raises(IssuerUnreachableError):
        await Keys("https://masuk.example.go.id", private=True).find("satu")
    assert [host for host, _ in reached] == ["masuk.example.go.id"]


def test_the_setting_is_read_and_nothing_is_guessed() -> None:
    for given, is_private in ({}, False), ({"SINERGI_OIDC_PRIVATE": "true"}, True):
        choice = access_choice(OIDC | given)
        assert choice.oidc
        assert choice.oidc.private is is_private
    with pytest.raises(ValueError, match="SINERGI_OIDC_PRIVATE"):
        access_choice(OIDC | {"SINERGI_OIDC_PRIVATE": "ya"})
