"""Mapping: which columns of an unknown table hold what; proposed by us, corrected and kept by a person.

A mapping is a small YAML file::

    format: baris
    columns:
      "Nama Dinas": opd
      "Kegiatan/Sub Keg.": nama
      "Anggaran (Rp)": pagu
    constants:
      tahun: "2026"

``format`` names one of our formats, ``columns`` gives our name for each heading of the table, ``constants`` says what
holds for all rows and stands in no column.
"""

import re
from collections.abc import Set
from pathlib import Path
from typing import Final

import msgspec
import yaml

from graph.intake.formats import FORMATS, plan_rows
from graph.intake.limits import MIB, Limits
from graph.intake.opening import Reader, display_name
from graph.intake.recognising import Column, Format, Found
from graph.record import refusal
from graph.reference import normalised

_SAID: Final = {
    "opd": "perangkat daerah",
    "skpd": "perangkat daerah pengampu",
    "kode": "kode nomenklatur",
    "nama": "nama program, kegiatan atau sub kegiatan",
    "program": "nama program",
    "kegiatan": "nama kegiatan",
    "sub_kegiatan": "nama sub kegiatan",
    "pagu": "pagu (rupiah)",
    "pagu_semula": "pagu sebelum perubahan",
    "indikator": "indikator",
    "uraian": "uraian indikator",
    "base": "nilai awal (kondisi awal)",
    "ik_sasaran": "indikator sasaran",
    "ik_tujuan": "indikator tujuan",
    "ik_program": "indikator program",
    "opd_program": "perangkat daerah penanggung jawab program",
    "kode_skpd": "kode perangkat daerah",
    "nama_skpd": "nama perangkat daerah",
    "kode_opd": "kode perangkat daerah",
    "nama_lengkap": "nama perangkat daerah",
}
"""What planners call our columns, where that is not just their name."""
_LIMITS: Final = Limits(size=MIB)
_ALL: Final = {format_.id: format_ for format_ in (*FORMATS, plan_rows.MAPPED)}


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """Why a column was proposed to hold something, and how sure that is, from 0 to 1."""

    heading: str
    column: str
    sureness: float
    reason: str


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which column of a table is which of our columns."""

    format: str
    columns: dict[str, str] = {}
    """Our name by the table's heading; headings of several lines are written as one."""
    constants: dict[str, str] = {}
    """What holds for all rows, by our name of the column."""
    reasons: tuple[Proposed, ...] = ()
    """Why each column was proposed; empty once a person has written the mapping."""

    @staticmethod
    def load(path: Path) -> "Mapping":
        """Read a mapping from its file.

        Raises
        ------
        RefusedFiles
            Where the file is no mapping, or names a format or column that there is not.
        """
        file = display_name(path)
        with Reader(_LIMITS) as reader:
            data = reader.yaml(path)
        try:
            mapping = msgspec.convert(data, Mapping, strict=False)
        except msgspec.ValidationError as error:
            hint = "Isinya: format, columns (judul kolom: nama kolom kita), constants."
            raise refusal(file, f"ini bukan pemetaan: {error}", hint) from error
        mapping.check(file)
        return mapping

    def check(self, file: str = "pemetaan") -> None:
        """Refuse a mapping that names what there is not.

        Raises
        ------
        RefusedFiles
            Where its format or one of its columns is unknown, or the table could not be read with it.
        """
        format_ = _ALL.get(self.format)
        if format_ is None:
            raise refusal(file, f"format {self.format!r} tidak ada", "Yang ada: " + ", ".join(sorted(_ALL)) + ".")
        given = {*self.columns.values(), *self.constants}
        unknown = sorted(name for name in given if format_.column(name) is None)
        if unknown:
            known = ", ".join(column.name for column in format_.columns)
            raise refusal(file, f"kolom {', '.join(unknown)} tidak ada pada format ini", f"Yang ada: {known}.")
        if not self.columns or not any(needed <= given for needed in format_.needed):
            raise refusal(file, "pemetaan ini belum lengkap", asked(format_, given))

    @property
    def column_names(self) -> tuple[str, ...]:
        """Everything that a column of the format may be said to hold; nothing where there is no such format."""
        format_ = _ALL.get(self.format)
        return tuple(column.name for column in format_.columns) if format_ else ()

    def save(self, path: Path) -> None:
        """Write the mapping so that a person can correct it; each proposal's reason stands beside it."""
        path.write_text(self.text(), "utf-8")

    def text(self) -> str:
        """The mapping as YAML, with the reasons as remarks."""
        told = {each.heading: f"  # {each.reason} ({each.sureness:.0%})" for each in self.reasons}
        lines = [f"format: {self.format}", "columns:"]
        lines += [f"  {_quoted(heading)}: {column}{told.get(heading, '')}" for heading, column in self.columns.items()]
        lines += ["constants:" if self.constants else "constants: {}"]
        lines += [f"  {name}: {_quoted(written)}" for name, written in self.constants.items()]
        return "\n".join(lines) + "\n"

    @property
    def as_format(self) -> Format:
        """The format as the mapping's table writes it."""
        format_ = _ALL[self.format]
        columns = tuple(_mapped(format_, heading, name) for heading, name in self.columns.items())
        names = frozenset(self.columns.values())
        digest = "|".join(f"{heading}={name}" for heading, name in self.columns.items())
        return msgspec.structs.replace(
            format_, id=f"{format_.id}#{digest}", columns=columns, needed=(names,), enough=()
        )

    def applied(self, found: Found) -> Found:
        """Give a table found by this mapping with its constants, as a table of the format that it names."""
        table = found.table
        format_ = _ALL[self.format]
        constant = {name: written for name, written in self.constants.items() if name not in table.headings}
        rows = tuple(msgspec.structs.replace(row, cells={**constant, **row.cells}) for row in table.rows)
        headings = (*table.headings, *constant)
        return Found(format=format_, table=msgspec.structs.replace(table, rows=rows, headings=headings))


def said(column: str) -> str:
    """What planners call a column.

    >>> said("base"), said("kode_sub_kegiatan")
    ('nilai awal (kondisi awal)', 'kode sub kegiatan')
    """
    return _SAID.get(column, column.replace("_", " "))


def asked(format_: Format, given: Set[str]) -> str:
    """Say in planners' words what a table of a format must still tell, and how it is told where no column does."""
    fewest = min((needed - given for needed in format_.needed), key=lambda each: (len(each), sorted(each)))
    if len(format_.needed) > 1 and all(len(needed) == 1 for needed in format_.needed):
        fewest = frozenset()
        what = "salah satu dari " + ", ".join(said(*needed) for needed in format_.needed)
    else:
        what = ", ".join(said(name) for name in sorted(fewest)) or "paling sedikit satu kolom"
    name = next(iter(sorted(fewest)), "tahun")
    how = f'tulis nilainya di constants, misalnya {name}: "...", atau {name}: "" bila memang tidak ada'
    return f"Yang belum ada: {what}. Petakan kolomnya, atau bila tidak ada kolomnya {how}."


def _mapped(format_: Format, heading: str, name: str) -> Column:
    column = format_.column(name)
    pattern = re.escape(normalised(heading)).replace("\\ ", " ")
    if column is None:
        return Column(name, pattern)
    return msgspec.structs.replace(column, name=name, headings=pattern)


def _quoted(text: str) -> str:
    written = yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10_000)
    return written.strip().removesuffix("\n...").strip()
