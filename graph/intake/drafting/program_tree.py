"""Program tree: program, activity and sub-activity nodes of one OPD, as any format's rows name them."""

import hashlib
from typing import Final

import msgspec

from graph import code as codes
from graph.intake.drafting.draft import Draft, slug
from graph.intake.drafting.joining import joined_year, unlike
from graph.model import (
    Indicator,
    IndicatorYear,
    Level,
    Link,
    LinkKind,
    Mark,
    MarkCode,
    Measure,
    Money,
    Opd,
    Program,
    ProgramYear,
)
from graph.record import Place, Severity
from graph.reference import normalised

UP: Final = {Level.ACTIVITY: Level.PROGRAM, Level.SUB_ACTIVITY: Level.ACTIVITY}


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """What one row says of one program, activity or sub-activity."""

    file: str
    row: int
    level: Level
    name: str
    code: str = ""
    years: tuple[ProgramYear, ...] = ()
    period_budget: Money | None = None
    location: str = ""
    beneficiaries: str = ""
    tags: tuple[str, ...] = ()


def _add(one: Money | None, other: Money | None) -> Money | None:
    if one is None or other is None:
        return one or other
    total = (one.amount or 0) + (other.amount or 0)
    return Money(text=f"{one.text} + {other.text}", amount=total, plausible=one.plausible and other.plausible)


_REPEATED: Final = "Tertulis lebih dari sekali pada perangkat daerah ini; uangnya dijumlahkan."


_NO_NAME: Final = "Nama tidak ada dalam berkas maupun nomenklatur 2026; yang tercantum adalah kinerjanya."


def _unknown(code: str) -> str:
    """Why a code is unknown, and that it is kept."""
    whose = codes.whose(code)
    only = f" Bagian keempatnya menandakan kode {whose}." if whose else ""
    return f"Kode ini tidak ada dalam nomenklatur yang dipakai; disimpan sebagaimana tertulis.{only}"


def _added(was: ProgramYear, year: ProgramYear) -> ProgramYear:
    """A year with what another row of the same file pays, stage by stage and quarter by quarter."""
    stages = {stage: _add(was.stages.get(stage), money) or money for stage, money in year.stages.items()}
    quarters = {number: _add(was.quarters.get(number), money) or money for number, money in year.quarters.items()}
    added = msgspec.structs.replace(was, spent=_add(was.spent, year.spent))
    return added.with_quarters(quarters).with_stages(was.stages | stages)


def _bare(name: str) -> str:
    return normalised(name.split("(", maxsplit=1)[0])


def _is_nameless(name: str) -> bool:
    """Whether only the code stands for a name."""
    return codes.level(codes.canonical(name)) is not None


class ProgramTree:
    """Puts lines into a draft as nodes, so that one thing that is written twice becomes one node."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._nomenclature = draft.nomenclature

    def put(self, opd: Opd | None, line: Line, above: Program | None) -> Program:
        """Add or join the node of a line, led by the OPD where one is known, and contained in the node above it."""
        whose = opd.id.removeprefix("opd/") if opd is not None else "tanpa-opd"
        code, marks = self._code(opd, line, above)
        own = f"{(above.code or above.id.rsplit('/', 1)[-1]) if above else ''}~{slug(line.name)}".lstrip("~")
        id_ = f"program/{whose}/{code or own}"
        old = self._draft.node(Program, id_)
        elsewhere = self._elsewhere(id_, above)
        if elsewhere is not None and elsewhere.source == line.file:
            message = f"Tertulis juga di bawah {self._draft.nodes[elsewhere.source_id].label!r}; dicatat terpisah."
            code, marks = "", [*marks, self._mark(MarkCode.REPEATED, message, line)]
            id_ = f"program/{whose}/{own}"
            old = self._draft.node(Program, id_)
        elif old is not None and code and not self._is_same(old, line, code):
            code, marks = "", [self._mark(MarkCode.NO_CODE, "Kode yang cocok sudah dipakai sub kegiatan lain.", line)]
            id_ = f"program/{whose}/{above.code if above else ''}~{slug(line.name)}"
            old = self._draft.node(Program, id_)
        node = self._joined(old, line) if old else self._new(id_, code, marks, line)
        self._draft.put(node)
        if opd is not None:
            self._draft.tie(LinkKind.LEADS, opd.id, id_, line.file)
        if above is not None:
            self._contain(id_, above, line)
        return node

    def _contain(self, id_: str, above: Program, line: Line) -> None:
        other = self._elsewhere(id_, above)
        if other is None:
            self._draft.tie(LinkKind.CONTAINS, above.id, id_, line.file)
        else:
            message = f"Berkas ini menempatkannya di bawah {above.label!r}; yang dipakai dari {other.source}."
            self._draft.mark(id_, self._mark(MarkCode.REPEATED, message, line))

    def _elsewhere(self, id_: str, above: Program | None) -> Link | None:
        """What was said before that contains a node, where it is not what contains it now: it has one whole."""
        said = self._draft.wholes.get(id_)
        return said if said is not None and above is not None and said.source_id != above.id else None

    def _is_same(self, old: Program, line: Line, code: str) -> bool:
        """Whether a line of a node's code is of its work: by its name, for want of one, or as other files write it."""
        if _is_nameless(old.name) or _is_nameless(line.name) or (line.code and old.source != line.file):
            return True
        return _bare(old.name) == _bare(line.name) or self._official(code, line.name)

    def _official(self, code: str, name: str) -> bool:
        entry = self._nomenclature.find(code)
        return entry is not None and _bare(entry.name) == _bare(name)

    def _new(self, id_: str, code: str, marks: list[Mark], line: Line) -> Program:
        for year in line.years:
            self._draft.year_files.setdefault((id_, year.year), line.file)
        return Program(
            id=id_,
            level=line.level,
            name=line.name,
            code=code,
            written_code=line.code if line.code != code else "",
            nomenclature=self._nomenclature.version(code),
            years=line.years,
            period_budget=line.period_budget,
            location=line.location,
            beneficiaries=line.beneficiaries,
            tags=line.tags,
            marks=tuple(marks),
            source=line.file,
        )

    def _joined(self, old: Program, line: Line) -> Program:
        """Give the node with what another line says of it.

        Amounts of the same year are added where one file gives them, and not where two files do.
        """
        marks: list[Mark] = []
        years = {year.year: year for year in old.years}
        for year in line.years:
            was = years.get(year.year)
            from_ = self._draft.year_files.setdefault((old.id, year.year), line.file)
            if was is None:
                years[year.year] = year
            elif from_ == line.file:
                added = _added(was, year)
                if added != was:
                    marks.append(self._mark(MarkCode.REPEATED, _REPEATED, line))
                years[year.year] = added
            else:
                years[year.year] = joined_year(year, was)
                told = list(unlike(year, was, from_))
                marks += [self._mark(MarkCode.REPEATED, said, line) for said in told]
                self._warn(line, from_, told)
        return msgspec.structs.replace(
            old,
            name=line.name if _is_nameless(old.name) else old.name,
            years=tuple(years[number] for number in sorted(years)),
            period_budget=_add(old.period_budget, line.period_budget),
            location=old.location or line.location,
            beneficiaries=old.beneficiaries or line.beneficiaries,
            tags=tuple(dict.fromkeys((*old.tags, *line.tags))),
            marks=tuple(dict.fromkeys((*old.marks, *marks))),
        )

    def _warn(self, line: Line, other: str, told: list[str]) -> None:
        """Tell loudly where two sheets of one file do not agree, as a copy that was kept of a sheet does not."""
        file, _, sheet = line.file.partition(", ")
        place = Place(file=file, sheet=sheet, row=line.row, value=line.code or line.name)
        hint = "Hapus lembar yang tidak berlaku, atau samakan isinya."
        for said in told if other.partition(", ")[0] == file else ():
            self._draft.problem(place.problem(said.rstrip("."), hint, severity=Severity.WARNING))

    @staticmethod
    def _mark(code: MarkCode, message: str, line: Line) -> Mark:
        return Mark(code=code, message=message, file=line.file, row=line.row, value=line.code or line.name)

    def _doubts(self, code: str, line: Line) -> list[Mark]:
        """What is to be told of a code as its file writes it."""
        entry = self._nomenclature.find(code)
        if entry is None:
            return [self._mark(MarkCode.UNKNOWN_CODE, _unknown(code), line)]
        if not entry.has_name:
            return [self._mark(MarkCode.NEAR_CODE, _NO_NAME, line)] if line.name == entry.name else []
        if _bare(entry.name) == _bare(line.name):
            return []
        near = f"Nama di berkas berbeda dari nama resmi kode {code}: {entry.name}."
        return [self._mark(MarkCode.NEAR_CODE, near, line)]

    def _code(self, opd: Opd | None, line: Line, above: Program | None) -> tuple[str, list[Mark]]:
        """Find the canonical code of a line: as written, or by its name below the node above it."""
        if line.code and codes.level(codes.canonical(line.code)) == line.level:
            code = codes.canonical(line.code)
            return code, self._doubts(code, line)
        below = above.code if above is not None and above.code else ""
        fields = opd.mandates if opd else ()
        match = self._nomenclature.match(line.name, line.level, below=below, fields=fields)
        if match is None and opd is not None and any(mark.code is MarkCode.PROPOSED for mark in opd.marks):
            match = self._nomenclature.match(line.name, line.level, below=below)  # fields that a name tells bind nobody
        if match is None:
            return "", [self._mark(MarkCode.NO_CODE, "Nama ini tidak ada dalam nomenklatur; tanpa kode.", line)]
        if match.likeness < 1:
            near = f"Dicocokkan dengan nama resmi {match.entry.name} ({match.entry.code})."
            return match.entry.code, [self._mark(MarkCode.NEAR_CODE, near, line)]
        return match.entry.code, []


def put_indicator(
    draft: Draft,
    of: str,
    name: str,
    unit: str,
    year: IndicatorYear | None,
    *,
    source: str,
    baseline: Measure | None = None,
    end_target: Measure | None = None,
    marks: tuple[Mark, ...] = (),
) -> Indicator:
    """Add an indicator of a node, or join it with the one of the same name that the node has."""
    id_ = f"indicator/{of.split('/', 1)[1]}/{slug(name)}"
    old = draft.node(Indicator, id_)
    if old is not None and normalised(old.name) != normalised(name):
        # Long names may share their beginning; the digest of the whole keeps them apart.
        id_ = f"{id_}-{hashlib.sha256(normalised(name).encode()).hexdigest()[:6]}"
        old = draft.node(Indicator, id_)
    if old is None:
        node = Indicator(
            id=id_,
            name=name,
            unit=unit,
            baseline=baseline,
            end_target=end_target,
            years=(year,) if year else (),
            marks=marks,
            source=source,
        )
    else:
        years = {each.year: each for each in (*((year,) if year else ()), *old.years)}
        node = msgspec.structs.replace(
            old,
            unit=old.unit or unit,
            baseline=old.baseline or baseline,
            end_target=old.end_target or end_target,
            years=tuple(years[number] for number in sorted(years)),
            marks=tuple(dict.fromkeys((*old.marks, *marks))),
        )
    draft.put(node)
    draft.tie(LinkKind.MEASURES, id_, of, source)
    return node
