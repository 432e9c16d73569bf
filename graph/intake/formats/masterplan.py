"""Masterplan: the programs of a Smart City masterplan, one row a program, as regions list them for the ministry.

What a cell says of others (dimension, lead, partners, carriers, objectives) is tied where the plan knows them; else it
is kept as written and told. A dimension that is missing is left out here; rules propose it.
"""

import re
from collections.abc import Iterator
from typing import Final

from graph.intake.cells import Content, Row, Table
from graph.intake.drafting import Draft, put_indicator, slug
from graph.intake.formats import masterplan_words as words
from graph.intake.formats.masterplan_sections import sections
from graph.intake.formats.masterplan_ties import MasterplanTies
from graph.intake.recognising import Column, Format
from graph.masterplan import (
    MasterplanFund,
    MasterplanYear,
    Progress,
    QuickWinAnswer,
    QuickWinCriterion,
    Readiness,
    ReadinessAspect,
    Risk,
)
from graph.model import IndicatorYear, LinkKind, Mark, Masterplan, MasterplanProgram
from graph.record import Severity
from graph.reference import normalised

_PERIOD: Final = re.compile(r"(20\d\d)(?:\s*(?:[-–/]|s\.?d\.?|sampai(?: dengan)?)\s*(20\d\d))?")
_NAME: Final = "Masterplan Smart City"
_ROAD: Final = "jadwal_"


def read(table: Table, draft: Draft) -> None:
    """Read the programs; a program that stands on several rows is one, with the years of all of them."""
    _Reader(table, draft).read()


class _Reader:
    def __init__(self, table: Table, draft: Draft) -> None:
        self._table, self._draft = table, draft
        self._ties = MasterplanTies(table, draft)

    def read(self) -> None:
        self._tell_groups()
        for row, section in sections(self._table, self._draft):
            if not slug(row["nama"]):
                self._draft.problem(self._table.problem(row, "nama", "nama program kosong"))
                continue
            self._put(row, self._masterplan(row), section)
        self._draft.note_read(self._table, FORMAT.id)

    def _tell_groups(self) -> None:
        """Tell of cells that stand empty below one that may be meant for them as well; none is filled."""
        for column in ("dimensi", "sub_dimensi"):
            cells = [row.get(column) for row in self._table.rows]
            if words.is_grouped(cells):
                reason = f"kolom ini kosong pada {cells.count('')} baris dan tidak diambil dari baris di atasnya"
                hint = "Isi setiap baris bila satu sel dimaksudkan untuk beberapa baris di bawahnya."
                self._tell(self._table.rows[cells.index("")], column, reason, hint)

    def _masterplan(self, row: Row) -> Masterplan:
        """The masterplan that a row or the table's title names, else the only one that is known, else a new one."""
        known = self._draft.every(Masterplan)
        titled = next((line for line in (*row.title, *self._table.title) if "masterplan" in line.casefold()), "")
        written = words.said(row.get("masterplan")) or ("" if len(known) == 1 else titled) or _NAME
        named = [each for each in known if slug(each.name) == slug(written)]
        found = next(iter(named), known[0] if len(known) == 1 and written == _NAME else None)
        if found is None:
            start, end = _years(written)
            found = Masterplan(
                id=f"masterplan/{slug(written)}",
                name=written,
                start_year=start,
                end_year=end,
                source=self._table.source,
            )
        self._draft.put(found)
        return found

    def _put(self, row: Row, whole: Masterplan, section: str) -> None:
        marks: list[Mark] = []
        start, end = self._span(row)
        self._tell_road(row)
        lead, written_lead = self._ties.lead(row)
        dimensions = self._ties.dimensions(row, section)
        program = MasterplanProgram(
            id=self._id(row, whole, lead, dimensions),
            name=row["nama"],
            code=row.get("kode"),
            description=words.said(row.get("uraian")),
            program_origin=self._word(row, "asal", words.ORIGINS),
            term=self._word(row, "jangka" if row.get("jangka") else "tahapan", words.TERMS),
            start_year=start,
            end_year=end,
            years=tuple(self._year(row, year, marks) for year in self._dated(row, "target", "realisasi", "status")),
            funds=tuple(self._fund(row, year) for year in self._dated(row, "pagu")),
            readiness=tuple(self._readiness(row)),
            risks=tuple(self._risks(row)),
            evidence=tuple(map(words.document, words.parts(row.get("bukti")))),
            quick_win=words.is_quick_win(row.get("quick_win"), row.get("jenis"), self._table.column("nama")),
            criteria=tuple(self._criteria(row)),
            written_lead=written_lead,
            marks=tuple(marks),
            source=words.said(row.get("sumber")) or self._table.source,
        )
        self._draft.put(self._joined(program))
        self._draft.tie(LinkKind.CONTAINS, whole.id, program.id, program.source, "masterplan")
        self._ties.put(row, program.id, lead, dimensions)
        self._indicator(row, program)

    def _id(self, row: Row, whole: Masterplan, lead: str, dimensions: tuple[str, ...]) -> str:
        """The id that follows from masterplan and name; of another dimension or lead it is another program."""
        id_ = f"masterplan_program/{whole.id.partition('/')[2]}/{slug(row['nama'])}"
        apart = (lead, *dimensions)
        held = self._ties.apart.setdefault(id_, apart)
        if held == apart:
            return id_
        other = f"{id_}-{slug(' '.join(each.partition('/')[2] for each in apart))}".rstrip("-")
        if other not in self._ties.apart:
            reason = "nama program ini sudah dipakai program lain dengan dimensi atau penanggung jawab berbeda"
            self._tell(row, "nama", reason, "Keduanya disimpan; samakan barisnya bila memang satu program.")
        self._ties.apart[other] = apart
        return other

    def _joined(self, new: MasterplanProgram) -> MasterplanProgram:
        """A program together with what an earlier row said of it."""
        old = self._draft.node(MasterplanProgram, new.id)
        return new if old is None else old.joined(new)

    # -- cells --------------------------------------------------------------------------------------------------

    def _tell(self, row: Row, column: str, reason: str, hint: str) -> None:
        self._draft.problem(self._table.problem(row, column, reason, hint, severity=Severity.WARNING))

    def _span(self, row: Row) -> tuple[int | None, int | None]:
        start, end = _years(row.get("tahun"))
        planned = self._planned(row)
        start, end = start or min(planned, default=None), end or max(planned, default=None)
        first, last = _years(row.get("tahun_mulai"))[0] or start, _years(row.get("tahun_selesai"))[1] or end
        if first and last and last < first:
            self._tell(row, "tahun_selesai", "tahun terakhir sebelum tahun pertama", "Betulkan salah satunya.")
            return None, None
        return first, last

    def _word(self, row: Row, column: str, known: words.Words[words.W]) -> words.W | None:
        written = words.said(row.get(column))
        found = words.named(written, known)
        if written and found is None:
            self._tell(row, column, "kata ini tidak dikenal", f"Pakai salah satu: {', '.join(known)}.")
        return found

    def _dated(self, row: Row, *columns: str) -> tuple[int, ...]:
        """The years of which a row says something in some columns; a column without a year is that of the row."""
        years = {int(name[-4:]) for name in self._table.headings for each in columns if name[:-5] == each}
        said = {year for year in years if any(words.said(row.get(f"{each}_{year}")) for each in columns)}
        said |= self._planned(row) if "target" in columns else set()
        if any(words.said(row.get(each)) for each in columns):
            start, end = self._span(row)
            if start is None or end not in (None, start):
                column = next(each for each in columns if words.said(row.get(each)))
                hint = "Isi kolom tahun dengan satu tahun, atau tulis tahunnya pada judul kolom."
                self._tell(row, column, "tahun nilai ini tidak diketahui; tidak dibaca", hint)
            else:
                said.add(start)
        return tuple(sorted(said))

    def _planned(self, row: Row) -> set[int]:
        """The years that a road map marks for a program."""
        cells = {int(name[-4:]): row.get(name) for name in self._table.headings if name.startswith(_ROAD)}
        return {year for year, cell in cells.items() if words.is_mark(cell)}

    def _tell_road(self, row: Row) -> None:
        """Tell of cells below a bare year that are no mark: nobody knows what they say."""
        for name in self._table.headings:
            if name.startswith(_ROAD) and words.said(row.get(name)) and not words.is_mark(row.get(name)):
                hint = 'Beri judul kolom seperti "Target 2025" atau "Anggaran 2025".'
                self._tell(row, name, "isi kolom tahun ini bukan tanda; tidak dibaca", hint)

    def _named(self, row: Row, column: str, year: int) -> str:
        dated = f"{column}_{year}"
        return dated if words.said(row.get(dated)) else column if self._span(row)[0] == year else dated

    def _year(self, row: Row, year: int, marks: list[Mark]) -> MasterplanYear:
        target, realised = (
            self._draft.measure(self._table, row, self._named(row, column, year), marks)
            for column in ("target", "realisasi")
        )
        progress = self._word(row, self._named(row, "status", year), words.PROGRESS)
        if target is None and realised is None and progress is None:
            progress = Progress.PLANNED  # it only has its mark in the road map
        return MasterplanYear(year=year, target=target, realised=realised, progress=progress)

    def _fund(self, row: Row, year: int) -> MasterplanFund:
        written = words.said(row.get("sumber_dana"))
        fund = words.named(written, words.FUNDS)
        if fund is None:
            reason = "sumber dana ini tidak dikenal" if written else "sumber dana tidak disebut"
            self._tell(row, "sumber_dana", f"{reason}; dicatat sebagai sumber lain", "Tulis misalnya APBD, APBN, CSR.")
        return MasterplanFund(
            year=year,
            fund=fund or words.FUNDS["lainnya"],
            budget=self._draft.money(self._table, row, self._named(row, "pagu", year)),
            giver=words.giver(written),
        )

    def _criteria(self, row: Row) -> Iterator[QuickWinAnswer]:
        for criterion in QuickWinCriterion:
            written = words.said(row.get(f"kriteria_{criterion.value}"))
            said, _, note = written.partition(":")
            met = words.MET.get(normalised(said))
            if written:
                yield QuickWinAnswer(criterion=criterion, met=met, note=written if met is None else note.strip())

    def _readiness(self, row: Row) -> Iterator[Readiness]:
        for aspect in ReadinessAspect:
            column = f"kesiapan_{words.ASPECTS[aspect]}"
            written, _, note = row.get(column).partition(":")  # that nothing is there is an answer here
            state = words.named(written, words.STATES)
            if state is not None:
                yield Readiness(aspect=aspect, state=state, note=note.strip())
            elif words.said(written):
                hint = "Tulis siap, sebagian, belum atau tidak perlu; keterangan sesudah titik dua."
                self._tell(row, column, "keadaan ini tidak dikenal; tidak dibaca", hint)

    def _risks(self, row: Row) -> Iterator[Risk]:
        risks = words.parts(row.get("risiko"))
        responses = [words.said(part) for part in re.split(r"[;\n]", row.get("penanganan_risiko"))]
        each_its_own = len(risks) == len(responses)
        whole = "" if each_its_own else "; ".join(filter(None, responses))
        for at, text in enumerate(risks):
            yield words.risk(text, responses[at] if each_its_own else whole)

    def _indicator(self, row: Row, program: MasterplanProgram) -> None:
        """The indicator that a row names, with its value before and after."""
        name = words.said(row.get("indikator"))
        if not slug(name):
            return
        marks: list[Mark] = []
        before, after = (self._draft.measure(self._table, row, column, marks) for column in ("sebelum", "sesudah"))
        year = program.end_year or program.start_year
        if after is not None and year is None:
            self._tell(row, "sesudah", "tahun nilai ini tidak diketahui; tidak dibaca", "Isi kolom tahun.")
            after = None
        reached = IndicatorYear(year=year, realised=after) if after is not None and year else None
        unit = row.get("satuan")
        put_indicator(
            self._draft, program.id, name, unit, reached, source=program.source, baseline=before, marks=tuple(marks)
        )


def _years(text: str) -> tuple[int | None, int | None]:
    """The first and the last year that a text names; both the same where it is one.

    >>> _years("2019-2028"), _years("Masterplan 2021"), _years("")
    ((2019, 2028), (2021, 2021), (None, None))
    """
    found = _PERIOD.search(text)
    return (int(found[1]), int(found[2] or found[1])) if found else (None, None)


_WORD: Final = r"(?: (?:masterplan|smart city|kota cerdas|inovasi|unggulan|prioritas|quick wins?|rencana aksi))*"
FORMAT: Final = Format(
    id="program-masterplan",
    name="Program masterplan Smart City",
    columns=(
        Column("no", r"no|nomor|no urut|id", key=True),
        Column("kode", r"kode(?: program)?(?: masterplan)?|nomor program"),
        Column("masterplan", r"(?:nama )?masterplan(?: smart city)?", spread=True),
        Column("dimensi", r"(?:dimensi|pilar)(?: smart city| kota cerdas)?|dimension", spread=True),
        Column("sub_dimensi", r"(?:sub ?dimensi|sub ?pilar)(?: smart city| kota cerdas)?|sub ?dimension", spread=True),
        Column(
            "nama",
            rf"(?:nama )?(?:program(?: (?:dan |atau )?(?:kegiatan|inovasi))?|inisiatif|rencana aksi|inovasi){_WORD}"
            r"|nama(?: quick wins?)?|name|program name",
            key=True,
        ),
        Column("uraian", r"uraian(?: singkat)?|deskripsi(?: program)?|penjelasan|what it does|description"),
        Column("jenis", r"jenis(?: program)?|kategori(?: program)?|type"),
        Column("quick_win", r"(?:apakah )?quick wins?(?: ya tidak)?"),
        *(Column(f"kriteria_{each.value}", rf"(?:kriteria )?(?:{text})") for each, text in words.CRITERIA.items()),
        Column("asal", r"asal(?: program| usulan)?|sumber program|origin", spread=True),
        Column("jangka", r"jangka(?: waktu)?|term", spread=True),
        Column("tahapan", r"tahap(?:an)?", spread=True),
        Column(
            "penanggung_jawab",
            r"(?:opd |pd |skpd |perangkat daerah )?(?:penanggung ?jawab|pengampu|pelaksana|leading sector)"
            r"|(?:nama )?(?:opd|skpd|perangkat daerah)|pd|lead(?: opd)?",
            Content.OPD,
            spread=True,
        ),
        Column(
            "opd_pendukung",
            r"(?:opd|pd|skpd|perangkat daerah) (?:pendukung|terkait)|pendukung|partner opds",
            Content.OPD,
        ),
        Column("mitra", r"mitra(?: kerja| lain| luar)?|pihak luar|(?:other )?partners"),
        Column("tahun", r"(?:tahun|waktu|periode)(?: pelaksanaan)?|year"),
        Column("tahun_mulai", r"tahun (?:mulai|awal)|mulai|start year"),
        Column("tahun_selesai", r"tahun (?:selesai|akhir)|selesai|end year"),
        Column("target_{year}", r"target (?:tahun )?(?P<year>20\d\d)", Content.MEASURE),
        Column("target", r"target(?: kinerja)?", Content.MEASURE),
        Column("realisasi_{year}", r"(?:realisasi|capaian) (?:tahun )?(?P<year>20\d\d)", Content.MEASURE),
        Column("realisasi", r"realisasi(?: kinerja)?|capaian", Content.MEASURE),
        Column("status_{year}", r"status (?:tahun )?(?P<year>20\d\d)"),
        Column("status", r"status(?: pelaksanaan)?"),
        Column("jadwal_{year}", r"(?:tahun |jadwal |waktu |pelaksanaan |tahapan |peta jalan )*(?P<year>20\d\d)"),
        Column("pagu_{year}", r"(?:pagu|anggaran|biaya) (?:tahun )?(?P<year>20\d\d)(?: rp)?", Content.MONEY),
        Column("pagu", r"(?:pagu(?: indikatif)?|anggaran|kebutuhan anggaran)(?: rp)?", Content.MONEY),
        Column("sumber_dana", r"sumber (?:dana|anggaran|pendanaan|pembiayaan)"),
        Column("pengusung", r"(?:kode )?(?:sub ?kegiatan |program |kegiatan )?pengusung|didukung sub ?kegiatan"),
        Column("sasaran", r"sasaran(?: rpjmd)?(?: yang didukung)?"),
        Column("indikator", r"indikator(?: kinerja)?(?: program)?"),
        Column("satuan", r"satuan"),
        Column("sebelum", r"(?:nilai |kondisi )?sebelum|baseline|kondisi awal", Content.MEASURE),
        Column("sesudah", r"(?:nilai |kondisi )?sesudah|kondisi akhir", Content.MEASURE),
        Column("kesiapan_regulasi", r"(?:kesiapan )?(?:regulasi|kebijakan|suprastruktur)"),
        Column("kesiapan_infrastruktur", r"(?:kesiapan )?(?:infrastruktur|prasarana)"),
        Column("kesiapan_aplikasi", r"(?:kesiapan )?(?:aplikasi|perangkat lunak)"),
        Column("kesiapan_sdm", r"(?:kesiapan )?(?:sdm|sumber daya manusia|struktur)"),
        Column("risiko", r"risiko(?: program)?"),
        Column("penanganan_risiko", r"(?:penanganan|mitigasi)(?: risiko)?"),
        Column("bukti", r"bukti(?: dukung)?|eviden(?:ce)?|tautan bukti"),
        Column("sumber", r"sumber(?: informasi| data)?|source"),
    ),
    needed=(
        frozenset({"nama", "dimensi"}),
        frozenset({"nama", "sub_dimensi"}),
        frozenset({"nama", "quick_win"}),
        frozenset({"nama", "masterplan"}),
        frozenset({"nama", "jangka", "penanggung_jawab"}),
        frozenset({"nama", "asal", "penanggung_jawab"}),
    ),
    foreign=frozenset({"kegiatan", "kode_kegiatan", "sub_kegiatan", "kode_sub_kegiatan", "realisasi_rp"}),
    read=read,
    order=75,
    seen="daftar program 37 daerah",
)
