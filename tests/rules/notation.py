"""A short notation for small plans, for the cases that a rule must and must not flag.

opds:        {A: 1.02, B: [1.03, 2.10]}            short name: mandates
programs:    {a: [A, 1.02.02.2.01.0001, 500]}      id: OPD, code (null: none known), rupiah (absent: no money row)
names:       {a: Pembinaan Pelajar}                else the name is the id, with spaces for underscores
spent:       {a: [200, 2]}                         rupiah spent up to and including a quarter
changed:     {a: 50}                               rupiah of the changed budget; that of the program is the original one
locations:   {a: "Kec. Utara"}
beneficiaries: {a: Kelompok tani}
objectives:  {o: [A, text]}
priorities:  [o]
issues:      {i: [text, SG, SE]}                   its text, the dimensions that it concerns
indicators:  {i: [a, name, target, realised, quarter, unit, baseline]}   of a program, an objective or an OPD
themes:      {t: {lead: 1.02, core: [1.03], partners: [community]}}
components:  {t: {c: [1.03, [1.03.03], essential]}}   of a theme: name, fields that own it, codes that carry it
calls:       {t: [[central, bpkp, bpk]]}           more that a theme calls for: kind, words
dimensions:  {SG: [SG-1, SG-2]}
partners:    {p: [community, name]}
masterplans: {p: name}
masterplan:  {m: [A, name, {quick_win: true}]}         OPD (null: none), name, other fields of the record
rejected:    ["a aligns b"]                            links that people rejected
links:       ["a contributes t", "a depends_on b land 0.9", "t contributes u -2", "a contains b"]
             after a dependency's kind its confidence, then how many months before the target must come
derived:     ["a contributes t 1"]                     links that knowledge makes
practices:   {p: [[t], [[1.02, 1.02.02], [1.06, 1.06.02]], {place: Desa}]}   of another region: themes, fields with the
             codes that carry it, other fields of the entry; the second field hands to the first
region:      Kabupaten Kasus                           else Kota Kasus
"""

from typing import Any

import msgspec

from graph.change import Contents
from graph.intake.cells import measure
from graph.model import (
    AnyNode,
    DependencyKind,
    Dimension,
    DimensionLevel,
    FieldRole,
    Indicator,
    IndicatorYear,
    Level,
    Link,
    LinkKind,
    Mark,
    MarkCode,
    Masterplan,
    MasterplanProgram,
    Measure,
    Money,
    Objective,
    ObjectiveLevel,
    Opd,
    Origin,
    Partner,
    PartnerCall,
    PartnerKind,
    Program,
    ProgramYear,
    Stage,
    Standing,
    Theme,
    ThemeRole,
)
from graph.snapshot import PlanGraph, PlanInfo
from rules.knowledge import Knowledge, known_of
from rules.knowledge.entry import Component, Member, Practice, ThemeEntry

INFO = PlanInfo(
    slug="kasus", title="Kasus", region_code="00.00", region_name="Kota Kasus", start_year=2024, end_year=2024
)
_LEVELS = {1: Level.SUB_ACTIVITY, 3: Level.PROGRAM, 5: Level.ACTIVITY, 6: Level.SUB_ACTIVITY}


def _several(value: Any) -> list[str]:
    return [] if value is None else [str(each) for each in (value if isinstance(value, list) else [value])]


def _measure(value: Any) -> Measure | None:
    return None if value is None else measure(str(value))


def _practice(name: str, themes: list[str], carriers: list[Any], fields: dict[str, Any] | None = None) -> Practice:
    said = {"id": name, "region": "Kota Lain", "year": "2023", "level": "A", "source": "https://contoh.go.id"}
    said |= {key: name for text in ("title", "output", "measure", "place", "result") for key in (text, f"{text}_en")}
    held = [{"field": str(field), "codes": _several(codes)} for field, codes in carriers]
    handed = {"from": held[1]["field"], "to": held[0]["field"], "what": name, "what_en": name}
    given = {"name": name, "themes": themes, "carriers": held, "handovers": [handed]}
    return msgspec.convert(said | given | (fields or {}), Practice)


class Notation:
    """Turns the notation into a snapshot; names in it are the node ids."""

    def __init__(self, written: dict[str, Any]) -> None:
        self.written = written
        self.nodes: dict[str, AnyNode] = {}
        self.links: dict[str, Link] = {}
        for name, mandates in written.get("opds", {}).items():
            self._add(Opd(id=name, name=name, short_name=name, mandates=tuple(_several(mandates))))
        for name, (opd, text) in written.get("objectives", {}).items():
            priority = name in written.get("priorities", [])
            self._add(Objective(id=name, level=ObjectiveLevel.OUTCOME, text=text, priority=priority))
            self._tie(LinkKind.LEADS, opd, name)
        for name, values in written.get("programs", {}).items():
            self._program(name, *values)
        for name, values in written.get("indicators", {}).items():
            self._indicator(name, *values)
        for name, theme in written.get("themes", {}).items():
            self._theme(name, theme)
        for name, (rupiah, quarter) in written.get("spent", {}).items():
            self._spend(name, rupiah, quarter)
        for name, calls in written.get("calls", {}).items():
            self._call(name, calls)
        for code, below in written.get("dimensions", {}).items():
            self._add(Dimension(id=code, code=code, level=DimensionLevel.DIMENSION, name=code))
            for sub in below:
                self._add(Dimension(id=sub, code=sub, level=DimensionLevel.SUB_DIMENSION, name=sub))
                self._tie(LinkKind.CONTAINS, code, sub)
        for name, (kind, label) in written.get("partners", {}).items():
            self._add(Partner(id=name, name=label, partner_kind=PartnerKind(kind)))
        self._masterplans()
        self._links()

    def plan(self) -> PlanGraph:
        """The snapshot; what its themes take is knowledge laid over it."""
        info = msgspec.structs.replace(INFO, region_name=self.written.get("region", INFO.region_name))
        plan = PlanGraph(info, 1, Contents(nodes=self.nodes, links=self.links))
        if "components" in self.written:
            plan.made[known_of] = self._known()
        return plan

    def _known(self) -> Knowledge:
        themes = {}
        for name, parts in self.written["components"].items():
            members = tuple(
                Member(id=part, codes=tuple(_several(given[1])), reason="") for part, given in parts.items()
            )
            components = tuple(
                Component(
                    id=part,
                    name=part,
                    name_en=part,
                    fields=tuple(_several(given[0])),
                    members=(part,),
                    essential="essential" in given,
                )
                for part, given in parts.items()
            )
            themes[name] = ThemeEntry(
                name=name,
                name_en=name,
                reason="",
                sources=(),
                dimensions={},
                roles=(),
                members=members,
                components=components,
            )
        practices = tuple(_practice(name, *values) for name, values in self.written.get("practices", {}).items())
        return Knowledge(themes=themes, practices=practices)

    def _add(self, node: AnyNode) -> None:
        self.nodes[node.id] = node

    def _put(self, link: Link) -> None:
        self.links[link.id] = link

    def _tie(self, kind: LinkKind, source: str, target: str) -> None:
        self._put(Link(kind=kind, source_id=source, target_id=target))

    def _program(self, name: str, opd: str, code: str | None, rupiah: int | None = None, mark: str = "") -> None:
        code = code or ""
        money = None if rupiah is None else Money(text=str(rupiah), amount=rupiah, plausible=not mark)
        marks = (Mark(code=MarkCode(mark), message="", column="budget", value=str(rupiah)),) if mark else ()
        level = _LEVELS[len(code.split("."))]
        year = ProgramYear(year=2024, budget=money)
        if name in self.written.get("changed", {}):
            now = self.written["changed"][name]
            changed = {Stage.CHANGED: Money(text=str(now), amount=now)}
            year = year.with_stages(changed | ({Stage.ORIGINAL: money} if money else {}))
        said = {key: self.written.get(key, {}).get(name, "") for key in ("names", "locations", "beneficiaries")}
        self._add(
            Program(
                id=name,
                level=level,
                name=said["names"] or name.replace("_", " "),
                code=code,
                years=(year,),
                location=said["locations"],
                beneficiaries=said["beneficiaries"],
                marks=marks,
            )
        )
        self._tie(LinkKind.LEADS, opd, name)

    def _indicator(
        self,
        name: str,
        of: str,
        label: str,
        target: Any,
        realised: Any,
        quarter: int = 4,
        unit: str = "",
        baseline: Any = None,
    ) -> None:
        year = IndicatorYear(year=2024, target=_measure(target), realised=_measure(realised), quarter=quarter)
        self._add(Indicator(id=name, name=label, unit=unit, baseline=_measure(baseline), years=(year,)))
        if isinstance(self.nodes[of], Opd):
            self._tie(LinkKind.LEADS, of, name)
        else:
            self._tie(LinkKind.MEASURES, name, of)

    def _masterplans(self) -> None:
        for name, (text, *dimensions) in self.written.get("issues", {}).items():
            priority = name in self.written.get("priorities", [])
            self._add(Objective(id=name, level=ObjectiveLevel.ISSUE, text=text, priority=priority))
            for dimension in dimensions:
                self._tie(LinkKind.ALIGNS, name, dimension)
        for name, label in self.written.get("masterplans", {}).items():
            self._add(Masterplan(id=name, name=label))
        for name, values in self.written.get("masterplan", {}).items():
            self._promise(name, *values)

    def _links(self) -> None:
        for line in self.written.get("links", []):
            self._link(*line.split())
        for line in self.written.get("derived", []):
            self._link(*line.split(), origin=Origin.DERIVED)
        for line in self.written.get("rejected", []):
            source, kind, target = line.split()
            self._put(Link(kind=LinkKind(kind), source_id=source, target_id=target, standing=Standing.REJECTED))

    def _promise(self, name: str, opd: str | None, label: str, fields: dict[str, Any] | None = None) -> None:
        said = {"type": "masterplan_program", "id": name, "name": label} | (fields or {})
        self._add(msgspec.convert(said, MasterplanProgram))
        if opd:
            self._tie(LinkKind.LEADS, opd, name)

    def _theme(self, name: str, theme: dict[str, Any]) -> None:
        roles = [
            FieldRole(field=field, role=role, reason=f"alasan {field}")
            for role in ThemeRole
            for field in _several(theme.get(role.value))
        ]
        calls = [PartnerCall(partner_kind=PartnerKind(kind)) for kind in _several(theme.get("partners"))]
        self._add(Theme(id=name, name=name, roles=tuple(roles), partners=tuple(calls)))

    def _link(self, source: str, kind: str, target: str, *more: str, origin: Origin = Origin.DECLARED) -> None:
        if kind == LinkKind.DEPENDS_ON:
            dependency = DependencyKind(more[0])
            confidence = float(more[1]) if len(more) > 1 else 1.0
            self._put(
                Link(
                    kind=LinkKind.DEPENDS_ON,
                    source_id=source,
                    target_id=target,
                    dependency=dependency,
                    confidence=confidence,
                    lag_months=int(more[2]) if len(more) > 2 else 0,
                    reason="alasan",
                    origin=origin,
                )
            )
            return
        weight = float(more[0]) if more else 1.0
        self._put(Link(kind=LinkKind(kind), source_id=source, target_id=target, weight=weight, origin=origin))

    def _spend(self, name: str, rupiah: int, quarter: int) -> None:
        program = self.nodes[name]
        assert isinstance(program, Program)
        spent = Money(text=str(rupiah), amount=rupiah)
        years = tuple(msgspec.structs.replace(year, spent=spent, quarter=quarter) for year in program.years)
        self._add(msgspec.structs.replace(program, years=years))

    def _call(self, name: str, calls: list[list[str]]) -> None:
        theme = self.nodes[name]
        assert isinstance(theme, Theme)
        more = (PartnerCall(partner_kind=PartnerKind(kind), words=tuple(words)) for kind, *words in calls)
        self._add(msgspec.structs.replace(theme, partners=(*theme.partners, *more)))
