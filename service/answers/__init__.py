"""Whole answers, kept for whoever asks the same while nothing has changed.

It offers ``Answers``, the layer that gives them, ``HEADERS``, all that it and an answer may depend on of a request's
headers, ``Kept``, where they lie, and ``Answer``, one of them.
"""

from service.answers.kept import Answer, Kept
from service.answers.layer import HEADERS, Answers

__all__ = ["HEADERS", "Answer", "Answers", "Kept"]
