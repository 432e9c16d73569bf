"""Masterplan ties: whom and what a row of a table of masterplan programs names, as far as the plan knows it."""

import re
from typing import Final

import msgspec

from graph import code as codes
from graph.intake.cells import Row, Table, tidy_code
from graph.intake.drafting import Draft
from graph.intake.formats.masterplan_words import parts, said
from graph.model import LinkKind, MasterplanProgram, Objective, Opd, Partner, Program
from graph.record import Severity
from graph.reference import dimensions_named, fields_of_name, framework, normalised

_ASIDE: Final = re.compile(r"\([^()]*\)\s*$")
_SURE: Final = 0.9


def _without_aside(name: str) -> str:
    return _ASIDE.sub("", name).rstrip()


class MasterplanTies:
    """Finds what the rows of one table name; what it does not find is told once for each name."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table, self._draft = table, draft
        self._told: set[tuple[str, str]] = set()
        self.apart: dict[str, tuple[str, ...]] = {}
        """By the id of a program its lead and its dimensions, which tell programs of one name apart."""
        partners = sorted(draft.every(Partner), key=lambda each: each.id)
        self._partners = {normalised(name): each for each in partners for name in (each.name, *each.aliases)}
        self._objectives: dict[str, list[Objective]] = {}
        for each in draft.every(Objective):
            for word in {normalised(each.code), normalised(each.text)} - {""}:
                self._objectives.setdefault(word, []).append(each)

    def lead(self, row: Row) -> tuple[str, str]:
        """The id of the OPD that leads, and nothing more; or nothing, and the lead as it is written."""
        named = self._opds(row.get("penanggung_jawab"))
        written = said(row.get("penanggung_jawab"))
        if not written:
            return "", ""
        found = self._opd(row, "penanggung_jawab", named[0])
        if found is None:
            self._tell(row, "penanggung_jawab", written, "perangkat daerah ini tidak ada di rencana")
            return "", written
        return found.id, ""

    def dimensions(self, row: Row, section: str) -> tuple[str, ...]:
        """The ids of the dimensions, or of the sub-dimensions in them; where the row tells none that of its section."""
        written, sub = said(row.get("dimensi")), said(row.get("sub_dimensi"))
        above = dimensions_named(written)
        if written and not above:
            names = ", ".join(each.name_en for each in framework()[0] if "-" not in each.code)
            self._tell(row, "dimensi", written, "dimensi ini tidak dikenal", f"Tulis salah satu: {names}.")
        parent = above or ((section,) if section and not written else ())
        within = parent[0] if len(parent) == 1 and "-" not in parent[0] else ""
        below = dimensions_named(sub, within)
        if sub and not below:
            reason = "subdimensi ini tidak dikenal" if not within else "subdimensi ini bukan bagian dimensinya"
            self._tell(row, "sub_dimensi", f"{written} {sub}", reason, "Yang dicatat hanya dimensinya.")
        return below or parent

    def put(self, row: Row, id_: str, lead: str, dimensions: tuple[str, ...]) -> None:
        """Tie a program to all that its row names."""
        for dimension in dimensions:
            self._tie(LinkKind.ALIGNS, id_, dimension, "dimensi")
        if lead:
            self._tie(LinkKind.LEADS, lead, id_, "penanggung_jawab")
        left = self._supporters(row, id_, lead)
        if left:
            program = self._draft.nodes[id_]
            assert isinstance(program, MasterplanProgram)  # noqa: S101 - it was put there
            names = tuple(dict.fromkeys((*program.written_partners, *left)))
            self._draft.put(msgspec.structs.replace(program, written_partners=names))
        for part in parts(row.get("pengusung")):
            if carrier := self._carrier(row, part, lead):
                self._tie(LinkKind.ALIGNS, carrier, id_, "pengusung")
        for part in parts(row.get("sasaran")):
            found = self._objectives.get(normalised(part), [])
            if len(found) == 1:
                self._draft.put(found[0])
                self._tie(LinkKind.ALIGNS, id_, found[0].id, "sasaran")
            else:
                self._tell(row, "sasaran", part, "sasaran ini tidak ada di rencana, atau ada beberapa")

    def _tie(self, kind: LinkKind, source: str, target: str, column: str) -> None:
        self._draft.tie(kind, source, target, self._table.source, column)

    def _supporters(self, row: Row, id_: str, lead: str) -> list[str]:
        """Tie who supports a program; give who is not known, as written."""
        left: list[str] = []
        others = self._opds(row.get("penanggung_jawab"))[1:]
        named = [("penanggung_jawab", each) for each in others]
        named += [("opd_pendukung", each) for each in self._opds(row.get("opd_pendukung"))]
        named += [("mitra", each) for each in parts(row.get("mitra"))]
        for column, name in named:
            partner = self._partners.get(normalised(name)) or self._partners.get(normalised(_without_aside(name)))
            found = partner or self._opd(row, column, name)
            if found is None:
                self._tell(row, column, name, "pihak ini tidak ada di daftar mitra dan OPD; disimpan sebagai tulisan")
                left.append(name)
            elif found.id != lead:
                self._draft.put(found)
                self._tie(LinkKind.SUPPORTS, found.id, id_, column)
        return left

    def _opds(self, text: str) -> tuple[str, ...]:
        """The names in a cell of OPDs; commas part them only where each part is a known one."""
        found: list[str] = []
        for part in parts(text):
            names = [each.strip() for each in re.split(r",| dan ", part)]
            several = len(names) > 1 and self._known(part) is None and all(map(self._known, names))
            found += names if several else [part]
        return tuple(found)

    def _known(self, name: str) -> Opd | None:
        return self._draft.find_opd(name) or self._draft.find_opd(_without_aside(name))

    def _opd(self, row: Row, column: str, name: str) -> Opd | None:
        """The OPD of a name; by the field that its name tells where only one agency has that first, which is told."""
        known = self._known(name)
        if known is not None:
            return known
        told = fields_of_name(_without_aside(name))
        if not told.fields or told.confidence < _SURE:
            return None
        first = [each for each in self._draft.every(Opd) if each.mandates[:1] == told.fields[:1]]
        if len(first) != 1:
            return None
        reason = f"dibaca sebagai {first[0].short_name}, karena bidang urusannya sama ({told.fields[0]})"
        self._tell(row, column, name, reason, "Bila tidak benar, tulis nama OPD seperti di daftar perangkat daerah.")
        self._draft.put(first[0])
        return first[0]

    def _carrier(self, row: Row, written: str, lead: str) -> str:
        """The id of the one program that a cell names by its code, ``OPD | code`` where several run it."""
        whose, bar, what = written.partition("|")
        code = codes.canonical(tidy_code(what if bar else written))
        owner = self._known(whose) if bar else None
        found = [each for each in self._draft.every(Program) if each.code and each.code == code]
        for opd in (owner.id if owner else "", lead):
            own = [each for each in found if opd and each.id.split("/")[1:2] == [opd.removeprefix("opd/")]]
            found = own if len(found) > 1 and own else found
        if len(found) == 1:
            self._draft.put(found[0])
            return found[0].id
        reason = "kode ini dimiliki beberapa OPD" if found else "kode ini tidak ada di rencana"
        self._tell(row, "pengusung", written, reason, "Tulis OPD | kode sub kegiatan, dipisah titik koma.")
        return ""

    def _tell(self, row: Row, column: str, name: str, reason: str, hint: str = "") -> None:
        if (column, name) not in self._told:
            self._told.add((column, name))
            hint = hint or "Betulkan penulisannya, atau tambahkan dulu ke rencana."
            self._draft.problem(self._table.problem(row, column, reason, hint, severity=Severity.WARNING, value=name))
