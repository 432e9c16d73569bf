"""Whole answers, kept for whoever asks the same while nothing has changed.

It offers ``Answers``, which keeps them, ``Answer``, one of them, ``keepable``, which makes one, ``key``, which tells
equal requests from others, and ``reply``, which sends one.
"""

from service.answers.keepable import keepable
from service.answers.kept import Answer, Answers
from service.answers.key import key
from service.answers.reply import form_of, reply

__all__ = ["Answer", "Answers", "form_of", "keepable", "key", "reply"]
