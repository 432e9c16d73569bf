"""Language: in which language people are told what is wrong."""

from functools import lru_cache
from typing import Final

from schema.core import Language
from service.http.media import qualities

_OURS: Final = {each.value: each for each in (Language.ID, Language.EN)}


@lru_cache(256)
def language(accepted: str | None) -> Language:
    """Choose the language of sentences by an Accept-Language header; Indonesian where it asks for none of ours.

    >>> language("en-GB,en;q=0.8,id;q=0.5").name, language("id,en;q=0.9").name, language("fr").name, language(None).name
    ('EN', 'ID', 'ID', 'ID')
    """
    best: dict[Language, float] = {}
    for name, quality in qualities(accepted or ""):
        found = _OURS.get(name.partition("-")[0].lower())
        if found is not None:
            best[found] = max(best.get(found, 0.0), quality)
    return Language.EN if best.get(Language.EN, 0.0) > best.get(Language.ID, 0.0) else Language.ID
