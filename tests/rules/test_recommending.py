"""What a planner may rely on in every recommendation, whatever the region."""

import re
from collections.abc import Iterator

import pytest

from graph.model import DimensionLevel, LinkKind, Opd, PartnerKind, Program, Theme, ThemeRole
from graph.snapshot import PlanGraph
from rules.initiative import Initiative, Sureness
from rules.knowledge import is_routine, known_of
from rules.matter import FEWEST, MOST, dependencies_within
from rules.number import rupiah
from rules.partners import fitting
from rules.territory import families
from service import demo
from tests.rules.test_evaluation import evaluated

QUOTED = re.compile(r'"[^"]*"|\([^)]*\)')
NUMBER = re.compile(r"Rp [\d.]+|(?<!\w)\d[\d.,]*\d|(?<!\w)\d")
every_region = pytest.mark.parametrize("slug", demo.DEMOS)


def _opds(plan: PlanGraph, initiative: Initiative) -> list[Opd]:
    return [plan.get(Opd, each.opd) for each in initiative.participants]


def _programs(plan: PlanGraph, initiative: Initiative) -> list[Program]:
    return [node for id_ in initiative.nodes if isinstance(node := plan.nodes[id_], Program)]


@every_region
def test_the_first_thirty_serve_every_dimension_and_call_on_many_agencies(slug: str) -> None:
    evaluation = evaluated(slug)
    first = evaluation.initiatives[:30]
    assert len(evaluation.initiatives) <= 80
    known = {each.id for each in evaluation.plan.dimensions(DimensionLevel.DIMENSION)}
    assert {dimension for each in first for dimension in each.dimensions} == known
    assert len({each.opd for initiative in first for each in initiative.participants}) >= 20


@every_region
def test_none_rests_on_routine_indicators_and_each_names_its_evidence(slug: str) -> None:
    evaluation = evaluated(slug)
    known = known_of(evaluation.plan)
    for initiative in evaluation.candidates:
        assert initiative.findings
        assert initiative.nodes
        assert initiative.links
        named = {*initiative.indicators, *(each.indicator for each in initiative.effects)}
        assert not any(is_routine(evaluation.plan.nodes[id_].label, known) for id_ in named)


@every_region
def test_few_enough_meet_and_each_of_them_has_work_in_it(slug: str) -> None:
    evaluation = evaluated(slug)
    plan = evaluation.plan
    for initiative in evaluation.candidates:
        opds = _opds(plan, initiative)
        at_work = {lead.id for program in _programs(plan, initiative) if (lead := plan.lead(program.id))}
        assert {opd.id for opd in opds} - at_work <= {initiative.lead}
        assert at_work <= {opd.id for opd in opds}
        if not isinstance(plan.nodes.get(initiative.theme), Theme):
            continue
        parties = families(opds)
        assert 2 <= len(parties) <= MOST
        supporting = [each for each in initiative.participants if each.role is ThemeRole.SUPPORTING]
        if len(parties) > FEWEST:
            for each in supporting:
                opd = plan.get(Opd, each.opd)
                same = [one for one in opds if one == opd or (one.is_territorial and opd.is_territorial)]
                assert max(_work(plan, initiative, one) for one in same) >= 2, initiative.title.id


def _work(plan: PlanGraph, initiative: Initiative, opd: Opd) -> float:
    return sum(
        link.weight
        for link in plan.into(initiative.theme, LinkKind.CONTRIBUTES)
        if link.id in initiative.links and plan.lead(link.source_id) == opd
    )


def _said(initiative: Initiative) -> Iterator[str]:
    for text in (initiative.title, initiative.why, *initiative.steps):
        yield from (text.id, text.en)


@every_region
def test_every_number_in_title_reason_and_steps_comes_from_the_evidence(slug: str) -> None:
    evaluation = evaluated(slug)
    plan = evaluation.plan
    checked = 0
    for initiative in evaluation.candidates:
        programs = _programs(plan, initiative)
        theme = plan.nodes.get(initiative.theme)
        tied = dependencies_within(plan, tuple(programs)) if isinstance(theme, Theme) else initiative.links
        ties = len(tied) if isinstance(theme, Theme) else _needs(plan, initiative)
        allowed = {
            str(len(programs)),
            rupiah(sum(each.budget(each.years[-1].year) for each in programs if each.years)),
            str(len({lead.id for each in programs if (lead := plan.lead(each.id))})),
            str(sum(opd.is_territorial for opd in _opds(plan, initiative) if opd.id != initiative.lead)),
            *(str(ties - less) for less in (0, 1)),
            str(len(initiative.indicators)),
        }
        for text in _said(initiative):
            spoken = QUOTED.sub("", text)
            names = [plan.nodes[each.partner].label for each in initiative.partners if each.partner]
            if isinstance(theme, Theme):
                names += [theme.reason, theme.name, theme.name_en]
            for name in names:
                spoken = spoken.replace(name, "")
            for each in NUMBER.findall(spoken):
                checked += 1
                others = re.search(rf"\b{each} (lainnya|others)\b", spoken)
                assert each in allowed or others, (initiative.title.id, each, spoken)
    assert checked > 100


def _needs(plan: PlanGraph, initiative: Initiative) -> int:
    """How much of the evidence waits for the lead: what a readiness is about."""
    kind = initiative.theme.split("/")[1]
    found = (plan.links[id_] for id_ in initiative.links)
    return sum(
        link.kind is LinkKind.DEPENDS_ON
        and str(link.dependency) == kind
        and (lead := plan.lead(link.target_id)) is not None
        and lead.id == initiative.lead
        for link in found
    )


@every_region
def test_a_partner_is_one_of_the_region_that_fits_or_a_call_for_its_kind(slug: str) -> None:
    evaluation = evaluated(slug)
    plan = evaluation.plan
    listed = {partner.id for partner in plan.partners}
    for initiative in evaluation.candidates:
        theme = plan.nodes.get(initiative.theme)
        calls = theme.partners if isinstance(theme, Theme) else ()
        fits = {partner.id for call in calls for partner in fitting(plan, call)}
        assert {each.partner for each in initiative.partners if each.partner} == fits
        assert fits <= listed
        assert {each.partner_kind for each in initiative.partners} == {call.partner_kind for call in calls}
    if listed:
        kinds = {each.partner_kind for one in evaluation.initiatives[:30] for each in one.partners if each.partner}
        assert {PartnerKind.COMMUNITY, PartnerKind.STATE_ENTERPRISE, PartnerKind.UNIVERSITY} <= kinds


@every_region
def test_an_effect_is_surer_the_more_of_the_work_below_it_takes_part(slug: str) -> None:
    evaluation = evaluated(slug)
    for initiative in evaluation.candidates:
        inside = set(initiative.nodes)
        for effect in initiative.effects:
            assert set(effect.programs) <= inside
            share = len(effect.programs) / effect.below if effect.below else 0
            assert (effect.sureness is Sureness.HIGH) is (share >= 0.5)
            assert effect.behind is None or 0 <= effect.behind <= 1
