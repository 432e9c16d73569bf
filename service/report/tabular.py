"""Tabular: findings and initiatives as a workbook; what a row lists has a sheet of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from graph.export import Cell, Table
from graph.export.sheets import workbook
from graph.export.table import text_cell

Row = Mapping[str, object]

HEADINGS: Final[dict[str, str]] = {
    "fingerprint": "sidik",
    "rule": "aturan",
    "family": "rumpun",
    "severity": "tingkat",
    "subject": "perihal (id)",
    "opds": "perangkat daerah",
    "message": "temuan",
    "message_en": "temuan (Inggris)",
    "evidence.nodes": "bukti: simpul",
    "evidence.links": "bukti: keterkaitan",
    "rank": "peringkat",
    "title": "judul",
    "title_en": "judul (Inggris)",
    "theme": "tema",
    "theme_id": "tema (id)",
    "lead": "OPD penanggung jawab",
    "lead_reason": "alasan penanggung jawab",
    "runner_up": "pilihan kedua",
    "dimensions": "dimensi",
    "indicators": "indikator",
    "steps": "langkah pertama",
    "quick_win": "hasil cepat",
    "score.total": "skor",
    "score.best_rank": "peringkat terbaik",
    "score.worst_rank": "peringkat terburuk",
    "findings": "aturan yang menemukan",
    "why": "alasan",
    "why_en": "alasan (Inggris)",
    "decision.standing": "keputusan",
    "decision.reason": "alasan keputusan",
    "decision.author": "diputuskan oleh",
    "decision.made_at": "diputuskan pada",
    "opd": "OPD",
    "role": "peran",
    "reason": "alasan",
    "kind": "jenis",
    "name": "nama",
    "code": "kode",
    "brings": "sumbangan",
    "value": "nilai",
    "weight": "bobot",
    "explanation": "penjelasan",
    "no": "no",
    "mendable": "dapat diperbaiki",
    "part": "bagian skor",
    "money.year": "tahun uang",
    "money.specific": "khusus untuk ini (Rp)",
    "money.touching": "turut menyentuh (Rp)",
    "team.name": "tim",
    "team.name_en": "tim (Inggris)",
    "team.regulation": "peraturan tim",
    "team.checked": "peraturan diperiksa",
    "team.chair": "ketua tim",
    "team.secretariat": "sekretariat tim",
    "doubts": "catatan",
    "text": "fakta",
    "text_en": "fakta (Inggris)",
    "numbers": "angka",
    "links": "keterkaitan",
    "name_en": "nama (Inggris)",
    "field": "bidang urusan",
    "owner": "pemilik",
    "essential": "pokok",
    "state": "keadaan",
    "programs": "pekerjaan",
    "listed": "ada dalam daftar",
    "reason_en": "alasan (Inggris)",
    "output": "keluaran",
    "output_en": "keluaran (Inggris)",
    "handovers": "serah terima",
    "asked": "diminta dari luar",
    "place": "lokasi atau daftar",
    "measure": "ukuran",
    "measure_en": "ukuran (Inggris)",
    "fact": "fakta yang dibenahi (sidik)",
    "practice": "pernah dijalankan",
    "missing": "yang belum ada",
    "here": "di daerah ini",
    "here_en": "di daerah ini (Inggris)",
    "usual": "lembaga yang lazim",
    "component": "bagian",
    "also": "dihitung juga pada",
    "region": "daerah",
    "year": "tahun",
    "result": "hasil",
    "level": "tingkat bukti",
    "source": "sumber",
}
"""Headings of the columns in Indonesian; a column without one keeps its own name."""

SHEETS: Final[dict[str, str]] = {
    "facts": "fakta",
    "components": "bagian",
    "invited": "diundang",
    "actions": "tindakan",
    "examples": "contoh lain",
    "participants": "peserta",
    "partners": "mitra",
    "programs": "program",
    "score.parts": "bagian skor",
}


def rows_workbook(title: str, rows: Sequence[Row], *, key: str = "fingerprint") -> bytes:
    """Give rows as a workbook: one sheet of their plain values, and one per list of records, tied by the key."""
    lists: dict[str, list[dict[str, Cell]]] = {}
    plain: list[dict[str, Cell]] = []
    for row in rows:
        values: dict[str, Cell] = {}
        for name, value in _flat(row):
            if _is_records(value):
                own: dict[str, Cell] = {key: text_cell(str(row[key]))}
                lists.setdefault(name, []).extend(own | record for record in _records(value))
            else:
                values[name] = _cell(value)
        plain.append(values)
    found = [_table(title, [{name: cell for name, cell in row.items() if name not in lists} for row in plain])]
    found += [_table(SHEETS.get(name, name), each) for name, each in lists.items()]
    return workbook(found)


def _flat(row: Row, above: str = "") -> Iterator[tuple[str, object]]:
    """The values of a row, those of records in it under names such as ``score.total``."""
    for name, value in row.items():
        if isinstance(value, Mapping) and not _is_records(value):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield above + name, value


def _is_records(value: object) -> bool:
    """Whether a value is a list of records, or records by name."""
    inner = list(value.values()) if isinstance(value, Mapping) else value
    return isinstance(inner, list) and bool(inner) and all(isinstance(each, Mapping) for each in inner)


def _records(value: object) -> Iterator[dict[str, Cell]]:
    if isinstance(value, Mapping):
        for name, record in value.items():
            yield {"part": text_cell(str(name)), **_cells(record)}
    elif isinstance(value, list):
        for number, record in enumerate(value, start=1):
            yield {"no": number, **_cells(record)}


def _cells(record: Row) -> dict[str, Cell]:
    return {name: _cell(value) for name, value in record.items()}


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return text_cell("; ".join(map(str, value))) if value else None
    return text_cell(str(value)) if value != "" else None


def _table(name: str, rows: Sequence[Mapping[str, Cell]]) -> Table:
    names = list(dict.fromkeys(column for row in rows for column in row))
    return Table(
        name=name,
        headings=tuple(HEADINGS.get(column, column) for column in names),
        rows=[tuple(row.get(column) for column in names) for row in rows],
    )
