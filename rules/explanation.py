"""Explanation: what people read of a rule: in Indonesian from the file beside it, in English from its docstring."""

from functools import cache
from importlib import resources
from types import ModuleType
from typing import Final

import msgspec

from rules.finding import Text

FILE: Final = "explanations.toml"
"""In the package of a rule's module: one table for each rule, by its code."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is written of one rule: what it is called, and in Indonesian the four parts of its docstring."""

    title: str
    title_en: str
    finds: str
    why: str
    evidence: str
    remedy: str

    def whole(self, code: str) -> str:
        """The four parts as one text, in the form of a docstring."""
        parts = f"Mengapa: {self.why}\nBukti: {self.evidence}\nPerbaikan: {self.remedy}"
        return f"{code} {self.title}. {self.finds}\n\n{parts}"


@cache
def explanations(package: str) -> dict[str, Explanation]:
    """What a package of rules writes of them, by code; empty where it has no such file.

    Raises:
        ValueError: where the file cannot be read, with the place.
    """
    file = resources.files(package).joinpath(FILE)
    if not file.is_file():
        return {}
    try:
        return msgspec.toml.decode(file.read_bytes(), type=dict[str, Explanation])
    except msgspec.DecodeError as error:
        raise ValueError(f"{package}/{FILE}: {error}") from error


def explained(module: ModuleType | None, code: str, name: str, docstring: str) -> tuple[Text, Text]:
    """Give a rule's title and its explanation; where nothing is written of it, its name and its docstring are both."""
    package = module.__package__ if module else None
    written = explanations(package).get(code) if package else None
    if written is None:
        title = name.replace("-", " ").capitalize()
        return Text(title, title), Text(docstring, docstring)
    return Text(written.title, written.title_en), Text(written.whole(code), docstring)
