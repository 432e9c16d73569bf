"""SIPD labels: the national, provincial and regional priorities that SIPD puts on sub-activities, by code."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final

import msgspec

from graph import code as codes
from graph.intake.cells import Content, Row, Table, tidy_code
from graph.intake.drafting import Draft
from graph.intake.recognising import Format, same
from graph.model import Program
from graph.record import Severity

Labels = Callable[[Row], list[str]]
LABELS: Final = ("label_pusat", "label_prov", "label_kokab")


def read(table: Table, draft: Draft) -> None:
    """Put the labels on all sub-activities of the code, in the files or in the plan; codes without one are told."""
    put_labels(table, draft, "kode_sub_giat", lambda row: [row.get(name) for name in LABELS])
    draft.note_read(table, "sipd-label")


def put_labels(table: Table, draft: Draft, column: str, labels: Labels) -> None:
    """Put the labels of each row on the programs whose code it names."""
    by_code: dict[str, list[Program]] = defaultdict(list)
    for program in draft.known_programs():
        by_code[program.code].append(program)
    missing: list[Row] = []
    for row in draft.each(table):
        code = codes.canonical(tidy_code(row[column]))
        if codes.level(code) is None:
            reason = "kode ini bukan kode program, kegiatan atau sub kegiatan"
            draft.problem(table.problem(row, column, reason, "Tulis misalnya 1.01.02.2.01.0001."))
            continue
        if not by_code.get(code):
            missing.append(row)
        for program in by_code.get(code, ()):
            now = draft.node(Program, program.id) or program
            tags = tuple(dict.fromkeys((*now.tags, *(label for label in labels(row) if label))))
            if tags != now.tags or program.id in draft.nodes:
                draft.put(msgspec.structs.replace(now, tags=tags))
    if missing:
        codes_ = ", ".join(row[column] for row in missing[:3])
        draft.problem(
            table.problem(
                missing[0],
                column,
                f"{len(missing)} kode berlabel tidak ada pada rencana ini, misalnya {codes_}",
                "Muat juga Renja yang memuat kode itu.",
                severity=Severity.WARNING,
            )
        )


FORMAT: Final = Format(
    id="sipd-label",
    name="Label prioritas SIPD per sub kegiatan",
    columns=(
        *same("kode_sub_giat", content=Content.CODE, key=True),
        *same("nama_sub_giat", key=True),
        *same(*LABELS),
        *same("jumlah_baris"),
    ),
    needed=(frozenset({"kode_sub_giat", "nama_sub_giat", *LABELS}),),
    read=read,
    order=90,
    seen="berkas nyata",
)
