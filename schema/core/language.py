"""Language: the languages of texts."""

from enum import Enum
from typing import Annotated

from schema.core.described import enumeration, said


class Language(Enum):
    """Language of a text."""

    ID = "id"
    EN = "en"


LANGUAGE = enumeration(Language, {"ID": "Bahasa Indonesia.", "EN": "English."})
Tongue = Annotated[Language, said("Language of the text.")]
