"""Whole answers, kept for whoever asks the same while nothing has changed.

It offers ``Answers``, which keeps them, ``Answer``, one of them, ``key``, which tells equal requests from others,
``reply``, which sends one, and ``Repeated``, which answers requests that are the same to the byte before they are read;
``learned_by`` tells it of a request what it needs for that. ``Sent`` is what it sends, and ``CURRENT`` is told of it.
"""

from service.answers.kept import Answer, Answers, Sent
from service.answers.key import key
from service.answers.repeated import CURRENT, Repeated, learned_by
from service.answers.reply import form_of, reply

__all__ = ["CURRENT", "Answer", "Answers", "Repeated", "Sent", "form_of", "key", "learned_by", "reply"]
