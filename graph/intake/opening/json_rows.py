"""JSON rows: lists of records, as SIPD and e-monev applications give them, become grids.

What PHP makes of a list (an object with numbers for keys), lists of lists under a heading, and one record a line
(NDJSON) are lists too. Of records that only say whose they are, and hold the rows in a list of their own, the rows are
the table. Whatever else stands inside of records is told.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from graph.intake.cells import SAMPLE, Grid, GridRow, holds
from graph.intake.limits import Limits
from graph.intake.opening.plain import clean
from graph.record import MOST_SHOWN, FileProblem, Holds, Severity, UnreadColumn, refusal

_DEEPEST: Final = 12
_EXACT: Final = 2**53
"""Up to so large a whole number is exact as a figure; a larger one is read from its digits."""
_ALIKE: Final = 0.5
"""Objects are records of one list where they share this part of their keys."""
_FEWEST_KEYS: Final = 3
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Record = dict[str, Json]


class _List(msgspec.Struct):
    """A list that was found: its name, its records, and how many of its entries are none."""

    name: str
    records: list[Record]
    others: int = 0


def json_grids(file: str, text: str, limits: Limits, notes: tuple[FileProblem, ...] = ()) -> tuple[Grid, ...]:
    """Give one grid for each list of records in a JSON text; keys are the headings, a record's place its row.

    Raises
    ------
    RefusedFiles
        Where it is no JSON, or holds no list of records.
    """
    twice: Counter[str] = Counter()
    data = _decoded(file, text, twice)
    found = list(_lists(data, "", 0)) or list(_single(data, 0))
    if not found:
        said = f"; isinya: {clean(text)[:MOST_SHOWN]!r}" if len(text) < 4 * MOST_SHOWN else ""
        hint = f"Yang dibaca: daftar objek, misalnya ekspor SIPD{said}. Masuk lagi ke aplikasinya, lalu unduh lagi."
        raise refusal(file, "berkas JSON ini tidak berisi daftar", hint)
    if len(found) > limits.sheets:
        raise refusal(file, "berkas JSON ini berisi terlalu banyak daftar", "Bagi menjadi beberapa berkas.")
    grids = [_grid(file, each, limits) for each in found]
    if twice:
        reason = (
            f"kunci yang tertulis dua kali dalam satu objek: {', '.join(sorted(twice))}; yang dibaca isi terakhirnya"
        )
        notes = (*notes, FileProblem(file=file, reason=reason, hint="Hapus salah satunya.", severity=Severity.WARNING))
    grids[0] = msgspec.structs.replace(grids[0], notes=(*notes, *grids[0].notes))
    return tuple(grids)


def _decoded(file: str, text: str, twice: Counter[str]) -> Json:
    """Give what a text holds, also where it is one record a line; keys that an object has twice are counted."""

    def record(pairs: list[tuple[str, Json]]) -> Record:
        made = dict(pairs)
        if len(made) < len(pairs):
            twice.update(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        return made

    decoder = json.JSONDecoder(object_pairs_hook=record, parse_constant=lambda _: None, strict=False)
    try:
        data: Json = decoder.decode(text)
        return data
    except (ValueError, RecursionError) as error:
        broken = error
    row = getattr(broken, "lineno", 0)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    records: list[Json] = []
    try:
        for number, line in lines if len(lines) > 1 and lines[0][1].lstrip().startswith(("{", "[")) else ():
            row = number
            records.append(decoder.decode(line))
        if records:
            return records
    except (ValueError, RecursionError) as error:
        broken = error
    if not text.strip():
        raise refusal(file, "berkas ini kosong", "Unduh lagi dari aplikasinya.")
    hint = "Berkas mungkin terpotong; unduh lagi dari aplikasinya."
    raise refusal(file, "berkas JSON ini rusak", hint, row=row) from broken


def _lists(data: Json, name: str, depth: int) -> Iterator[_List]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        if found := _of_list(data, name):
            yield from _outermost(found)
    elif isinstance(data, dict):
        if _is_list(data):
            yield from _lists(list(data.values()), name, depth)
            return
        if headed := _headed(data):
            yield from _lists(headed, name, depth)
            return
        if columns := _columns(data):
            yield _List(name, columns)
            return
        for key, value in data.items():
            yield from _lists(value, f"{name}.{key}" if name else key, depth + 1)


def _is_list(data: Record) -> bool:
    """Whether an object is what PHP makes of a list: its keys are numbers, or its values records of the same keys."""
    records = [value for value in data.values() if isinstance(value, dict)]
    if not records or any(not isinstance(value, dict | None) for value in data.values()):
        return False
    if all(key.isdecimal() for key in data):
        return True
    keys = [set(record) for record in records]
    shared, every = set.intersection(*keys), set.union(*keys)
    return len(records) > 1 and len(every) >= _FEWEST_KEYS and len(shared) >= _ALIKE * len(every)


def _columns(data: Record) -> list[Record]:
    """Give the records of an object that has a list of values, all as long, for each column."""
    lists = {key: value for key, value in data.items() if isinstance(value, list) and all(map(_is_scalar, value))}
    lengths = {len(value) for value in lists.values()}
    if len(lists) < max(len(data), _FEWEST_KEYS) or len(lengths) != 1:
        return []
    return [dict(zip(lists, cells, strict=True)) for cells in zip(*lists.values(), strict=True)]


def _headed(data: Record) -> list[Json]:
    """Give the rows of an object under the headings that stand in a list beside them, as tables in pages send them."""
    lists = [value for value in data.values() if isinstance(value, list) and value]
    rows = [value for value in lists if all(isinstance(row, list) for row in value)]
    heads = [value for value in lists if all(isinstance(cell, str) for cell in value)]
    if len(rows) != 1 or len(heads) != 1 or any(len(row) != len(heads[0]) for row in rows[0] if isinstance(row, list)):
        return []
    return [heads[0], *rows[0]]


def _of_list(data: list[Json], name: str) -> _List | None:
    rows = [each for each in data if isinstance(each, list)]
    if len(rows) > 1 and len(rows) >= len(data) - data.count(None) and all(_is_scalar(cell) for cell in rows[0]):
        keys = [clean(str(cell)) if cell is not None else "" for cell in rows[0]]
        heading = [key if keys.index(key) == at else f"{key} ({at + 1})" for at, key in enumerate(keys)]
        width = max(map(len, rows))
        heading += [f"kolom {at + 1}" for at in range(len(heading), width)]
        return _List(name, [dict(zip(heading, row, strict=False)) for row in rows[1:]], data.count(None))
    records = [_unwrapped(each) for each in data if isinstance(each, dict)]
    if not records:
        return None
    return _List(name, records, len(data) - len(records))


def _unwrapped(record: Record) -> Record:
    """Give what a record holds that is nothing but the name of another one."""
    inner = next(iter(record.values())) if len(record) == 1 else None
    return inner if isinstance(inner, dict) else record


def _outermost(found: _List, outer: frozenset[str] = frozenset()) -> Iterator[_List]:
    """Give a list, or the lists inside of its records where those only say whose the rows are.

    ``outer`` are the keys that records have from those around them.
    """
    plain = {key for record in found.records for key, value in record.items() if _is_scalar(value)}
    inside = {
        key: {each for record in found.records for one in _records(record.get(key)) for each in one}
        for key in dict.fromkeys(key for record in found.records for key in record)
    }
    rows = [key for key, keys in inside.items() if len(keys) > len(plain - outer) and not keys & plain]
    if not rows or any(_counts(key, found.records) for key in plain):
        yield found
        return
    for key in rows:
        made = [
            {**{own: value for own, value in record.items() if _is_scalar(value)}, **one}
            for record in found.records
            for one in _records(record.get(key))
        ]
        yield from _outermost(_List(f"{found.name}.{key}" if found.name else key, made, found.others), frozenset(plain))


def _counts(key: str, records: Sequence[Record]) -> bool:
    """Whether what the records say of themselves under a key is money or a target, which no row below may repeat."""
    cells = [text for record in records[:SAMPLE] if (text := _text(record.get(key)))]
    return holds(key, cells) in {Holds.MONEY, Holds.TARGET}


def _records(value: Json) -> list[Record]:
    if isinstance(value, dict) and _is_list(value):
        value = list(value.values())
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _is_scalar(value: Json) -> bool:
    return not isinstance(value, list | dict)


def _single(data: Json, depth: int) -> Iterator[_List]:
    """Give an object that stands alone as a list of one."""
    if not isinstance(data, dict) or depth > _DEEPEST:
        return
    if len(data) > _FEWEST_KEYS and all(map(_is_scalar, data.values())):
        yield _List("", [data])
        return
    for value in data.values():
        yield from _single(value, depth + 1)


def _grid(file: str, found: _List, limits: Limits) -> Grid:
    flat = [_flat(record) for record in found.records]
    sheet = f"daftar {found.name}" if found.name else ""
    keys = tuple(key for key in dict.fromkeys(key for record in flat for key in record))
    if len(flat) > limits.rows or len(keys) > limits.columns or len(flat) * len(keys) > limits.cells:
        raise refusal(file, "daftar ini terlalu besar", "Bagi menjadi beberapa berkas.", sheet=found.name)
    inside = tuple(key for key in keys if any(_records(record.get(key)) for record in flat))
    keys = tuple(key for key in keys if key not in inside)
    rows = [GridRow(0, tuple(clean(key) for key in keys))]
    for number, record in enumerate(flat, 1):
        cells = tuple(_text(record.get(key)) for key in keys)
        figures = {at: float(value) for at, key in enumerate(keys) if (value := _figure(record.get(key))) is not None}
        rows.append(GridRow(number, cells, figures))
    return Grid(
        file=file,
        sheet=sheet,
        rows=tuple(rows),
        notes=tuple(_others(file, sheet, found.others)),
        unread=tuple(_inside(file, sheet, key, flat) for key in inside),
    )


def _others(file: str, sheet: str, others: int) -> Iterator[FileProblem]:
    if others:
        reason = f"{others} isi daftar ini bukan objek dan tidak dibaca"
        yield FileProblem(file=file, sheet=sheet, reason=reason, severity=Severity.WARNING)


def _inside(file: str, sheet: str, key: str, records: Sequence[Record]) -> UnreadColumn:
    """Say what stands in a list inside of records: what its own columns hold first says what it holds."""
    filled = [record for record in records if _records(record.get(key))]
    lists = [one for record in filled for one in _records(record.get(key))]
    said = [
        holds(f"{key} {column}", cells[:SAMPLE])
        for column in dict.fromkeys(column for one in lists for column in one)
        if (cells := [text for one in lists if (text := _text(one.get(column)))])
    ]
    example = ", ".join(f"{column}: {_text(value)}" for column, value in lists[0].items())
    return UnreadColumn(
        file=file,
        sheet=sheet,
        column=clean(key),
        filled=len(filled),
        holds=min(said, key=list(Holds).index, default=Holds.OTHER),
        example=clean(example)[:MOST_SHOWN],
    )


def _figure(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < _EXACT else None


def _flat(record: Record) -> Record:
    flat: Record = {}
    for key, value in record.items():
        if isinstance(value, dict) and not _is_list(value):
            flat.update({f"{key}.{inner}": each for inner, each in value.items()})
        else:
            flat[key] = value
    return flat


def _text(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return "; ".join(_text(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_text(each)}" for key, each in value.items())
    return clean(str(value))
