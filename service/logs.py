"""Logs: one line for each request and each thing that goes wrong, as JSON or for reading."""

import logging
import re
import sys
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from time import gmtime, strftime, time_ns
from typing import Final, TextIO

import msgspec
import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from service.access_log import CURRENT, QUIET, Ended

_NAME: Final = "sinergi.request"
_LONGEST_NAME: Final = 100
_LONGEST_PATH: Final = 1_000
"""Letters of an operation's name and of a path that are written."""
_PLAIN: Final = re.compile(r"[!#-&(-<>-~]*")
"""What is written as it is in a readable line: no space, quotation mark or equals sign, nothing that is no letter."""


def _with_request_id(logger: WrappedLogger, method: str, line: EventDict) -> EventDict:
    """Say in every line of a request, also those of libraries, to which request it belongs."""
    del logger, method
    if id_ := CURRENT.get():
        line.setdefault("request_id", id_)
    return line


_SHARED: Final[tuple[Processor, ...]] = (
    _with_request_id,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
_LOG: Final[structlog.stdlib.BoundLogger] = structlog.wrap_logger(
    logging.getLogger(_NAME),
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    wrapper_class=structlog.stdlib.BoundLogger,
)


class LogStyle(StrEnum):
    """How lines are written."""

    READABLE = "readable"
    JSON = "json"
    OFF = "off"


def log_style(environment: Mapping[str, str]) -> LogStyle:
    """Read ``SINERGI_LOG``.

    >>> log_style({"SINERGI_LOG": "json"}), log_style({})
    (<LogStyle.JSON: 'json'>, <LogStyle.READABLE: 'readable'>)

    Raises
    ------
    ValueError
        Where it says something else.
    """
    given = environment.get("SINERGI_LOG", "").strip().lower() or LogStyle.READABLE
    try:
        return LogStyle(given)
    except ValueError as error:
        raise ValueError(f"SINERGI_LOG harus readable, json atau off, bukan {given!r}.") from error


def handler(style: LogStyle, stream: TextIO) -> logging.Handler:
    """Give what writes the lines of this program and of its libraries in one style."""
    last: list[Processor]
    if style is LogStyle.JSON:
        last = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    else:
        plain = structlog.dev.plain_traceback  # a rich one would show what variables hold
        last = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=plain, pad_event_to=0)]
    made: logging.Handler = logging.StreamHandler(stream)
    made.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            foreign_pre_chain=_SHARED,
        )
    )
    return made


class RequestLog:
    """Writes how each request ended. Neither who asked nor what was sent stands in it.

    What went wrong goes through logging. Ordinary lines are made here, for there are as many of them as requests:
    structlog and logging take about as long for one as a kept answer does in all.
    """

    def __init__(self, style: LogStyle = LogStyle.OFF, stream: TextIO | None = None) -> None:
        """Make it; where it has no stream, only what went wrong is written."""
        self._stream = None if style is LogStyle.OFF else stream
        self._line = _json if style is LogStyle.JSON else _readable

    def ended(self, each: Ended) -> None:
        """Write how a request ended."""
        if each.error is not None or each.status >= 500:
            _LOG.error("request", exc_info=each.error, **_said(each))
        elif each.path in QUIET:  # these lines come at the level of debugging
            _LOG.debug("request", **_said(each))
        elif self._stream is not None:
            try:
                self._stream.write(self._line(each))
            except OSError:  # nobody reads the log any more; who asks is answered all the same
                self._stream = None


def set_up(style: LogStyle, stream: TextIO = sys.stderr) -> RequestLog:
    """Write the lines of this process: warnings of all libraries, and requests, to what is given back."""
    logging.basicConfig(handlers=[handler(style, stream)], level=logging.WARNING, force=True)
    logging.getLogger("sinergi").setLevel(logging.WARNING if style is LogStyle.OFF else logging.INFO)
    return RequestLog(style, stream)


def _said(each: Ended) -> dict[str, object]:
    return {**_always(_shape(each)), "milliseconds": round(each.seconds * 1000, 2), "request_id": each.request_id}


_Shape = tuple[str, str, int, str | None, bool | None]
"""Method, path, status, name of the operation, and whether its answer was a kept one."""


def _shape(each: Ended) -> _Shape:
    """What many requests have in common."""
    operation = each.asked.operation and each.asked.operation[:_LONGEST_NAME]
    return each.method, each.path[:_LONGEST_PATH], each.status, operation, each.asked.is_kept


def _always(shape: _Shape) -> Mapping[str, str | int]:
    method, path, status, operation, is_kept = shape
    said: dict[str, str | int] = {"method": method, "path": path, "status": status}
    if operation is not None:
        said["operation"] = operation
    if is_kept is not None:
        said["kept"] = "hit" if is_kept else "miss"
    return said


def _json(each: Ended) -> str:
    said = f'"milliseconds":{each.seconds * 1000:.2f},"request_id":"{each.request_id}","timestamp":"{_now()}"'
    return f"{_json_begun(_shape(each))},{said}}}\n"


@lru_cache(256)
def _json_begun(shape: _Shape) -> str:
    said = {"event": "request", "level": "info", "logger": _NAME, **_always(shape)}
    return msgspec.json.encode(said).decode().removesuffix("}")


def _readable(each: Ended) -> str:
    middle = _readable_middle(_shape(each))
    return f"{_now()} {middle} milliseconds={each.seconds * 1000:.2f} request_id={each.request_id}\n"


@lru_cache(256)
def _readable_middle(shape: _Shape) -> str:
    words = ((name, str(word)) for name, word in _always(shape).items())
    said = (f"{name}={word if _PLAIN.fullmatch(word) else repr(word)}" for name, word in words)
    return " ".join((f"[info     ] request [{_NAME}]", *said))


def _now() -> str:
    seconds, micros = divmod(time_ns() // 1000, 1_000_000)
    return f"{_second(seconds)}.{micros:06}Z"


@lru_cache(1)
def _second(seconds: int) -> str:
    return strftime("%Y-%m-%dT%H:%M:%S", gmtime(seconds))
