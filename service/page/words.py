"""Words: what the page says in a language: its own sentences, and what the vocabulary calls values.

The first view needs a fourth of them: they are sent apart, and the others with the next view.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from graph.vocabulary import VOCABULARY

Language = Literal["id", "en"]
FILES: Final[dict[str, Language]] = {"words.id.json": "id", "words.en.json": "en"}
"""The files that hold the page's own sentences; what is sent under their names holds the vocabulary too."""


_FIRST: Final = ("main.js", "views/overview.js")
"""The modules of the first view, with all that they import when they are loaded."""
_IMPORTED: Final = re.compile(r"^(?:import|export) [^;]*?from '(\.[^']+)'", re.MULTILINE)
_QUOTED: Final = re.compile(r"'([\w.-]+)'")
_BEGUN: Final = re.compile(r"\bt\(`([\w.-]+)\$\{|\b(?:called|within)\(\s*'(\w+)'")


def modules(folder: Path, *names: str) -> dict[str, str]:
    """Give modules by their names within a folder, with all that they import when they are loaded."""
    found: dict[str, str] = {}
    coming = list(names)
    while coming:
        name = coming.pop()
        if name not in found:
            found[name] = (folder / name).read_text("utf-8")
            beside = (folder / name).parent
            coming += [
                beside.joinpath(each).resolve().relative_to(folder.resolve()).as_posix()
                for each in _IMPORTED.findall(found[name])
            ]
    return found


def first_modules(folder: Path) -> dict[str, str]:
    """Give the modules of the first view."""
    return modules(folder, *_FIRST)


def _first(words: dict[str, str], folder: Path) -> Iterator[tuple[str, str]]:
    """Give the words that the modules of the first view name, in whole or by how they begin."""
    text = "\n".join(first_modules(folder).values())
    named = set(_QUOTED.findall(text))
    begun = tuple({sentence or f"{values}." for sentence, values in _BEGUN.findall(text)})
    for key, said in words.items():
        if key.removesuffix(".one") in named or key.startswith(begun):
            yield key, said


def spoken(file: Path, *, first: bool = False) -> bytes:
    """Give one of these files as it is sent, or of it what the first view says."""
    own: dict[str, str] = json.loads(file.read_text("utf-8"))
    language = FILES[file.name]
    named = {
        f"{section}.{name}": text.id if language == "id" else text.en
        for section, values in VOCABULARY.items()
        for name, text in values.items()
    }
    words = named | own
    return json.dumps(dict(_first(words, file.parent)) if first else words, ensure_ascii=False, indent=1).encode()
