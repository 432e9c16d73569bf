"""Fill: what of a plan answers a question, and how a figure becomes a proposed score."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from graph.agreement import MeetingBody
from graph.masterplan import QuickWinCriterion, ReadinessAspect
from rules.assessment.load import DATA


class Fill(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one question is filled in, as the data file says it."""

    question: str
    by: Literal[
        "programs",
        "budget",
        "outside",
        "indicator",
        "work",
        "legal",
        "carried",
        "readiness",
        "quick-win",
        "meetings",
    ]
    dimension: str = ""
    """Code of the dimension whose programs are asked for; all where none is named."""
    before: int = 0
    """How many years before the round's."""
    aspect: ReadinessAspect | None = None
    """What of the readiness of masterplan programs is asked for."""
    criterion: QuickWinCriterion | None = None
    """Which of the ten criteria of a quick win is asked for."""
    body: MeetingBody | None = None
    """Whose meetings are asked for."""
    field: str = ""
    """The field of government whose work is asked for."""
    words: tuple[str, ...] = ()
    """What the name of the indicator or of the work has."""
    without: tuple[str, ...] = ()
    """What it does not have."""
    regional: bool = False
    """Whether only an indicator of the region's own objectives counts, none of an agency."""
    steps: tuple[tuple[float, float], ...] = ()
    """From which value on which score is proposed, the greatest value first."""
    most: float | None = None
    """The greatest value that can be meant; another is shown and not scored."""
    grades: dict[str, float] = {}
    """The score of a value that is a word."""
    share: bool = False
    """Whether the value is a percentage of what there could be, and the score as much of 4."""
    source: str = ""

    def score(self, text: str, number: float | None) -> float | None:
        """Give the score that a value stands for; None where it stands for none.

        >>> Fill(question="P016", by="indicator", steps=((3.5, 3), (0, 0)), most=5).score("3,61", 3.61)
        3
        """
        if text.strip().upper() in self.grades:
            return self.grades[text.strip().upper()]
        if number is None or not 0 <= number <= (self.most or 100):
            return None
        if self.share:
            return number / 25
        return next((score for least, score in self.steps if number >= least), None)


@cache
def fills() -> Mapping[str, Fill]:
    """How each question that a plan can answer is filled in, by its code."""
    found = msgspec.yaml.decode((DATA / "fills.yaml").read_bytes(), type=tuple[Fill, ...])
    return {each.question: each for each in found}
