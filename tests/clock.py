"""Clock: the time of day, moved, so that a file that keeps the moment at which it was made betrays itself."""

import datetime
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import pytest

AHEAD = datetime.timedelta(days=400, hours=1, minutes=1, seconds=1)
"""How far the clock is moved: no year, day, hour, minute or second stays what it was."""

_Moment = datetime.datetime


class _AnyMoment(type):
    """Type of what stands for ``datetime`` while the clock is moved: every moment is one of its own."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _Moment)


class _Later(_Moment, metaclass=_AnyMoment):
    ahead = AHEAD

    def __new__(cls, *parts: int, **more: object) -> _Moment:  # type: ignore[misc]
        return _Moment(*parts, **more)  # type: ignore[arg-type]

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> _Moment:  # type: ignore[override]
        return _Moment.now(tz) + cls.ahead

    @classmethod
    def utcnow(cls) -> _Moment:  # type: ignore[override]
        return _Moment.now(datetime.UTC).replace(tzinfo=None) + cls.ahead

    @classmethod
    def today(cls) -> _Moment:  # type: ignore[override]
        return cls.now()


@contextmanager
def later(by: datetime.timedelta = AHEAD) -> Iterator[None]:
    """In it, the clock of this process is ahead, or back, by whichever function a library asks for the time.

    The times of files are the system's and do not move.
    """
    seconds, since, local, utc, told = time.time, time.time_ns, time.localtime, time.gmtime, time.strftime
    ahead = by.total_seconds()

    def then(at: float | None) -> float:
        return seconds() + ahead if at is None else at

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(time, "time", lambda: seconds() + ahead)
        patched.setattr(time, "time_ns", lambda: since() + int(ahead) * 10**9)
        patched.setattr(time, "localtime", lambda at=None: local(then(at)))
        patched.setattr(time, "gmtime", lambda at=None: utc(then(at)))
        patched.setattr(time, "strftime", lambda form, at=None: told(form, at or local(then(None))))
        _Later.ahead = by
        _replace(_Moment, _Later)
        try:
            yield
        finally:
            _replace(_Later, _Moment)  # also in modules that were loaded in between


def _replace(one: type, other: type) -> None:
    for module in [each for each in sys.modules.values() if isinstance(each, ModuleType)]:
        if vars(module).get("datetime") is one:
            vars(module)["datetime"] = other
