"""Effort: what ``make test`` does in part and ``make test-all`` in full: how often a law is tried, and with what."""

from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings

WHOLE: Final = "whole"
"""The name of Hypothesis' profile for all tests; asked for by ``--hypothesis-profile``."""
_QUICK: Final = "quick"
_FRACTION: Final = 8
"""In haste, a law is tried on one in so many of its examples."""
_USUAL: Final = 100

settings.register_profile(WHOLE, max_examples=_USUAL, deadline=None)
settings.register_profile(_QUICK, max_examples=_USUAL // _FRACTION, deadline=None)
settings.load_profile(_QUICK)  # before pytest loads the one that it was asked for


def tried(times: int, *suppressed: HealthCheck) -> settings:
    """Try a law so many times, or fewer in haste; other work may keep the cores busy, so that none has a deadline."""
    few = max(times // _FRACTION, 2)
    is_whole = settings.get_current_profile_name() == WHOLE
    return settings(max_examples=times if is_whole else few, deadline=None, suppress_health_check=suppressed)


def long(value: object, id: str | None = None) -> Any:  # noqa: A002 - as pytest names it
    """Mark one value of a parameter: with it, a test is only run by ``make test-all``."""
    return pytest.param(value, marks=pytest.mark.long, id=id)
