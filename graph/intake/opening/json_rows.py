"""JSON rows: lists of records, as SIPD and e-monev applications give them, become grids."""

from typing import Final

import msgspec

from graph.intake.cells import Grid, GridRow
from graph.intake.limits import Limits
from graph.intake.opening.text import clean
from graph.record import refusal

_DEEPEST: Final = 4
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def json_grids(file: str, text: str, limits: Limits) -> tuple[Grid, ...]:
    """Give one grid for each list of records in a JSON text; keys are the headings, a record's place its row.

    Raises
    ------
    RefusedFiles
        Where it is no JSON, or holds no list of records.
    """
    try:
        data: Json = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        hint = "Berkas mungkin terpotong; unduh lagi dari aplikasinya."
        raise refusal(file, "berkas JSON ini rusak", hint) from error
    found: list[tuple[str, list[dict[str, Json]]]] = []
    _lists(data, "", 0, found)
    if not found:
        raise refusal(file, "berkas JSON ini tidak berisi daftar", "Yang dibaca: daftar objek, misalnya ekspor SIPD.")
    if len(found) > limits.sheets:
        raise refusal(file, "berkas JSON ini berisi terlalu banyak daftar", "Bagi menjadi beberapa berkas.")
    return tuple(_grid(file, name, records, limits) for name, records in found)


def _lists(data: Json, name: str, depth: int, found: list[tuple[str, list[dict[str, Json]]]]) -> None:
    if isinstance(data, list):
        records = [each for each in data if isinstance(each, dict)]
        if records and len(records) == len(data):
            found.append((name, records))
    elif isinstance(data, dict) and depth < _DEEPEST:
        for key, value in data.items():
            _lists(value, f"{name}.{key}" if name else key, depth + 1, found)


def _grid(file: str, name: str, records: list[dict[str, Json]], limits: Limits) -> Grid:
    flat = [_flat(record) for record in records]
    keys = tuple(dict.fromkeys(key for record in flat for key in record))
    if len(flat) > limits.rows or len(keys) > limits.columns or len(flat) * len(keys) > limits.cells:
        raise refusal(file, "daftar ini terlalu besar", "Bagi menjadi beberapa berkas.", sheet=name)
    rows = [GridRow(0, keys)]
    for number, record in enumerate(flat, 1):
        cells = tuple(_text(record.get(key)) for key in keys)
        figures = {
            at: float(value)
            for at, key in enumerate(keys)
            if isinstance(value := record.get(key), int | float) and not isinstance(value, bool)
        }
        rows.append(GridRow(number, cells, figures))
    return Grid(file=file, sheet=f"daftar {name}" if name else "", rows=tuple(rows))


def _flat(record: dict[str, Json]) -> dict[str, Json]:
    flat: dict[str, Json] = {}
    for key, value in record.items():
        if isinstance(value, dict):
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
        return "; ".join(_text(each) for each in value if not isinstance(each, dict | list))
    return clean(str(value)) if not isinstance(value, dict) else ""
