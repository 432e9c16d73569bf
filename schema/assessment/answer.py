"""Evaluation answer: what was said of a question, with its evidence."""

import datetime

import strawberry

from graph.record import Answer
from schema.core import field
from schema.core.described import described
from schema.node import Document, documents_shown


@described
class EvaluationAnswer:
    """An answer to a question of an evaluation round."""

    record: strawberry.Private[Answer]

    @field
    def number(self) -> int:
        """Number of the answer; later answers have higher numbers."""
        return self.record.id

    @field
    def self_score(self) -> float | None:
        """What the region gives itself, 0 to 4; null if it has not said."""
        return None if self.record.self_score is None else float(self.record.self_score)

    @field
    def note(self) -> str:
        """What the region says of the question."""
        return self.record.note

    @field
    def evidence(self) -> list[Document]:
        """The files that prove the answer."""
        return documents_shown(self.record.evidence)

    @field
    def assessor_scores(self) -> list[float]:
        """The score that each assessor gave, 0 to 4."""
        return [float(each) for each in self.record.assessor_scores]

    @field
    def author(self) -> str:
        """Name of the user who answered."""
        return self.record.author

    @field
    def made_at(self) -> datetime.datetime:
        """Time of the answer."""
        assert self.record.made_at is not None  # noqa: S101 - the store sets it
        return self.record.made_at
