"""Configuration: what a region may set for its rules, in one file (``sinergi.toml``)."""

import datetime
import tomllib
from collections.abc import Iterable
from math import isfinite
from pathlib import Path
from typing import Any

import msgspec

from graph.record import StoredSuppression


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much each part of an initiative's score counts; only their ratios matter."""

    facts: float = 3.0
    effect: float = 2.0
    priority: float = 2.0
    service: float = 1.5
    money: float = 1.5
    completeness: float = 1.5
    practice: float = 1.0
    feasibility: float = 1.0
    confidence: float = 0.5


class AlignmentWeights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much each part of the alignment index counts (``docs/alignment.md``); only their ratios matter."""

    objectives: float = 2.0
    money: float = 2.0
    programs: float = 1.0
    indicators: float = 2.0
    readiness: float = 1.0

    def __post_init__(self) -> None:
        """See that they can weigh: a mean with a weight below zero leaves the range of its parts."""
        given = [getattr(self, name) for name in self.__struct_fields__]
        if not all(isfinite(weight) and weight >= 0 for weight in given) or not any(given):
            raise ValueError("bobot alignment tidak boleh di bawah nol, dan paling sedikit satu di atas nol")


class Suppression(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people have seen and set aside: one finding, by fingerprint and until a date, or all that a rule finds."""

    fingerprint: str = ""
    rule: str = ""
    """Code of the rule that is switched off; empty where one finding is set aside."""
    reason: str
    author: str
    expires: datetime.date | None = None
    """The last day on which it holds; of a rule it may be left out, and is then without end."""

    def __post_init__(self) -> None:
        """See that it names one thing, and that a finding comes back some day."""
        if bool(self.fingerprint) is bool(self.rule):
            raise ValueError("sebutkan fingerprint atau rule, salah satu saja")
        if self.fingerprint and self.expires is None:
            raise ValueError("expires wajib diisi untuk sebuah temuan")

    @property
    def subject(self) -> str:
        """What is set aside: the fingerprint of a finding, or the code of a rule."""
        return self.fingerprint or self.rule


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
    alignment: AlignmentWeights = AlignmentWeights()
    suppressions: tuple[Suppression, ...] = ()
    most_initiatives: int = 80
    """How many recommendations are given at most; nobody can meet on more in a year."""
    least_known: float = 0.6
    """Where less of the work or of the money has a code of the national nomenclature, all that follows is doubtful."""
    knowledge: str = ""
    """A region's own file of knowledge, beside the configuration file; it adds to ours and overrides it."""
    evaluations: tuple[str, ...] = ()
    """A region's own files of further years or cohorts of the yearly evaluation, beside the configuration file."""
    today: datetime.date | None = None

    def selects(self, code: str) -> bool:
        """Whether the file chooses a rule; what people switched off is left out of what it found (``aside``)."""
        chosen = not self.select or code.startswith(self.select)
        return chosen and not code.startswith(self.ignore)

    def runs(self, code: str) -> bool:
        """Whether what a rule finds counts: it is chosen, and nobody has switched it off."""
        return self.selects(code) and code not in self.aside

    @property
    def aside(self) -> frozenset[str]:
        """The fingerprints of findings and the codes of rules that are set aside today."""
        return frozenset(
            each.subject
            for each in self.suppressions
            if self.today is None or each.expires is None or self.today <= each.expires
        )

    def of_plan(self, said: Iterable[StoredSuppression], today: datetime.date) -> "Configuration":
        """Give the configuration of one plan, with what people set aside in it, as it holds on a day."""
        return msgspec.structs.replace(self, suppressions=(*self.suppressions, *map(_said, said)), today=today)


def _said(one: StoredSuppression) -> Suppression:
    rule = "" if one.fingerprint else one.rule
    return Suppression(
        fingerprint=one.fingerprint, rule=rule, reason=one.reason, author=one.author, expires=one.expires
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
        knowledge = configuration.knowledge and str(path.parent / configuration.knowledge)
        evaluations = tuple(str(path.parent / each) for each in configuration.evaluations)
        return msgspec.structs.replace(configuration, knowledge=knowledge, evaluations=evaluations)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError, OSError) as error:
        raise ValueError(f"{path.name} tidak dapat dipakai: {error}") from error
