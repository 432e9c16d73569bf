"""Choice: whether traces are made."""

from collections.abc import Mapping
from enum import StrEnum
from importlib.util import find_spec
from typing import Final

_NEEDED: Final = ("opentelemetry", "opentelemetry.sdk", "opentelemetry.exporter.otlp.proto.http")


class Telemetry(StrEnum):
    """Where traces go."""

    OFF = "off"
    OTLP = "otlp"


def telemetry(environment: Mapping[str, str]) -> Telemetry:
    """Read ``SINERGI_TELEMETRY``; all else about traces is said by the variables of OpenTelemetry itself (``OTEL_*``).

    >>> telemetry({})
    <Telemetry.OFF: 'off'>

    Raises
    ------
    ValueError
        Where it says something else, or where traces are asked for and the libraries are not installed.
    """
    given = environment.get("SINERGI_TELEMETRY", "").strip().lower() or Telemetry.OFF
    try:
        chosen = Telemetry(given)
    except ValueError as error:
        raise ValueError(f"SINERGI_TELEMETRY harus otlp atau off, bukan {given!r}.") from error
    if chosen is Telemetry.OTLP and not all(map(_is_there, _NEEDED)):
        message = "SINERGI_TELEMETRY=otlp membutuhkan OpenTelemetry: pasang dengan pip install 'sinergi[telemetry]'."
        raise ValueError(message)
    return chosen


def _is_there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
