"""Template sheets: objectives, indicators and links as people fill them into our own workbook.

Its sheets of OPDs, partners and programs are read as the plain lists are. References are written as people would: the
code or the name of a program or objective, the short name of an OPD, and where several fit, ``OPD | code``.
"""

import re
from typing import Final

import msgspec

from graph import code as codes
from graph.figure import QUARTERS
from graph.intake.cells import Content, Row, Table, tidy_code
from graph.intake.drafting import Draft, free_objective_id, put_indicator, put_objective, slug
from graph.intake.formats.performance import OUTPUT_BY_QUARTER
from graph.intake.recognising import Column, Format, same
from graph.model import (
    ENDPOINTS,
    AnyNode,
    DependencyKind,
    Dimension,
    Direction,
    IndicatorYear,
    Link,
    LinkKind,
    Mark,
    Objective,
    ObjectiveLevel,
    Partner,
    Program,
)
from graph.reference import dimensions_named, normalised

_HINT: Final = "Tulis nama atau kode dimensi, misalnya Smart Living atau SL-1."
LEVELS: Final = {
    "visi": ObjectiveLevel.VISION,
    "misi": ObjectiveLevel.MISSION,
    "tujuan": ObjectiveLevel.GOAL,
    "sasaran": ObjectiveLevel.OUTCOME,
    "strategi": ObjectiveLevel.STRATEGY,
    "isu strategis": ObjectiveLevel.ISSUE,
}
DIRECTIONS: Final = {"naik": Direction.UP, "turun": Direction.DOWN, "tetap": Direction.HOLD}
LINKS: Final = {
    "mendukung": LinkKind.SUPPORTS,
    "bergantung pada": LinkKind.DEPENDS_ON,
    "berkontribusi pada": LinkKind.CONTRIBUTES,
    "selaras dengan": LinkKind.ALIGNS,
    "memimpin": LinkKind.LEADS,
}
DEPENDENCIES: Final = {
    "lahan": DependencyKind.LAND,
    "izin": DependencyKind.PERMIT,
    "data": DependencyKind.DATA,
    "infrastruktur": DependencyKind.INFRASTRUCTURE,
    "tenaga": DependencyKind.PEOPLE,
    "dana": DependencyKind.FINANCE,
    "urutan kerja": DependencyKind.SEQUENCE,
    "informasi publik": DependencyKind.PUBLIC_INFORMATION,
}
_NUMBER: Final = Column("no", r"no|nomor", key=True)


def _choice(draft: Draft, table: Table, row: Row, column: str, words: tuple[str, ...]) -> str:
    """The word of a drop-down; empty, with a problem noted, where the cell holds another."""
    word = " ".join(row.get(column).casefold().split())
    if word in words:
        return word
    reason = "pilihan ini tidak ada" if word else "sel ini harus diisi"
    draft.problem(table.problem(row, column, reason, f"Pilih salah satu: {', '.join(words)}."))
    return ""


class _References:
    """Finds the nodes that cells refer to."""

    def __init__(self, table: Table, draft: Draft) -> None:
        self._table = table
        self._draft = draft
        self._by_word: dict[str, list[str]] = {}
        for node in draft.nodes.values():
            for word in _words(node):
                self._by_word.setdefault(word, []).append(node.id)

    def find(self, row: Row, column: str, *, opd: str = "") -> AnyNode | None:
        """The one node that a cell refers to; None, with a problem noted, where there is none or several."""
        whose, bar, what = row.get(column).partition("|")
        if not bar:
            whose, what = opd, row.get(column)
        if not what.strip():
            self._draft.problem(self._table.problem(row, column, "sel ini harus diisi"))
            return None
        ids = self._ids(what)
        if whose.strip() and len(ids) > 1:
            lead = self._draft.find_opd(whose)
            ids = [id_ for id_ in ids if lead is not None and id_.split("/")[1:2] == [lead.id.removeprefix("opd/")]]
        if len(ids) == 1:
            return self._draft.nodes[ids[0]]
        named = ", ".join(self._draft.nodes[id_].label for id_ in ids[:3])
        reason = f"rujukan ini cocok dengan beberapa hal ({named})" if ids else "yang dirujuk tidak ada"
        hint = "Tulis singkatan OPD | kode." if ids else "Isi dulu lembar OPD, Sasaran, Program atau Mitra, lalu rujuk."
        self._draft.problem(self._table.problem(row, column, reason, hint))
        return None

    def _ids(self, what: str) -> list[str]:
        found = self._by_word.get(f"code {codes.canonical(tidy_code(what))}", []) if tidy_code(what) else []
        if not found:
            found = self._by_word.get(normalised(what), [])
        if not found and (opd := self._draft.find_opd(what)) is not None:
            found = [opd.id]
        return list(dict.fromkeys(found))


def _words(node: AnyNode) -> tuple[str, ...]:
    if isinstance(node, Program):
        return (f"code {node.code}", normalised(node.name)) if node.code else (normalised(node.name),)
    if isinstance(node, Objective):
        return tuple(dict.fromkeys(normalised(word) for word in (node.code, node.text) if word))
    if isinstance(node, Dimension):
        return tuple(dict.fromkeys((normalised(node.code), normalised(node.name))))
    if isinstance(node, Partner):
        return tuple(dict.fromkeys(normalised(word) for word in (node.name, *node.aliases)))
    return ()


def read_objectives(table: Table, draft: Draft) -> None:
    """Read the objectives; what lies above another may stand before or after it."""
    placed: list[tuple[Row, str]] = []
    for row in draft.each(table):
        word = _choice(draft, table, row, "tingkat", tuple(LEVELS))
        if not word or not slug(row["uraian"]):
            if word:
                draft.problem(table.problem(row, "uraian", "uraian kosong"))
            continue
        placed.append((row, _put_objective(table, draft, row, word)))
    references = _References(table, draft)
    for row, id_ in placed:
        if row.get("induk"):
            draft.at(table, row)
            above = references.find(row, "induk")
            if isinstance(above, Objective) and above.id != id_:
                draft.tie(LinkKind.CONTAINS, above.id, id_, table.source, "induk")
            elif above is not None:
                draft.problem(table.problem(row, "induk", "induk harus visi, misi, tujuan atau sasaran lain"))
    draft.note_read(table, "templat-sasaran")


def _put_objective(table: Table, draft: Draft, row: Row, word: str) -> str:
    level, code, text, source = LEVELS[word], row.get("kode"), row["uraian"], table.source
    opd = draft.opd(row["opd"], source) if slug(row.get("opd")) else None
    if opd is not None and level is ObjectiveLevel.OUTCOME:
        id_ = put_objective(draft, opd, text, source)
    else:
        place = {"visi": "objective/visi", "misi": f"objective/{slug(code) or 'misi-' + slug(text, 60)}"}
        id_ = free_objective_id(draft, place.get(word, f"objective/{word}/{slug(text)}"), text)
    priority = row.get("prioritas").casefold() == "ya"
    draft.put(Objective(id=id_, level=level, text=text, code=code, priority=priority, source=source))
    if opd is not None:
        draft.tie(LinkKind.LEADS, opd.id, id_, source)
    for named in filter(None, re.split(r"[;\n]", row.get("dimensi"))):
        dimensions = dimensions_named(named)
        if not dimensions:
            draft.problem(table.problem(row, "dimensi", f'dimensi "{named.strip()}" tidak dikenal', _HINT))
        for dimension in dimensions:
            draft.tie(LinkKind.ALIGNS, id_, dimension, source, "dimensi")
    return id_


def read_indicators(table: Table, draft: Draft) -> None:
    """Read the indicators; one that has targets for several years stands on several rows."""
    references = _References(table, draft)
    for row in draft.each(table):
        if not slug(row["nama"]):
            draft.problem(table.problem(row, "nama", "nama indikator kosong"))
            continue
        of = references.find(row, "mengukur", opd=row.get("opd"))
        if of is None:
            continue
        if not isinstance(of, Program | Objective):
            draft.problem(table.problem(row, "mengukur", "indikator mengukur program atau sasaran"))
            continue
        _put_indicator(table, draft, row, of)
    draft.note_read(table, "templat-indikator")


def _put_indicator(table: Table, draft: Draft, row: Row, of: Program | Objective) -> None:
    marks: list[Mark] = []
    target, realised = (draft.measure(table, row, column, marks) for column in ("target", "realisasi"))
    year = None
    parts = {
        number: value
        for number in QUARTERS
        if (value := draft.measure(table, row, f"realisasi_tw{number}", marks)) is not None
    }
    if target or realised or parts:
        written = row.get("tahun")
        if not (len(written) == 4 and written.isdecimal() and written.startswith("20")):
            draft.problem(table.problem(row, "tahun", "tahun harus berupa empat angka"))
            return
        until = max(parts, default=4)
        year = IndicatorYear(year=int(written), target=target, realised=realised, quarter=until).with_quarters(parts)
    node = put_indicator(
        draft,
        of.id,
        row["nama"],
        row.get("satuan"),
        year,
        source=table.source,
        baseline=draft.measure(table, row, "baseline", marks),
        end_target=draft.measure(table, row, "target_akhir", marks),
        marks=tuple(marks),
    )
    if row.get("arah") and (word := _choice(draft, table, row, "arah", tuple(DIRECTIONS))):
        draft.put(msgspec.structs.replace(node, direction=DIRECTIONS[word]))


def read_links(table: Table, draft: Draft) -> None:
    """Read the links that people know of; a link may tie only what its kind can tie."""
    references = _References(table, draft)
    for row in draft.each(table):
        word = _choice(draft, table, row, "jenis", tuple(LINKS))
        source, target = (references.find(row, column) for column in ("dari", "ke"))
        if word and source is not None and target is not None:
            _put_link(table, draft, row, LINKS[word], source, target)
    draft.note_read(table, "templat-keterkaitan")


def _put_link(table: Table, draft: Draft, row: Row, kind: LinkKind, source: AnyNode, target: AnyNode) -> None:
    sources, targets = ENDPOINTS[kind]
    if source.kind not in sources or target.kind not in targets or source.id == target.id:
        reason = f"keterkaitan ini tidak dapat menghubungkan {source.label} dengan {target.label}"
        hint = "OPD dan mitra mendukung; program bergantung pada program; program selaras dengan sasaran."
        draft.problem(table.problem(row, "jenis", reason, hint))
        return
    dependency = None
    if kind is LinkKind.DEPENDS_ON:
        word = _choice(draft, table, row, "ketergantungan", tuple(DEPENDENCIES))
        if not word:
            return
        dependency = DEPENDENCIES[word]
    weight, months = (_whole(table, draft, row, column, most) for column, most in (("bobot", 3), ("jeda_bulan", 120)))
    draft.link(
        Link(
            kind=kind,
            source_id=source.id,
            target_id=target.id,
            dependency=dependency,
            weight=float(weight) if weight is not None else 1.0,
            lag_months=max(months or 0, 0),
            reason=row.get("alasan"),
            source=row.get("sumber") or table.source,
        ),
        "jenis",
    )


def _whole(table: Table, draft: Draft, row: Row, column: str, most: int) -> int | None:
    written = row.get(column)
    if not written:
        return None
    if written.removeprefix("-").isdecimal() and len(written) < 5 and abs(int(written)) <= most:
        return int(written)
    draft.problem(table.problem(row, column, f"isi bilangan bulat, paling besar {most}"))
    return None


OBJECTIVES: Final = Format(
    id="templat-sasaran",
    name="Templat kita: sasaran",
    columns=(_NUMBER, *same("kode", "tingkat", "uraian", "induk", "opd", "prioritas", "dimensi")),
    needed=(frozenset({"tingkat", "uraian", "induk"}),),
    read=read_objectives,
    order=20,
    seen="templat kita",
)
INDICATORS: Final = Format(
    id="templat-indikator",
    name="Templat kita: indikator",
    columns=(
        _NUMBER,
        *same("nama", "satuan", "arah", "mengukur", "opd", "tahun"),
        *same("baseline", "target_akhir", "target", "realisasi", content=Content.MEASURE),
        *OUTPUT_BY_QUARTER,
    ),
    needed=(frozenset({"nama", "mengukur"}),),
    read=read_indicators,
    order=70,
    seen="templat kita",
)
CONNECTIONS: Final = Format(
    id="templat-keterkaitan",
    name="Templat kita: keterkaitan",
    columns=(
        _NUMBER,
        *same("dari", "jenis", "ke", "ketergantungan", "bobot", "jeda_bulan", "alasan", "sumber"),
    ),
    needed=(frozenset({"dari", "jenis", "ke"}),),
    read=read_links,
    order=80,
    seen="templat kita",
)
