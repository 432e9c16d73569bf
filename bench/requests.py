"""Requests: ordinary pages as a front end asks for them, and requests made to cost much, with their variables.

All but the oldest (``bench/limits.py``) were written from the schema alone.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple


class Request(NamedTuple):
    """A document and the values of its variables."""

    document: str
    variables: Mapping[str, Any] = {}


def of(slug: str, fields: str, **variables: Any) -> Request:
    """Give the request for fields of a plan; ``variables`` are values, each with its type before it."""
    declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in variables.items())
    document = f'query{f"({declared})" if declared else ""} {{ plan(slug: "{slug}") {{ {fields} }} }}'
    return Request(document, {name: value for name, (_, value) in variables.items()})


def often(times: int, field: str) -> str:
    """Give a field under many names; ``#`` in it is the number of each."""
    return " ".join(f"a{each}: {field.replace('#', str(each))}" for each in range(times))


def pages(slug: str) -> dict[str, Request]:
    """Give what ordinary front ends ask for: it must be answered."""
    return {name: of(slug, fields) for name, fields in _PAGES.items()} | {
        "choice lists": Request(
            "{ plans(first: 50) { nodes { slug title region { code name } startYear endYear revision } } rules { code "
            f'name family severity title }} plan(slug: "{slug}") {{ '
            "opds(first: 100) { nodes { id shortName name } } themes(first: 100) { nodes { id name } } "
            "dimensions(level: SUB_DIMENSION) { id code name } } }"
        ),
        "search box": of(
            slug,
            "searchAll(text: $text) { suggestion counts { kind count } matches(first: 20) { nodes { __typename } } }",
            text=("String!", "air bersih"),
        ),
    }


def bombs(slug: str) -> dict[str, Request]:
    """Give what would hold or compute far too much: it must be refused before it runs."""
    nested: dict[str, Any] = {"text": "a"}
    for _ in range(4):
        nested = {"anyOf": [nested] * 9}
    chain = " ".join(
        f"fragment F{each} on Program {{ children {{ ...F{each + 1} }} parent {{ ...F{each + 1} }} }}"
        for each in range(6)
    )
    named = f'"{slug}"'
    asked = {name: of(slug, fields) for name, fields in _BOMBS.items()}
    doubling = of(slug, "programs(first: 100) { nodes { ...F0 } }").document
    return asked | {
        "fragments that double": Request(f"{doubling} {chain} fragment F6 on Program {{ id name }}"),
        "lists of a variable's length": of(
            slug,
            "opds(first: $n) { nodes { programs(first: $n) { nodes "
            "{ findings(first: $n) { nodes { nodes { id } } } } } } }",
            n=("Int", 100),
        ),
        "left out by a variable that leaves in": of(
            slug,
            "opds(first: 100) { nodes { programs(first: 100) @skip(if: $s) { nodes { opd { programs(first: 100) "
            "@include(if: true) { nodes { id } } } } } } }",
            s=("Boolean!", False),
        ),
        "a filter of many names, often": of(
            slug,
            often(40, "programs(first: 1, filter: {opds: $names}) { totalCount }"),
            names=("[String!]", ["DINAS KESEHATAN"] * 10_000),
        ),
        "many names in many filters": of(
            slug,
            f"programs(first: 1, filter: {{anyOf: [{'{opds: $names} ' * 40}]}}) {{ totalCount }}",
            names=("[String!]", ["DINAS KESEHATAN"] * 5_000),
        ),
        "a filter of thousands": of(
            slug, "programs(first: 1, filter: $filter) { totalCount }", filter=("ProgramFilter", nested)
        ),
        "filters in filters, often": of(
            slug,
            often(49, "programs(first: 1, filter: $filter) { totalCount }"),
            filter=("ProgramFilter", {"anyOf": [{"text": f"zz{each}"} for each in range(30)]}),
        ),
        "a long text, often": of(
            slug,
            often(9, "programs(filter: {text: $text}) { totalCount }"),
            text=("String!", "a " * 500_000),
        ),
        "capacities by the thousand": of(
            slug,
            "portfolio(capacities: $capacities) { score }",
            capacities=("[CapacityInput!]", [{"opd": "DINAS KESEHATAN", "capacity": 2}] * 9_000),
        ),
        "comparisons": Request(f"{{ {often(15, f'compare(plan: {named}, from: 1) {{ counts {{ added }} }}')} }}"),
        "revisions": Request(f"{{ {often(20, f'plan(slug: {named}, asOf: #) {{ findings {{ totalCount }} }}')} }}"),
        "all plans with their findings": Request(
            "{ plans(first: 100) { nodes { plan { findings(first: 100) { nodes { message nodes { label } } } } } } }"
        ),
        "all regions with what is in them": Request(
            "{ regions(first: 100) { nodes { plans { plan { initiatives(first: 50) { nodes { title programs "
            "{ program { name } } } } } } } } }"
        ),
    }


_PAGES: Final = {
    "front page": (
        "title region { name } revision programs { totalCount } findings { totalCount } initiatives(first: 5) { "
        "totalCount nodes { id rank title lead { shortName } score { total } quickWin decision { standing } } } "
        "findingCounts(groupBy: [SEVERITY]) { severity count }"
    ),
    "table of programs": (
        "programs(first: 50, after: null, orderBy: BUDGET, filter: {level: SUB_ACTIVITY, "
        "budgetAtLeast: 100000000}) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id code "
        "name level budget opd { id shortName } themes { id name } dimensions { id code } } } }"
    ),
    "one program": (
        "programs(first: 1, filter: {level: SUB_ACTIVITY}) { nodes { id code name location beneficiaries years { "
        "year budget { text } spent { text } } opd { id name shortName } parent { id name parent { id name } } "
        "indicators { id name unit years { year target { text } realised { text } } behind } themes { id name } "
        "dimensions { id name } dependencies { node { id label } links { reason source } } dependants { node { id "
        "label } links { reason } } findings(first: 10) { nodes { id message severity } } initiatives(first: 5) { "
        "nodes { id title rank } } } }"
    ),
    "one agency": (
        "opds(first: 1) { nodes { id name shortName mandates isTerritorial money { year budget spent } "
        "programs(first: 50, filter: {level: PROGRAM}) { totalCount nodes { id code name budget } } "
        "findings(first: 20) { totalCount nodes { id message severity } } initiatives(first: 20) { nodes { id "
        "title rank } } dependencies { node { id label } distance } dependants { node { id label } distance } } }"
    ),
    "matrix of agencies": "opdMatrix { opd { id shortName } needed { id shortName } count confidence }",
    "coverage": (
        "coverage { byOpd { dimensions { id code name } columns { id shortName } cells { dimension { id } column "
        "{ id } programs budget } gaps emptyColumns { shortName } } }"
    ),
    "money": (
        "money { years { year budget spent byStage { stage rupiah } } byOpd { rows { node { shortName } years { "
        "year budget spent } } } byDimension { rows { node { code name } years { year budget } } inNone { "
        "year budget } } }"
    ),
    "findings to work through": (
        "findings(first: 100, filter: {severities: [ADVICE, WARNING]}) { totalCount nodes { id fingerprint "
        "message severity foundBy { code name } subject { id label } opds { id shortName } remedy { changes { "
        "__typename } } } pageInfo { hasNextPage endCursor } }"
    ),
    "one recommendation": (
        "initiatives(first: 1) { nodes { id rank title why lead { id shortName } leadReason participants { opd { "
        "id shortName } role reason } partners { kind reason partner { name } } programs { program { id code name "
        "budget } opd { shortName } brings } money { year specific touching leftOut { name } } components { name "
        "essential state owner { shortName } programs { name } } actions { fingerprint title output lead { "
        "shortName } opds { shortName } handovers { what } } effects { indicator { name } direction sureness "
        "words } facts { message figures { value unit } } team { name } invited { reason } score { total parts { "
        "name value weight explanation } } comments(first: 20) { nodes { text author madeAt } } decisions { nodes "
        "{ standing reason author madeAt } } links { id kind reason source originNode { id label } targetNode { "
        "id label } } } }"
    ),
    "decisions and tasks": (
        "decisions(first: 50) { totalCount nodes { decision { number standing reason author madeAt lead { "
        "shortName } due } initiative { id title rank } isReasonGone expected { indicatorNow { name } effect { "
        "words } } } } tasks(first: 50) { nodes { id number title standing isLate due opd { shortName } } }"
    ),
    "meetings": (
        "meetings(first: 10) { nodes { id number title heldOn place agenda(first: 20) { nodes { number kind title "
        "minutes notes(first: 10) { nodes { text author } } votes(first: 30) { nodes { choice } } decision { "
        "standing } initiative { title } } } tasks(first: 20) { nodes { title standing } } } }"
    ),
    "indicators behind": (
        "indicators(first: 100, filter: {behind: 0.1}) { totalCount nodes { id name unit direction behind opd { "
        "shortName } years { year target { text } realised { text } } measures { id label } } }"
    ),
    "masterplan": (
        "masterplanPrograms(first: 50) { totalCount nodes { id name code term quickWin budget years { year target "
        "{ text } progress } opd { shortName } dimensions { code } carriers { id name budget } readiness { aspect "
        "state } indicators { name } } }"
    ),
    "history": (
        "revisions(first: 50, orderBy: NEWEST) { totalCount nodes { revision author reason madeAt changes } } "
        "changedSince(revision: 1) { counts { nodeKind linkKind added removed edited } findingsCame(first: 20) { "
        "totalCount nodes { message } } findingsGone(first: 20) { totalCount nodes { message } } }"
    ),
    "map of dependencies": (
        "programs(first: 100, filter: {level: SUB_ACTIVITY}) { nodes { id label opd { id } dependencies { node { "
        "id } links { kind confidence } } } } cycles { __typename } bottlenecks(most: 20) { __typename } "
        "criticalPath { __typename }"
    ),
    "portfolio": (
        "portfolio(budget: 50000000000) { score rupiah gap isFinal initiatives { id title score { total } } "
        "leftOut { __typename } loads { __typename } unserved { code } }"
    ),
}
_BOMBS: Final = {
    "lists of a hundred, often": often(
        40,
        "programs(first: 100) { nodes { indicators { name years { year target { text } realised { text } } } } }",
    ),
    "programs of all agencies, often": often(
        10,
        "opds(first: 100) { nodes { programs(first: 100) { nodes { id name } } } }",
    ),
    "themes of programs of themes": (
        "themes(first: 100) { nodes { programs(first: 100) { nodes { themes { programs(first: 100) { nodes { id } "
        "} } } } } }"
    ),
    "links of initiatives of nodes of links": (
        "initiatives(first: 100) { nodes { links { originNode { initiatives { nodes { links { targetNode { id } } "
        "} } } } } }"
    ),
    "findings of nodes of findings": (
        "findings(first: 100) { nodes { nodes { findings(first: 100) { nodes { nodes { findings { nodes { id } } "
        "} } } } } }"
    ),
    "dependants of dependencies": (
        "programs(first: 100) { nodes { dependencies(depth: 9) { node { ... on Program { dependants(depth: 9) { "
        "node { id } } } } } } }"
    ),
    "units of the whole of units": (
        "opds(first: 100) { nodes { units { nodes { partOf { units { nodes { partOf { programs(first: 100) { "
        "nodes { id } } } } } } } } } }"
    ),
    "portfolios under capacities": often(
        10,
        'portfolio(budget: 1#0000000, capacities: [{opd: "DINAS KESEHATAN", capacity: 2}]) { score leftOut { '
        "reason } }",
    ),
    "paths": often(49, 'paths(start: "program/1", end: "program/2", most: 100, longest: 12) { nodes { id } }'),
    "communities": often(49, "communities { programs { id name } opds { id } }"),
    "alignment of remedies": (
        "findings(first: 20) { nodes { remedy { comparison { effects { indicators { indicator { name } } } } } } }"
    ),
    "scenarios, compared and chosen from": (
        "scenarios(first: 100) { nodes { plan { portfolio { score } } comparison { findingsCame { totalCount } } } }"
    ),
    "reviews": often(30, "review { index }"),
    "money of themes": often(40, "themes(first: 100) { nodes { money { year spent byStage { stage rupiah } } } }"),
    "what changed since": often(9, "changedSince(revision: 1) { counts { added } }"),
    "matrices": often(49, "opdMatrix { opd { name } needed { name } links { id } }"),
}
