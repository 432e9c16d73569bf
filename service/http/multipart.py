"""Multipart: files in their places among the variables of an operation, as the map beside them says.

https://github.com/jaydenseric/graphql-multipart-request-spec
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from graph.sentence import Sentence, untranslated
from schema.core import ErrorCode, cut
from service.http.refusal import RefusalError
from service.http.request import read_json

_LONGEST: Final = 6
"""Digits of the place of a file in a list."""


def with_files(form: Mapping[str, object], files: Mapping[str, object]) -> object:
    """Give the operation, or the operations, of a form with its files where the map says.

    Raises
    ------
    RefusalError
        400 where the parts do not fit together.
    """
    operations = _read(form, "operations")
    try:
        places = msgspec.convert(_read(form, "map"), dict[str, list[str]])
    except msgspec.ValidationError as error:
        raise unfit(
            Sentence(
                "map harus objek JSON yang menyebut tempat setiap berkas",
                "map must be a JSON object that names the places of each file",
            )
        ) from error
    for name, paths in places.items():
        file = files.get(name)
        if file is None or isinstance(file, str):
            raise unfit(Sentence(f"berkas {cut(name)!r} tidak ada", f"the file {cut(name)!r} is missing"))
        for path in paths:
            _put(operations, path, file)
    return operations


def unfit(why: Sentence) -> RefusalError:
    """Make the refusal of a form whose parts do not fit together."""
    message = Sentence(
        f"Kiriman berkas ini tidak saling cocok: {why.id}.", f"This request with files does not fit together: {why.en}."
    )
    return RefusalError(400, ErrorCode.BAD_MULTIPART, message)


def _read(form: Mapping[str, object], name: str) -> object:
    part = form.get(name)
    if not isinstance(part, str | bytes):
        raise unfit(Sentence(f"{name} tidak ada", f"{name} is missing"))
    try:
        return read_json(part, untranslated(name))
    except RefusalError as error:
        raise unfit(Sentence(error.message.id.rstrip("."), error.message.en.rstrip("."))) from error


def _put(operations: object, path: str, file: object) -> None:
    """Put a file in its place, which holds null."""
    *way, last = path.split(".")
    beginning = way[1:] if isinstance(operations, list) else way
    at: Any = operations
    if beginning[:1] == ["variables"]:
        for step in way:
            at = at[key] if (key := _key(at, step)) is not None else None
        key = _key(at, last)
        if key is not None and at[key] is None:
            at[key] = file
            return
    raise unfit(
        Sentence(
            f"map menyebut tempat yang tidak null, {cut(path)!r}", f"map names a place that is not null, {cut(path)!r}"
        )
    )


def _key(at: object, step: str) -> str | int | None:
    """The key of a step in what it leads through; None where there is no such place."""
    if isinstance(at, dict):
        return step if step in at else None
    is_place = step.isascii() and step.isdecimal() and len(step) <= _LONGEST
    return int(step) if isinstance(at, list) and is_place and int(step) < len(at) else None
