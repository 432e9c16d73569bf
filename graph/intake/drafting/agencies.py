"""Agencies: what all files together say of them: which are one under two names, and which are units of others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from graph.code import field as field_of
from graph.intake.cells import Table, split_code
from graph.intake.drafting.draft import Draft
from graph.model import LinkKind, MarkCode, Opd
from graph.record import FileProblem, Severity, place_of
from graph.reference import agency_code, fields_beside, tidy_unit_code, unit_name

_PAIRS: Final = (("kode_skpd", "nama_skpd"), ("kode_opd", "opd"))
_SAME: Final = 0.5
"""Two names are of one agency where so large a share of the work of the one is, by code, that of the other."""
FEWEST: Final = 3
OWN_SHARE: Final = 0.1
"""A field that no name tells is that of who runs most of its work, in so many sub-activities and so large a share of
its own; a stray one makes no mandate.
"""
SECRETARIAT: Final = "Sekretariat Daerah"
_SECRETARIAT_FIELD: Final = "4.01"


def directory(tables: Iterable[Table]) -> dict[str, str]:
    """What agencies are called whose unit code stands beside their name anywhere in some tables, by that code."""
    names: dict[str, str] = {}
    for table in tables:
        for code_column, name_column in _PAIRS:
            if code_column in table.headings and name_column in table.headings:
                pairs = dict.fromkeys((row.get(code_column), row.get(name_column)) for row in table.rows)
                for written, called in pairs:
                    code, name = tidy_unit_code(written), split_code(called)[1]
                    if code and name:
                        names.setdefault(code, name)
    return names


# -- one agency under two names -----------------------------------------------------------------------------------


def same_agencies(draft: Draft) -> dict[str, str]:
    """The name of an agency, by the code or other name by which another file calls it, where their work shows it.

    Two are one where no file names both, their fields agree, they share the codes of their work, and nobody else shares
    as many. Names of kecamatan are never taken for each other's.
    """
    work = _work(draft)
    sources = _sources(draft)
    found: dict[str, str] = {}
    known = sorted(draft.known_opds(), key=lambda opd: opd.id)
    for coded in known:
        if coded.id not in draft.nodes or not _is_only_a_code(coded):
            continue
        others = [each for each in known if _may_be(each, coded) and not sources[each.id] & sources[coded.id]]
        shared = sorted(((len(work[coded.id] & work[each.id]), each.id) for each in others), reverse=True)
        most = shared[0][0] if shared else 0
        least = _SAME * min(len(work[coded.id]), len(work[shared[0][1]])) if shared else 1
        if most and most >= least and (len(shared) == 1 or shared[1][0] < most):
            found[coded.name] = next(each.name for each in others if each.id == shared[0][1])
    return {code: name for code, name in found.items() if list(found.values()).count(name) == 1}


def tell_same(draft: Draft, same: Mapping[str, str]) -> None:
    """Tell which agencies were taken for one, and why."""
    for code, name in sorted(same.items()):
        reason = f"kode {code} dan nama {name!r} dibaca sebagai satu perangkat daerah, karena kode pekerjaannya sama"
        hint = "Bila tidak benar, muat juga daftar SKPD dengan kode dan namanya."
        draft.problem(FileProblem(file="", value=code, reason=reason, hint=hint, severity=Severity.WARNING))


def _is_only_a_code(opd: Opd) -> bool:
    return bool(tidy_unit_code(opd.name))


def _may_be(named: Opd, coded: Opd) -> bool:
    is_named = not _is_only_a_code(named) and not any(tidy_unit_code(alias) for alias in named.aliases)
    agrees = not named.mandates or bool(set(named.mandates) & set(coded.mandates))
    return is_named and agrees and not coded.is_territorial and not agency_code(coded.name)


def _work(draft: Draft) -> dict[str, set[str]]:
    """The codes of the work of each OPD, office work left out."""
    work: dict[str, set[str]] = defaultdict(set)
    for program in draft.known_programs():
        if program.code and not program.is_overhead and program.code.count(".") >= 4:
            work[f"opd/{program.id.split('/')[1]}"].add(program.code)
    return work


def _sources(draft: Draft) -> dict[str, set[str]]:
    """The files that name each OPD."""
    sources: dict[str, set[str]] = defaultdict(set)
    for opd in draft.known_opds():
        sources[opd.id].add(opd.source)
    for program in draft.known_programs():
        sources[f"opd/{program.id.split('/')[1]}"].add(program.source)
    return sources


# -- units ---------------------------------------------------------------------------------------------------------


def settle_agencies(draft: Draft) -> None:
    """Say which OPDs are units of which, and which fields an agency holds beside those that its name tells."""
    agencies = {each.id: each for each in draft.known_opds() if _is_agency(each)}
    for opd in sorted(_named_in(draft), key=lambda each: each.id):
        agency = _agency(draft, opd, agencies)
        if agency is not None and agency.id != opd.id:
            draft.tie(LinkKind.CONTAINS, agency.id, opd.id, opd.source)
    _give_fields_beside(draft)


def _named_in(draft: Draft) -> Iterator[Opd]:
    units = {link.target_id for link in draft.known_links() if link.kind is LinkKind.CONTAINS}
    for node in tuple(draft.nodes.values()):
        if isinstance(node, Opd) and node.id not in units:
            yield node


def _agency(draft: Draft, opd: Opd, agencies: dict[str, Opd]) -> Opd | None:
    """The agency whose unit an OPD is, by its code, else by its name; None where it is none, or nobody can tell."""
    above = next(filter(None, map(agency_code, (opd.name, *opd.aliases))), "")
    if above and (found := draft.find_opd(above)) is not None:
        return found
    told = unit_name(opd.name)
    fields = told.fields if told else opd.mandates if above else ()
    for field in fields:
        holding = [each for each in agencies.values() if field in each.mandates and each.id != opd.id]
        holding = [each for each in holding if each.mandates[0] == field] or holding
        if len(holding) == 1:
            return draft.find_opd(holding[0].name)
    if fields[:1] == (_SECRETARIAT_FIELD,):
        secretariat = draft.opd(SECRETARIAT, opd.source)
        if _is_agency(secretariat):
            agencies[secretariat.id] = secretariat
        return secretariat
    if told or above:
        reason = f"{opd.name} tampaknya unit dari perangkat daerah lain, yang tidak dapat dipastikan dari berkas ini"
        hint = "Muat juga daftar SKPD dengan kodenya, atau catat induknya di rencana."
        place = msgspec.structs.replace(place_of(opd.source, draft.files), value=opd.name)
        draft.problem(place.problem(reason, hint, severity=Severity.WARNING))
    return None


def _is_agency(opd: Opd) -> bool:
    codes = [code for each in (opd.name, *opd.aliases) if (code := tidy_unit_code(each))]
    return not any(map(agency_code, codes)) and unit_name(opd.name) is None


def _give_fields_beside(draft: Draft) -> None:
    """Give agencies whose fields their names tell those of nobody else that usually go with them, or that they run."""
    held = {field for opd in draft.known_opds() for field in opd.mandates}
    runs = {id_: Counter(map(field_of, codes)) for id_, codes in _work(draft).items()}
    everywhere = sum(runs.values(), Counter())
    for opd in sorted((node for node in draft.nodes.values() if isinstance(node, Opd)), key=lambda each: each.id):
        if all(mark.code is not MarkCode.PROPOSED for mark in opd.marks):
            continue
        own = runs.get(opd.id, Counter())
        beside = {each for field in opd.mandates for each in fields_beside(field)}
        least = max(FEWEST, OWN_SHARE * own.total())
        more = tuple(
            field
            for field, count in sorted(own.items(), key=lambda each: (-each[1], each[0]))
            if field not in held and (field in beside or (count >= least and count > everywhere[field] / 2))
        )
        if more:
            draft.put(msgspec.structs.replace(opd, mandates=(*opd.mandates, *more)))
