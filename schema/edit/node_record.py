"""Node record: from the input for a node to the node as the plan stores it."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

import msgspec
from strawberry import UNSET

from acts import Draft, Path, camel, required, unusable
from acts.refusal import ProblemCode
from acts.text import text
from graph import code as codes
from graph import masterplan, model
from graph.reference import nomenclature
from graph.sentence import Sentence
from schema.edit.masterplan_input import (
    DocumentInput,
    MasterplanFundInput,
    MasterplanYearInput,
    QuickWinAnswerInput,
    ReadinessInput,
    RiskInput,
)
from schema.edit.measure_input import MeasureInput
from schema.edit.node_input import (
    AnyEdit,
    AnyInput,
    FieldRoleInput,
    IndicatorYearInput,
    PartnerCallInput,
    ProgramYearInput,
)
from schema.edit.year_record import YEARS, measure, money, set_year
from schema.request import within

_TIES: Final = frozenset(
    {
        *("id", "opd", "parent", "part_of", "measures", "produced_by", "used_by"),
        *("masterplan", "dimensions", "objectives", "carriers", "indicators", "supporting_opds", "partners"),
    }
)
_NAMES: Final[Mapping[type[model.Node], Mapping[str, str]]] = {
    model.Partner: {"kind": "partner_kind"},
    model.Asset: {"kind": "asset_kind"},
    model.Theme: {"partner_calls": "partners"},
    model.MasterplanProgram: {"origin": "program_origin"},
}
_COUNTS: Final = frozenset({"year", "startYear", "endYear", "size"})
"""Fields that hold a whole number which is no money."""
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_PARTS: Final[Mapping[type, type[Any]]] = {
    DocumentInput: masterplan.Document,
    MasterplanFundInput: masterplan.MasterplanFund,
    ReadinessInput: masterplan.Readiness,
    RiskInput: masterplan.Risk,
    QuickWinAnswerInput: masterplan.QuickWinAnswer,
}
"""What is stored of each record that an input lists."""


def node(said: AnyEdit | AnyInput, old: model.Node | None, id_: str, path: Path, author: str) -> model.AnyNode:
    """Give the node that an input describes, new or as an edit of an older one.

    Raises
    ------
    Refused
        Where a value cannot be used.
    """
    kept = {} if old is None else {name: getattr(old, name) for name in old.__struct_fields__}
    values: dict[str, Any] = kept | {"id": id_}
    fields = {field.name: field for field in msgspec.structs.fields(said.record)}
    for each in dataclasses.fields(said):
        value = getattr(said, each.name)
        name = _NAMES.get(said.record, {}).get(each.name, each.name)
        if value is UNSET or each.name in _TIES:
            continue
        at = (*path, camel(each.name))
        if value is None or value == "":
            if fields[name].required:
                raise unusable(
                    at,
                    ProblemCode.REQUIRED,
                    Sentence(f"{camel(each.name)} harus diisi.", f"{camel(each.name)} must be filled in."),
                )
            values[name] = fields[name].default
            continue
        values[name] = _value(value, values.get(name), at)
    if old is None and not values.get("source"):
        values["source"] = author
    if said.record is model.Program:
        _settle_code(values, old, path)
    if (values.get("start_year") or 0) > (values.get("end_year") or YEARS.stop):
        raise unusable(
            (*path, "endYear"),
            ProblemCode.OUT_OF_RANGE,
            Sentence("Tahun terakhir sebelum tahun pertama.", "The last year is before the first."),
        )
    made: model.AnyNode = said.record(**values)  # type: ignore[assignment]
    return made


def local(draft: Draft, reference: str) -> str:
    """Give the id within the plan of a reference in an input: a global `id`, or an id within the plan."""
    return reference if reference in draft.nodes else within(reference, draft.desk.slug)


def named(draft: Draft, reference: str, path: Path, *kinds: str) -> model.AnyNode:
    """Give the node that an input names.

    Raises
    ------
    Refused
        Where it is not there, or of another kind.
    """
    return draft.find(local(draft, reference), path, *kinds)


def _value(value: object, old: object, path: Path) -> object:
    match value:
        case Enum() | bool() | float():
            return value
        case str():
            return _sha256(value, path) if path[-1] == "sha256" else required(value, path)
        case int():
            return _count(value, path) if path[-1] in _COUNTS else money(value, old)
        case MeasureInput():
            return measure(value, path)
        case list():
            return _list(value, old, path)
    raise TypeError(type(value))


def _list(values: Sequence[object], old: object, path: Path) -> tuple[object, ...]:
    known: dict[int, Any] = {each.year: each for each in old if hasattr(each, "year")} if isinstance(old, tuple) else {}
    found: list[object] = []
    dated = path[-1] == "years"
    for number, value in enumerate(values):
        at = (*path, number)
        match value:
            case ProgramYearInput() | IndicatorYearInput() | MasterplanYearInput():
                set_year(known, value, at)
            case FieldRoleInput(field=field, role=role, reason=reason):
                if field not in nomenclature().fields:
                    raise unusable(
                        (*at, "field"),
                        ProblemCode.OUT_OF_RANGE,
                        Sentence(f"Bidang urusan {field} tidak ada.", f"There is no field of government {field}."),
                    )
                found.append(model.FieldRole(field=field, role=role, reason=text(reason, at)))
            case PartnerCallInput(kind=kind, words=words, reason=reason):
                said = tuple(required(word, (*at, "words")) for word in words)
                found.append(model.PartnerCall(partner_kind=kind, words=said, reason=text(reason, at)))
            case _ if type(value) in _PARTS:
                found.append(_part(value, at))
            case str():
                found.append(_mandate(value, at) if path[-1] == "mandates" else required(value, at))
    return tuple(known[year] for year in sorted(known)) if dated else tuple(dict.fromkeys(found))


def _mandate(value: str, path: Path) -> str:
    if value not in nomenclature().fields:
        raise unusable(
            path,
            ProblemCode.OUT_OF_RANGE,
            Sentence(
                f"Bidang urusan {value} tidak ada di nomenklatur, contoh: 2.16.",
                f"The nomenclature has no field of government {value}; an example is 2.16.",
            ),
        )
    return value


def _part(said: Any, path: Path) -> object:
    """Give a record of a list; fields that its input leaves empty are as they are by default."""
    given = {each.name: getattr(said, each.name) for each in dataclasses.fields(said)}
    used = {name: value for name, value in given.items() if value is not None and value != ""}
    return _PARTS[type(said)](**{name: _value(value, None, (*path, camel(name))) for name, value in used.items()})


def _count(value: int, path: Path) -> int:
    """Check a year, or a number of bytes."""
    is_year = path[-1] != "size"
    if value not in YEARS if is_year else value < 0:
        message = (
            Sentence(f"Tahun {value} di luar jangkauan.", f"The year {value} is out of range.")
            if is_year
            else Sentence("Ukuran tidak boleh negatif.", "The size must not be negative.")
        )
        raise unusable(path, ProblemCode.OUT_OF_RANGE, message)
    return value


def _sha256(value: str, path: Path) -> str:
    if not _SHA256.fullmatch(found := value.strip().lower()):
        message = Sentence("SHA-256 terdiri atas 64 angka heksadesimal.", "A SHA-256 has 64 hexadecimal digits.")
        raise unusable(path, ProblemCode.OUT_OF_RANGE, message)
    return found


def _settle_code(values: dict[str, Any], old: model.Node | None, path: Path) -> None:
    """Spell a program's code canonically, and check that it is a code of the program's level."""
    code = codes.canonical(values.get("code", ""))
    if isinstance(old, model.Program) and old.code == values.get("code") and old.level is values["level"]:
        return
    level: model.Level = values["level"]
    if code and codes.level(code) != level.value:
        message = Sentence(
            f"{code} bukan kode {level.value}; contoh kode sub kegiatan: 2.16.03.2.02.0009.",
            f"{code} is no code of level {level.value}; the code of a sub-activity is like 2.16.03.2.02.0009.",
        )
        raise unusable((*path, "code"), ProblemCode.OUT_OF_RANGE, message)
    values["code"] = code
    values["nomenclature"] = nomenclature().version(code)
