"""Acceptance: how often people took up the initiatives that rest on a rule, so that a noisy rule can be seen."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from graph.record import DecisionStanding
from rules.recommend.initiative import Initiative


class Acceptance(msgspec.Struct, frozen=True, kw_only=True):
    """What people decided of the initiatives that rest on one rule's findings."""

    accepted: int = 0
    rejected: int = 0
    deferred: int = 0
    undecided: int = 0

    @property
    def rate(self) -> float | None:
        """The share accepted of those accepted or rejected; None where there is none: deferred is no answer yet."""
        answered = self.accepted + self.rejected
        return self.accepted / answered if answered else None


NOTHING = Acceptance()


def acceptance(initiatives: Iterable[Initiative], decided: Mapping[str, DecisionStanding]) -> dict[str, Acceptance]:
    """Give the acceptance of every rule on which an initiative rests.

    ``decided`` is the latest decision by the initiative's fingerprint.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in initiatives:
        standing = str(decided.get(each.fingerprint, "undecided"))
        for code in {finding.rule for finding in each.findings}:
            counts[code][standing] += 1
    return {code: Acceptance(**counts[code]) for code in sorted(counts)}
