"""Sentence: what people are told, in Indonesian and in English."""

from typing import Self


class Sentence(str):
    """A sentence in Indonesian that knows itself in English as well.

    Whoever does not care takes it for the text that it is; whoever knows who reads gives it in their language.

    >>> both = Sentence("Tidak ada.", "There is none.")
    >>> both.id, both.en, f"{both} Titik.", str(both) is both
    ('Tidak ada.', 'There is none.', 'Tidak ada. Titik.', True)
    """

    __slots__ = ("en",)
    en: str
    """The same in English."""

    def __new__(cls, text: str, en: str) -> Self:
        """Say the same in Indonesian and in English."""
        made = super().__new__(cls, text)
        made.en = en
        return made

    @property
    def id(self) -> str:
        """The text in Indonesian alone."""
        return super().__str__()

    def __str__(self) -> str:
        """Give itself, so that an exception that is told by ``str`` keeps both."""
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        """What it is made of, for copies."""
        return type(self), (self.id, self.en)


def told(error: Exception) -> Sentence:
    """Give what an error says; in Indonesian alone where it knows no other language."""
    said = error.args[0] if error.args else ""
    return said if isinstance(said, Sentence) else untranslated(str(error))


def untranslated(text: str) -> Sentence:
    """Give a text that is there in one language only, such as what was read from a file."""
    return Sentence(text, text)
