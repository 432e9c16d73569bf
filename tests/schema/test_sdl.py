"""The schema: written down, described throughout, and easy to page through."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_enum_type,
    is_list_type,
    specified_scalar_types,
)

from schema import sdl
from tests.schema.built import BUILT

OF_RELAY = {"Node.id", "id"}


def _own() -> list[GraphQLNamedType]:
    return [each for name, each in BUILT.type_map.items() if not name.startswith("__")]


def test_the_written_schema_is_the_schema_that_is_served() -> None:
    written = Path(__file__).parents[2] / "schema.graphql"
    assert written.read_text("utf-8") == sdl(), "Run `make docs`."


def test_every_type_field_argument_and_value_is_described() -> None:
    missing: list[str] = []
    for each in _own():
        if not each.description and each.name not in {"String", "Int", "Float", "Boolean", "ID"}:
            missing.append(each.name)
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in each.fields.items():
                missing += [] if field.description else [f"{each.name}.{name}"]
                missing += [f"{each.name}.{name}({a})" for a, arg in field.args.items() if not arg.description]
        elif isinstance(each, GraphQLInputObjectType):
            missing += [f"{each.name}.{name}" for name, field in each.fields.items() if not field.description]
        elif isinstance(each, GraphQLEnumType):
            missing += [f"{each.name}.{name}" for name, value in each.values.items() if not value.description]
    assert missing == []


PAGED = {"first", "after", "last", "before"}
WHOLE = {
    # what one thing is made of: few by their nature
    **dict.fromkeys(
        ("*.marks", "*.errors", "Plan.dimensions", "Dimension.subDimensions", "Program.years", "Indicator.years",
         "Program.dimensions", "Program.themes", "Program.objectives", "Program.indicators", "Objective.indicators",
         "Objective.dimensions",
         "Indicator.measures", "Program.children", "Objective.children", "Objective.programs", "Theme.roles",
         "Theme.partnerCalls", "Theme.dimensions", "KnowledgeTheme.*", "Change.fields", "Reading.files",
         "Reading.markCounts", "Plan.failures", "Score.parts", "Plan.weights", "ImportChange.fields",
         "Asset.producedBy", "Asset.usedBy", "ImportPreview.files", "ImportQuestion.candidates",
         "ProgramYear.*", "IndicatorYear.*", "Program.budgetByStage",
         "ImportMapping.columns", "Masterplan.books", "MasterplanProgram.*", "Program.masterplanPrograms",
         "Readjustment.findings", "PlanReview.*", "ReviewRow.parts", "ReviewRow.subDimensions", "*.money",
         "MoneyYear.*", "EvaluationRound.*", "EvaluationYear.*", "EvaluationCohort.*",
         "EvaluationAnswer.evidence", "EvaluationCheck.questions",
         "Region.plans"),
        "parts of one thing",
    ),
    # at most as many as the region has agencies
    **dict.fromkeys(
        ("Theme.opds", "Community.*", "Bottleneck.opds", "CutImpact.*", "ReviewRow.opds", "ReviewYear.*"),
        "bounded by the agencies",
    ),
    # an answer that is wrong when it is cut: evidence, a way, a matrix, a circle, what a walk reaches
    **dict.fromkeys(
        ("Finding.*", "Initiative.*", "InitiativeMoney.*", "JoinedProgram.*", "Component.*", "Action.*",
         "Effect.*", "Portfolio.*", "Remedy.changes",
         "EvaluationRaise.opds", "Opd.dependencies", "Opd.dependants", "Program.dependencies",
         "Program.dependants", "Plan.dependencies", "Plan.dependants", "Query.dependencies", "Query.dependants",
         "Plan.paths", "Query.paths", "Plan.delayImpact", "Impact.delay", "Plan.cycles", "Plan.opdMatrix",
         "Plan.communities", "Plan.bottlenecks", "Reach.links", "DependencyPath.*", "LateNode.links", "Cycle.*",
         "CriticalPath.*", "OpdTie.links", "OpdCoverage.*", "ObjectiveCoverage.*", "Comparison.counts",
         "Comparison.initiativesMoved", "OpdCoverageCell.work", "ObjectiveCoverageCell.work", "Viewer.roles",
         "SearchResult.counts", "PlanChange.*", "PlanMoney.years", "TreeLine.*",
         "TreeCrossing.links", "Plan.findingCounts", "Plan.initiativeCounts",
         "Plan.programCounts", "AlignmentShift.rows", "CoverageShift.*", "Effects.money",
         "RegionLikeness.parts", "LikenessPart.largest", "RegionResult.failedRules",
         *(f"{each}{of}.*" for each in ("Opd", "Dimension", "Theme", "Objective") for of in
           ("MoneyDivision", "MoneyRow"))),
        "one answer",
    ),
    # as many as were asked for by name, and what is written in the code
    **dict.fromkeys(
        ("Query.nodes", "Query.rules", "Query.compareScenarios", "ImportPreview.mappings", "Meeting.files",
         "Plan.exports", "Plan.reviewYears"),
        "known beforehand",
    ),
    **dict.fromkeys(("CrossImpact.*", "CrossImpactCell.*"), "of at most 40 items"),
    **dict.fromkeys(
        ("ImportPreview.unread", "Reading.unread", "MappingProposal.others"), "columns and sheets of given files"
    ),
    **dict.fromkeys(("Decision.opds", "VoicedLink.*"), "as many as agencies take part"),
    **dict.fromkeys(("Plan.evaluationRounds", "Plan.evaluationYears"), "one a year"),
    "PlanDecision.expected": "one answer",
    "Plan.suppressedRules": "at most as many as there are rules",
    "ImportPreview.proposals": "at most twenty",
}  # fmt: skip
"""The lists that are no connections, with why they need none."""
NAMES = {
    **dict.fromkeys(("Practice.region", "PracticeAcross.region"), "a region far away, of which no plan is here"),
    "Theme.team": "its name, as the theme's node says it; `Initiative.team` gives the team",
    "GivenRole.region": "`*` stands for all of them; what a token says of a region need not be one that has a plan",
}
"""Fields that name a thing of the API instead of giving it, with why."""
UNORDERED = {
    "Plan.search": "the best come first",
    "SearchResult.matches": "the best come first",
    "Query.search": "the best come first",
    "Knowledge.themes": "by id",
    "Knowledge.dependencies": "as they are written",
    "Reading.marks": "as the nodes stand",
    "Plan.voicedLinks": "by id",
    "Plan.performanceTree": "from the vision down",
}


def _fields() -> Iterator[tuple[str, str, GraphQLField]]:
    for each in _own():
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType) and not each.name.endswith(
            ("Connection", "Edge")
        ):
            for name, field in each.fields.items():
                yield each.name, name, field


def test_a_list_that_grows_is_a_connection() -> None:
    plain = {
        (parent, name)
        for parent, name, field in _fields()
        if is_list_type(get_nullable_type(field.type)) and is_composite_type(get_named_type(field.type))
    }
    excused = {
        key: [(parent, name) for parent, name in plain if key in {f"{parent}.{name}", f"{parent}.*", f"*.{name}"}]
        for key in WHOLE
    }
    assert sorted(plain - {each for found in excused.values() for each in found}) == []
    assert [key for key, found in excused.items() if not found] == [], "excuses for what is not there"


def test_a_field_gives_the_thing_that_it_is_called_after_not_its_code() -> None:
    kinds = {each.name.lower() for each in _own() if isinstance(each, GraphQLObjectType)}
    named = {
        f"{parent}.{name}"
        for parent, name, field in _fields()
        if name.lower() in kinds
        and get_named_type(field.type).name in {"String", "ID"}
        and not field.deprecation_reason
    }
    assert named == NAMES.keys()


def test_every_connection_is_paged_both_ways_and_counted() -> None:
    found = [each for each in _fields() if str(get_named_type(each[2].type)).endswith("Connection")]
    assert len(found) > 30
    for parent, name, field in found:
        kind = get_named_type(field.type)
        assert isinstance(kind, GraphQLObjectType)
        assert field.args.keys() >= PAGED, f"{parent}.{name}"
        assert {"nodes", "edges", "pageInfo", "totalCount"} == kind.fields.keys()
        assert str(kind.fields["pageInfo"].type) == "PageInfo!"
        edge = get_named_type(kind.fields["edges"].type)
        assert isinstance(edge, GraphQLObjectType)
        assert {"cursor", "node"} == edge.fields.keys()


def test_the_lists_of_a_plan_are_filtered_and_ordered() -> None:
    for parent, name, field in _fields():
        is_list = str(get_named_type(field.type)).endswith("Connection")
        if is_list and parent in {"Plan", "Query", "Knowledge", "Reading"}:
            where = f"{parent}.{name}"
            assert {"filter", "kinds"} & field.args.keys() or where == "Plan.readings", where
            assert "orderBy" in field.args or where in UNORDERED, where
            if "orderBy" in field.args:
                assert is_enum_type(get_named_type(field.args["orderBy"].type))


def test_what_has_an_id_that_relay_keeps_is_found_again_by_it() -> None:
    for each in _own():
        if isinstance(each, GraphQLObjectType) and str(each.fields.get("id", None) and each.fields["id"].type) == "ID!":
            assert "Node" in {interface.name for interface in each.interfaces}, each.name


def test_our_own_scalars_say_where_they_are_specified() -> None:
    for each in _own():
        if isinstance(each, GraphQLScalarType) and each.name not in specified_scalar_types:
            assert each.specified_by_url, each.name


def test_what_is_asked_of_a_plan_can_be_asked_of_any_revision() -> None:
    query = BUILT.type_map["Query"]
    assert isinstance(query, GraphQLObjectType)
    beside = {
        "plans", "regions", "node", "rules", "rule", "knowledge", "compare", "compareScenarios", "scenario", "viewer",
        "auditLog", "acrossRegions",
    }  # fmt: skip
    """What has no revision, names two, or stands beside them; `node` takes an id alone, as Relay wants it."""
    assert {name for name, field in query.fields.items() if "asOf" not in field.args} == beside


def test_no_two_fields_give_their_arguments_one_name_in_generated_code() -> None:
    names = Counter(
        f"{parent}{name[0].upper()}{name[1:]}Args"
        for parent, name, field in _fields()
        if field.args and isinstance(BUILT.type_map[parent], GraphQLObjectType)
    )
    assert [each for each, count in names.items() if count > 1 or each in BUILT.type_map] == []


def test_every_root_field_may_be_null_so_that_an_error_takes_nothing_from_the_others() -> None:
    for root in ("Query", "Mutation"):
        kind = BUILT.type_map[root]
        assert isinstance(kind, GraphQLObjectType)
        assert [name for name, field in kind.fields.items() if isinstance(field.type, GraphQLNonNull)] == []


def test_what_a_plan_gives_by_arguments_may_be_null_so_that_its_error_takes_nothing_along() -> None:
    types = {"Plan", "PlanMoney", "PlanCoverage", "PlanSummary", "Scenario", "Remedy"}
    found = [(parent, name, each) for parent, name, each in _fields() if parent in types and each.args]
    assert len(found) > 50
    assert [(parent, name) for parent, name, each in found if isinstance(each.type, GraphQLNonNull)] == [], (
        "put `apart` on its class"
    )


WRITTEN = re.compile(r"(\w+?)(Edit|Input)")
ONLY_WRITTEN = {
    "id": "of an input it is the id within the plan",
    "plan": "beside what is written",
}
READ = {"Capacity": "Load", "Change": ""}
"""Outputs that are called otherwise than their inputs; a change is done, not written."""


def test_whatever_can_be_written_can_be_read() -> None:
    found = 0
    for each in _own():
        named = WRITTEN.fullmatch(each.name)
        shown = BUILT.type_map.get(READ.get(named[1], named[1])) if named else None
        if isinstance(each, GraphQLInputObjectType) and isinstance(shown, GraphQLObjectType):
            found += 1
            assert each.fields.keys() - ONLY_WRITTEN.keys() - shown.fields.keys() == set(), each.name
    assert found > 20
