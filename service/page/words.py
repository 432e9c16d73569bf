"""Words: what the page says in a language: its own sentences, and what the vocabulary calls values."""

import json
from pathlib import Path
from typing import Final, Literal

from graph.vocabulary import VOCABULARY

Language = Literal["id", "en"]
FILES: Final[dict[str, Language]] = {"words.id.json": "id", "words.en.json": "en"}
"""The files that hold the page's own sentences; what is sent under their names holds the vocabulary too."""


def spoken(file: Path) -> bytes:
    """Give one of these files as it is sent."""
    own: dict[str, str] = json.loads(file.read_text("utf-8"))
    language = FILES[file.name]
    named = {
        f"{section}.{name}": text.id if language == "id" else text.en
        for section, values in VOCABULARY.items()
        for name, text in values.items()
    }
    return json.dumps(named | own, ensure_ascii=False, indent=1).encode()
