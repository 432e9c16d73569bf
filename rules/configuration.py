"""Configuration: what a region may set for its rules, in one file (``sinergi.toml``)."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

import msgspec


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much each part of an initiative's score counts; only their ratios matter."""

    effect: float = 3.0
    priority: float = 2.0
    service: float = 2.0
    reach: float = 1.5
    urgency: float = 1.5
    feasibility: float = 1.5
    confidence: float = 1.0


class Suppression(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that people have seen and set aside, by fingerprint, until a date."""

    fingerprint: str
    reason: str
    author: str
    expires: datetime.date


class Configuration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which rules run, with which options and weights.

    ``today`` decides which suppressions hold; it is given, never read from a clock, so that equal input gives equal
    output.
    """

    select: tuple[str, ...] = ()
    """Codes, or beginnings of codes, of the rules that run; empty for all."""
    ignore: tuple[str, ...] = ()
    options: dict[str, dict[str, Any]] = {}
    """Options by rule code."""
    weights: Weights = Weights()
    suppressions: tuple[Suppression, ...] = ()
    most_initiatives: int = 80
    """How many recommendations are given at most; nobody can meet on more in a year."""
    knowledge: str = ""
    """A region's own file of knowledge, beside the configuration file; it adds to ours and overrides it."""
    today: datetime.date | None = None

    def runs(self, code: str) -> bool:
        """Whether a rule runs."""
        chosen = not self.select or code.startswith(self.select)
        return chosen and not code.startswith(self.ignore)

    def suppressed(self, fingerprint: str) -> bool:
        """Whether a finding is set aside."""
        return any(
            each.fingerprint == fingerprint and (self.today is None or self.today <= each.expires)
            for each in self.suppressions
        )


DEFAULT = Configuration()


def read(path: Path) -> Configuration:
    """Read a configuration file.

    Raises
    ------
    ValueError
        Where the file is no TOML or sets what cannot be set; the sentence says which.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        configuration = msgspec.convert(data, Configuration)
        if configuration.knowledge:
            own = str(path.parent / configuration.knowledge)
            configuration = msgspec.structs.replace(configuration, knowledge=own)
        return configuration
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, OSError) as error:
        raise ValueError(f"{path.name} tidak dapat dipakai: {error}") from error
