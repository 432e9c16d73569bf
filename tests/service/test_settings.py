"""What the environment sets is read whole or refused with a sentence, and every setting is described."""

import re
from pathlib import Path

import pytest

from schema.request import LiveLimits, live_limits
from service.connection import ConnectionLimits
from service.server_settings import server_settings
from service.settings import NAMES, PREFIXES
from tests.command import ran

HOME = Path(__file__).parents[2]


def test_every_setting_of_subscriptions_and_connections_is_described_with_its_usual_value() -> None:
    text = (HOME / "docs/operation.md").read_text("utf-8")
    for name in LiveLimits.__struct_fields__:
        assert f"`SINERGI_LIVE_{name.upper()}` | `{getattr(LiveLimits(), name)}`" in text
    for name in ConnectionLimits.__struct_fields__:
        assert f"`SINERGI_CONNECTION_{name.upper()}` | `{getattr(ConnectionLimits(), name)}`" in text


def test_a_setting_that_cannot_be_used_is_refused_by_name() -> None:
    for name, value in (("SINERGI_LIVE_SECOND", "9"), ("SINERGI_LIVE_CONNECTIONS", "banyak")):
        with pytest.raises(ValueError, match="SINERGI_LIVE_"):
            live_limits({name: value})
    for value in ("-1", "nan", "lama"):
        with pytest.raises(ValueError, match="SINERGI_STOP_SECONDS"):
            server_settings({"SINERGI_STOP_SECONDS": value})
    assert server_settings({"SINERGI_STOP_SECONDS": "2.5"}).stop_seconds == 2.5


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("SINERGI_READNG", "SINERGI_READING"),
        ("SINERGI_DATABSE", "SINERGI_DATABASE"),
        ("SINERGI_LIMITS_BODY", "SINERGI_LIMIT_"),
        ("SINERGI_OICD_ISSUER", "SINERGI_OIDC_"),
        ("SINERGY_READING", "SINERGI_READING"),
        ("sinergi_reading", "SINERGI_READING"),
    ],
)
def test_a_misspelt_setting_is_refused_by_every_command(tmp_path: Path, name: str, near: str) -> None:
    for command in (("serve",), ("token", "list"), ("backup", "c.gz")):
        refused = ran(tmp_path, *command, **{name: "closed"})
        assert refused.status == 1
        assert f"Tidak ada pengaturan {name}. Maksud Anda {near}" in refused.err
    assert list(tmp_path.iterdir()) == []


def test_names_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    others = {"SYNERGY_HOME": "/x", "ENERGI_KOTA": "y", "SINERGI": "z", "_SINERGI_COMPLETE": ""}
    others |= {
        "SINERGI_SERVICE_HOST": "10.0.0.1",
        "SINERGI_SERVICE_PORT_HTTP": "80",
        "SINERGI_PORT": "tcp://10.0.0.1:80",
    }
    assert ran(tmp_path, "token", "list", **others, SINERGI_PORT_80_TCP_ADDR="10.0.0.1").status == 0
    assert ran(tmp_path, "token", "list", SINERGI_PORT="8000").status == 1


def test_every_setting_that_is_read_or_told_of_is_known() -> None:
    texts = [path.read_text("utf-8") for room in ("graph", "rules", "acts", "schema", "service")
             for path in (HOME / room).rglob("*.py")]  # fmt: skip
    texts += [(HOME / "docs" / name).read_text("utf-8") for name in ("operation.md", "sign-in.md", "api-limits.md")]
    named = {name for text in texts for name in re.findall(r"SINERGI_[A-Z_]+", text)} - {"SINERGI_"}
    assert named >= NAMES
    assert {each for each in named if each not in NAMES and not each.startswith(PREFIXES)} == set()
