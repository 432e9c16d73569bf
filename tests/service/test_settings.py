"""What the environment sets is read whole or refused with a sentence, and every setting is described."""

from pathlib import Path

import pytest

from schema.request import LiveLimits, live_limits
from service.connection import ConnectionLimits
from service.server_settings import server_settings

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
