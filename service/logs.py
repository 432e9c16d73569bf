"""Logs: one line for each request and each thing that goes wrong, as JSON or for reading."""

import logging
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TextIO

import structlog
from structlog.types import Processor

from service.watch import QUIET, Ended

_SHARED: Final[tuple[Processor, ...]] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
_LOG: Final[structlog.stdlib.BoundLogger] = structlog.wrap_logger(
    logging.getLogger("sinergi.request"),
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
    made = logging.StreamHandler(stream)
    made.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            foreign_pre_chain=_SHARED,
        )
    )
    return made


def set_up(style: LogStyle) -> None:
    """Write the lines of this process to standard error: requests, and warnings of all libraries."""
    logging.basicConfig(handlers=[handler(style, sys.stderr)], level=logging.WARNING, force=True)
    logging.getLogger("sinergi").setLevel(logging.WARNING if style is LogStyle.OFF else logging.INFO)


def ended(each: Ended) -> None:
    """Write how a request ended. Neither who asked nor what was sent stands in it."""
    said: dict[str, object] = {
        "method": each.method,
        "path": each.path,
        "status": each.status,
        "milliseconds": round(each.seconds * 1000, 2),
    }
    if each.asked.operation is not None:
        said["operation"] = each.asked.operation[:100]
    if each.asked.is_kept is not None:
        said["kept"] = "hit" if each.asked.is_kept else "miss"
    if each.error is not None:
        _LOG.error("request", exc_info=each.error, **said)
    elif each.status >= 500:
        _LOG.error("request", **said)
    elif each.path in QUIET:  # these lines come at the level of debugging
        _LOG.debug("request", **said)
    else:
        _LOG.info("request", **said)
