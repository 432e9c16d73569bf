"""What holds for the whole evaluation of real plans: order, stability, isolation, and no noise."""

from collections.abc import Iterator

import msgspec
import pytest
from msgspec.structs import replace

from graph.change import Contents, PutLink
from graph.model import Link, LinkKind, Opd, Program, Standing
from graph.snapshot import PlanGraph
from rules.catalogue import RULES
from rules.configuration import Configuration, Weights
from rules.engine import Evaluation, ask, conclude, evaluate
from rules.finding import Family, Severity, Text
from rules.knowledge import Knowledge
from rules.recommend import MEANINGS, reweighed
from rules.recommend.initiative import Doubt
from rules.rule import Found, RuleOptions, rule
from service import demo
from tests.example import example_evaluation, example_plan
from tests.rules.notation import Notation

NAMES = Weights.__struct_fields__


def said(evaluation: Evaluation) -> bytes:
    return msgspec.json.encode((evaluation.findings, evaluation.initiatives, evaluation.failures))


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_every_family_finds_something_and_no_rule_breaks_on_a_real_plan(slug: str) -> None:
    evaluation = example_evaluation(slug)
    assert evaluation.failures == ()
    families = {finding.family for finding in evaluation.findings}
    assert families == set(Family) if slug == demo.FIRST else len(families) >= 6


def test_the_order_of_the_input_changes_nothing() -> None:
    nodes = dict(reversed(list(example_plan().nodes.items())))
    links = dict(reversed(list(example_plan().links.items())))
    turned = PlanGraph(example_plan().info, 1, Contents(nodes=nodes, links=links))
    assert said(evaluate(turned)) == said(example_evaluation())


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_office_work_gives_no_initiative(slug: str) -> None:
    evaluation = example_evaluation(slug)
    for initiative in evaluation.initiatives:
        programs = [evaluation.plan.get(Program, each.program) for each in initiative.programs]
        assert not any(program.is_overhead for program in programs)


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_no_initiative_is_of_kecamatan_alone(slug: str) -> None:
    evaluation = example_evaluation(slug)
    for initiative in evaluation.initiatives:
        opds = [evaluation.plan.get(Opd, each.opd) for each in initiative.participants]
        assert not all(opd.is_territorial for opd in opds), initiative.title.id
        assert len({*(opd.id for opd in opds), *(each.opd for each in initiative.invited if each.opd)}) > 1


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_every_number_of_evidence_stands_in_the_plan(slug: str) -> None:
    evaluation = example_evaluation(slug)
    for initiative in evaluation.initiatives:
        assert set(initiative.nodes) <= evaluation.plan.nodes.keys()
        assert set(initiative.links) <= evaluation.plan.links.keys()
        quoted = {id_ for fact in initiative.facts for id_ in fact.nodes}
        quoted |= {id_ for action in initiative.actions for id_ in action.programs}
        assert {each.program for each in initiative.programs} <= set(initiative.nodes) | quoted
    for finding in evaluation.findings:
        assert set(finding.nodes) <= evaluation.plan.nodes.keys()
        assert set(finding.links) <= evaluation.plan.links.keys()


def test_a_fingerprint_survives_new_names_and_unrelated_changes() -> None:
    def renamed() -> Iterator[tuple[str, object]]:
        for id_, node in example_plan().nodes.items():
            yield id_, msgspec.structs.replace(node, name=f"{node.name} baru") if isinstance(node, Opd) else node

    nodes = dict(renamed()) | {"opd/tambahan": Opd(id="opd/tambahan", name="Dinas Tambahan", short_name="TAMBAHAN")}
    changed = PlanGraph(example_plan().info, 2, Contents(nodes=nodes, links=example_plan().links))  # type: ignore[arg-type]
    before = [each.fingerprint for each in example_evaluation().initiatives]
    assert [each.fingerprint for each in evaluate(changed).initiatives] == before


def test_weights_move_ranks_only_within_the_stated_interval() -> None:
    for name, weight in msgspec.to_builtins(Weights()).items():
        for factor in (0.5, 2):
            moved = reweighed(example_evaluation().candidates, replace(Weights(), **{name: weight * factor}))
            rank = {each.fingerprint: each.rank for each in moved}
            for each in example_evaluation().candidates:
                assert each.score.best_rank <= each.rank <= each.score.worst_rank
                assert each.score.best_rank <= rank[each.fingerprint] <= each.score.worst_rank


def test_the_interval_of_a_rank_is_reached_at_both_ends() -> None:
    ranks: dict[str, set[int]] = {each.fingerprint: {each.rank} for each in example_evaluation().candidates}
    for name, weight in msgspec.to_builtins(Weights()).items():
        for factor in (0.5, 2):
            for each in reweighed(example_evaluation().candidates, replace(Weights(), **{name: weight * factor})):
                ranks[each.fingerprint].add(each.rank)
    for each in example_evaluation().candidates:
        assert (min(ranks[each.fingerprint]), max(ranks[each.fingerprint])) == (
            each.score.best_rank,
            each.score.worst_rank,
        )


def test_other_weights_give_what_an_evaluation_with_them_gives() -> None:
    weights = Weights(effect=1, priority=0.5, money=6)
    anew = evaluate(example_plan(), Configuration(weights=weights))
    assert reweighed(example_evaluation().candidates, weights) == anew.candidates


def test_weights_beyond_their_bounds_are_refused() -> None:
    for weights in (Weights(effect=-1), Weights(practice=10.5), replace(Weights(), **dict.fromkeys(NAMES, 0.0))):
        with pytest.raises(ValueError, match="Setiap bobot"):
            reweighed(example_evaluation().candidates, weights)
    assert set(NAMES) == set(MEANINGS)


def test_a_rule_that_breaks_is_reported_and_hides_nothing() -> None:
    class Options(RuleOptions, frozen=True, kw_only=True):
        """None."""

    @rule("ZZ01", family=Family.CAPACITY, per=Opd, severity=Severity.ADVICE, options=Options, message=Text("", ""))
    def broken(plan: PlanGraph, opd: Opd, options: Options) -> Iterator[Found]:
        """Break."""
        del plan, options
        raise RuntimeError(opd.id)
        yield Found()

    evaluation = evaluate(example_plan(), rules=(*RULES, broken))
    assert [failure.rule for failure in evaluation.failures] == ["ZZ01"]
    assert evaluation.findings == example_evaluation().findings


def test_the_six_kecamatan_of_one_theme_count_as_one_party() -> None:
    parties = {
        initiative.theme: next(part for part in initiative.score.parts if part.name == "feasibility")
        for initiative in example_evaluation().initiatives
    }
    for initiative in example_evaluation().initiatives:
        opds = [example_evaluation().plan.get(Opd, each.opd) for each in initiative.participants]
        others = [opd for opd in opds if not opd.is_territorial]
        if len(opds) - len(others) > 1:
            assert f"{len(others) + 1} " in parties[initiative.theme].explanation.id


def test_a_suppressed_finding_stays_away_until_its_date() -> None:
    first = example_evaluation().findings[0]
    written = {"fingerprint": first.fingerprint, "reason": "sudah dibahas", "author": "ani", "expires": "2026-12-31"}
    for today, gone in (("2026-11-25", True), ("2027-01-01", False)):
        data = {"suppressions": [written], "today": today}
        configuration = msgspec.convert(data, Configuration, strict=False)
        left = {each.fingerprint for each in evaluate(example_plan(), configuration).findings}
        assert (first.fingerprint not in left) is gone


def test_work_of_two_opds_under_one_activity_gets_its_dimension_at_once() -> None:
    written = {
        "opds": {"A": 1.01, "B": 1.02},
        "programs": {
            "p": ["A", "1.02.02.2.01"],
            "s1": ["A", "1.02.02.2.01.0001", 500_000_000],
            "s2": ["B", "1.02.02.2.01.0002", 500_000_000],
        },
        "dimensions": {"SG": ["SG-1"]},
        "links": ["p contains s1", "p contains s2"],
    }
    rules = [each for each in RULES if each.code == "AL05"]
    before = Notation(written).plan()
    assert [each.subject for each in evaluate(before, rules=rules, known=Knowledge()).findings] == ["A", "B"]
    tie = Link(kind=LinkKind.CONTRIBUTES, source_id="p", target_id="SG-1")
    after = before.apply([PutLink(link=tie)])
    assert evaluate(after, rules=rules, known=Knowledge()).findings == ()


def test_what_is_set_aside_is_chosen_after_the_rules_were_asked() -> None:
    asked = ask(example_plan())
    first = example_evaluation().findings[0]
    off = {"rule": example_evaluation().findings[-1].rule, "reason": "a", "author": "b"}
    one = {"fingerprint": first.fingerprint, "reason": "a", "author": "b", "expires": "2026-12-31"}
    configuration = msgspec.convert({"suppressions": [off, one]}, Configuration, strict=False)
    assert said(conclude(asked, configuration)) == said(evaluate(example_plan(), configuration))
    assert said(conclude(asked)) == said(example_evaluation())


def test_dependencies_are_never_followed_once_a_person_rejected_them() -> None:
    link = next(each for each in example_evaluation().plan.links_of(LinkKind.DEPENDS_ON) if each.entry)
    rejected: Link = msgspec.structs.replace(link, standing=Standing.REJECTED)
    contents = Contents(nodes=example_plan().nodes, links={**example_plan().links, rejected.id: rejected})
    again = evaluate(PlanGraph(example_plan().info, 2, contents)).plan
    assert link.id not in {each.id for each in again.links_of(LinkKind.DEPENDS_ON)}
    assert again.links[link.id].standing is Standing.REJECTED


@pytest.mark.parametrize("slug", demo.DEMOS)
def test_no_two_findings_and_no_two_initiatives_have_one_fingerprint(slug: str) -> None:
    evaluation = example_evaluation(slug)
    for found in (evaluation.findings, evaluation.initiatives):
        fingerprints = [each.fingerprint for each in found]
        twins = {each for each in fingerprints if fingerprints.count(each) > 1}
        assert [each for each in found if each.fingerprint in twins] == []


@pytest.mark.parametrize(("region", "is_told"), [("64", True), ("64.71", False)])
def test_a_province_is_told_that_knowledge_does_not_reach_it(region: str, is_told: bool) -> None:
    written = {
        "opds": {"A": "1.02", "B": "2.08"},
        "programs": {"a": ["A", "1.02.02.2.02.0001", 5], "b": ["B", "2.08.02.2.01.0001", 5]},
        "themes": {"t": {"lead": "1.02"}},
        "links": ["a contributes t 3", "b contributes t 3"],
    }
    plan = Notation(written).plan()
    plan = PlanGraph(replace(plan.info, region_code=region), 1, plan.contents)
    candidates = evaluate(plan).candidates
    assert candidates
    assert {Doubt.PROVINCE in each.doubts for each in candidates} == {is_told}
