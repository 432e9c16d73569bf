"""Body: a record that is kept whole, as JSON without the few characters that no database keeps."""

import msgspec

from graph.store.table import storable


def encoded(record: msgspec.Struct) -> bytes:
    """Give a record as it is kept."""
    return msgspec.json.encode(_storable(msgspec.to_builtins(record)))


def _storable(value: object) -> object:
    match value:
        case str():
            return storable(value)
        case dict():
            return {key: _storable(each) for key, each in value.items()}
        case list() | tuple():
            return [_storable(each) for each in value]
        case _:
            return value
