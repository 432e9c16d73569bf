"""What a planner may rely on in every recommendation, whatever the region."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import reduce

import pytest

from graph.model import (
    DimensionLevel,
    Indicator,
    Link,
    LinkKind,
    ObjectiveLevel,
    Opd,
    Origin,
    PartnerKind,
    Program,
    Theme,
    ThemeRole,
)
from graph.reference import is_minimum_service
from graph.snapshot import PlanGraph
from rules.asking import families, fields_of, fitting, shortfall
from rules.catalogue import RULES
from rules.engine import Asked, conclude, evaluate
from rules.finding import Family, Gathers, Text
from rules.knowledge import first, is_routine, known_of
from rules.number import number, rupiah
from rules.recommend import Initiative
from rules.recommend.initiative import Sureness
from rules.recommend.matter import FEWEST, MOST
from rules.recommend.score import goals
from service import demo
from tests.example import example_evaluation

QUOTED = re.compile(r'"[^"]*"|\([^)]*\)')
NUMBER = re.compile(r"Rp \d+(?:[.,]\d{3})*|(?<!\w)\d[\d.,]*\d|(?<!\w)\d")
every_region = pytest.mark.parametrize("slug", demo.DEMOS)


def _opds(plan: PlanGraph, initiative: Initiative) -> list[Opd]:
    return [plan.get(Opd, each.opd) for each in initiative.participants]


def _programs(plan: PlanGraph, initiative: Initiative) -> list[Program]:
    return [node for id_ in initiative.nodes if isinstance(node := plan.nodes[id_], Program)]


@every_region
def test_the_first_thirty_serve_every_dimension_and_call_on_many_agencies(slug: str) -> None:
    evaluation = example_evaluation(slug)
    first = evaluation.initiatives[:30]
    assert len(evaluation.initiatives) <= 80
    known = {each.id for each in evaluation.plan.dimensions(DimensionLevel.DIMENSION)}
    assert {dimension for each in first for dimension in each.dimensions} == known
    assert len({each.opd for initiative in first for each in initiative.participants}) >= 20


@every_region
def test_work_of_the_minimum_service_standards_says_so(slug: str) -> None:
    evaluation = example_evaluation(slug)
    told = [
        (is_minimum_service(evaluation.plan.get(Program, each.program).code), each.brings)
        for initiative in evaluation.initiatives
        for each in initiative.programs
    ]
    assert all(("SPM" in brings.id, "minimum service" in brings.en) == (is_it, is_it) for is_it, brings in told)
    assert {is_it for is_it, _ in told} == {True, False}


@every_region
def test_none_rests_on_routine_indicators_and_each_names_its_evidence(slug: str) -> None:
    evaluation = example_evaluation(slug)
    known = known_of(evaluation.plan)
    for initiative in evaluation.candidates:
        assert initiative.findings
        assert initiative.nodes
        assert initiative.links or _is_begun_by_a_rule(initiative)
        named = {*initiative.indicators, *(each.indicator for each in initiative.effects)}
        assert not any(is_routine(evaluation.plan.nodes[id_].label, known) for id_ in named)


def _is_begun_by_a_rule(initiative: Initiative) -> bool:
    """Whether no theme and no dependency is its matter: its evidence is the work that the rule names."""
    return "/" not in initiative.theme


@every_region
def test_few_enough_meet_and_each_of_them_has_work_in_it(slug: str) -> None:
    evaluation = example_evaluation(slug)
    plan = evaluation.plan
    for initiative in evaluation.candidates:
        opds = _opds(plan, initiative)
        at_work = {lead.id for program in _programs(plan, initiative) if (lead := plan.lead(program.id))}
        assert {opd.id for opd in opds} - at_work <= {initiative.lead}
        assert at_work <= {opd.id for opd in opds}
        if not isinstance(plan.nodes.get(initiative.theme), Theme):
            continue
        parties = families(opds)
        guests = [plan.get(Opd, each.opd) for each in initiative.invited if each.opd]
        assert len(families((*opds, *guests))) >= 2
        assert len(parties) <= MOST
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
    evaluation = example_evaluation(slug)
    plan = evaluation.plan
    checked = 0
    for initiative in evaluation.candidates:
        theme = plan.nodes.get(initiative.theme)
        programs = _specific(plan, theme) if isinstance(theme, Theme) else _programs(plan, initiative)
        allowed = {
            *_counts(len(programs), len(initiative.indicators)),
            *_both(rupiah(initiative.money.specific)),
            *_both(rupiah(initiative.money.touching)),
            str(initiative.money.year),
            str(len({lead.id for each in programs if (lead := plan.lead(each.id))})),
            str(sum(opd.is_territorial for opd in _opds(plan, initiative) if opd.id != initiative.lead)),
            *(str(sum(plan.get(Opd, id_).is_territorial for id_ in each.opds)) for each in initiative.actions[:1]),
        }
        names = sorted(_quoted(plan, initiative), key=len, reverse=True)
        for text in _said(initiative):
            spoken = QUOTED.sub("", reduce(lambda said, name: said.replace(name, ""), filter(None, names), text))
            for each in NUMBER.findall(spoken):
                checked += 1
                others = re.search(rf"\b{each} (lainnya|others)\b", spoken)
                assert each in allowed or others, (initiative.title.id, each, spoken)
    assert checked > 100


def _quoted(plan: PlanGraph, initiative: Initiative) -> Iterator[str]:
    """What title, reason and steps take over from what has tests of its own: facts, actions, names."""
    best = initiative.actions[:1]
    texts = [
        *(fact.message for fact in initiative.facts),
        *(text for each in best for text in (each.title, each.output, each.measure)),
        *(text for each in best for handed in each.handovers for text in (handed.what, handed.by)),
        *(each.reason for each in initiative.invited),
        *((initiative.team.name,) if initiative.team else ()),
        initiative.theme_name,
    ]
    for text in texts:
        for said in (text.id, text.en):
            yield from (said, said[:1].lower() + said[1:])
    yield from (each.name for each in initiative.invited)
    yield from (plan.nodes[each.partner].label for each in initiative.partners if each.partner)
    if initiative.team:
        yield initiative.team.regulation
    theme = plan.nodes.get(initiative.theme)
    if isinstance(theme, Theme):
        yield theme.reason


def _specific(plan: PlanGraph, theme: Theme) -> list[Program]:
    return [
        program
        for link in plan.into(theme.id, LinkKind.CONTRIBUTES)
        if (link.weight >= 2 or (link.origin is Origin.DECLARED and link.weight > 0))
        and isinstance(program := plan.nodes[link.source_id], Program)
        and not program.is_overhead
        and plan.lead(program.id)
    ]


def _both(text: Text) -> tuple[str, str]:
    return text.id, text.en


def _waiting(plan: PlanGraph, initiative: Initiative) -> list[Link]:
    if _is_begun_by_a_rule(initiative):
        return []
    kind = initiative.theme.split("/")[1]
    return [
        link
        for link in (plan.links[id_] for id_ in initiative.links)
        if link.kind is LinkKind.DEPENDS_ON
        and str(link.dependency) == kind
        and (lead := plan.lead(link.target_id)) is not None
        and lead.id == initiative.lead
    ]


def _spoken(text: Text, names: Iterable[str]) -> Iterator[str]:
    """The numbers that a text says in either language, those in the names that it quotes left out."""
    for said in (text.id, text.en):
        spoken = said
        for name in sorted(filter(None, names), key=len, reverse=True):
            spoken = spoken.replace(name, "")
        yield from NUMBER.findall(spoken)


def _counts(*counts: int) -> set[str]:
    return {written for count in counts for written in (str(count), number(count).id)}


@every_region
def test_every_number_in_the_reason_of_a_role_comes_from_the_evidence(slug: str) -> None:
    evaluation = example_evaluation(slug)
    plan = evaluation.plan
    checked = 0
    for initiative in evaluation.candidates:
        theme = plan.nodes.get(initiative.theme)
        for each in initiative.participants:
            opd = plan.get(Opd, each.opd)
            own = [node for node in _programs(plan, initiative) if plan.lead(node.id) == opd]
            work = sum(
                link.confidence
                for link in plan.into(initiative.theme, LinkKind.CONTRIBUTES)
                if plan.lead(link.source_id) == opd
            )
            allowed = {*_counts(len(own)), number(work, 1).id, number(work, 1).en, *fields_of(plan, opd)}
            reasons = [role.reason for role in theme.roles] if isinstance(theme, Theme) else []
            if _is_begun_by_a_rule(initiative):
                reasons = [text for fact in initiative.facts for text in _both(fact.message)]
            for spoken in _spoken(each.reason, (opd.label, *reasons)):
                checked += 1
                assert spoken in allowed, (initiative.title.id, each.reason)
    assert checked > 100


@every_region
def test_every_number_in_the_explanation_of_a_score_comes_from_the_evidence(slug: str) -> None:
    evaluation = example_evaluation(slug)
    plan = evaluation.plan
    wanted = goals(plan)
    checked = 0
    for initiative in evaluation.candidates:
        programs = _programs(plan, initiative)
        theme = plan.nodes.get(initiative.theme)
        is_theme = isinstance(theme, Theme)
        parties = len(families(_opds(plan, initiative)))
        outcomes = {
            each.id
            for program in programs
            for each in plan.objectives_of(program.id)
            if each.level is ObjectiveLevel.OUTCOME
        }
        of_people = sum(_affair(plan, program) in set("12378") for program in programs)
        funded = sum(bool(each.years) and each.budget(each.years[-1].year) > 0 for each in programs)
        essential = [each for each in initiative.components if each.essential]
        states = Counter(str(each.state) for each in essential)
        seats = {each.opd for each in initiative.participants}
        links = (
            [link for id_ in initiative.links if (link := plan.links[id_]).target_id == initiative.theme]
            if is_theme
            else _waiting(plan, initiative)
        )
        sure = sum(link.confidence for link in links) / len(links) if links else 0.0
        allowed = {
            "facts": _counts(len(initiative.facts)),
            "effect": _counts(len(initiative.effects), len(initiative.indicators), len(outcomes)),
            "priority": set(),
            "service": _counts(of_people, len(programs)),
            "money": {
                *_both(rupiah(initiative.money.specific)),
                *_both(rupiah(initiative.money.touching)),
                str(initiative.money.year),
            },
            "completeness": _counts(
                len(essential),
                len(essential) - states["missing"],
                states["funded"],
                sum(each.owner in seats for each in essential),
            ),
            "practice": set(),
            "feasibility": _counts(funded, len(programs), parties),
            "confidence": {number(sure, 2).id, number(sure, 2).en},
        }
        assert {part.name for part in initiative.score.parts} == allowed.keys()
        (service,) = (part for part in initiative.score.parts if part.name == "service")
        assert service.value == pytest.approx(of_people / len(programs), abs=1e-4)
        for part in initiative.score.parts:
            of_theme = (theme.team, theme.team_source) if isinstance(theme, Theme) else ()
            names = (*of_theme, *wanted, plan.info.title) if part.name == "priority" else ()
            if part.name == "practice":
                examples = [each.practice for each in initiative.actions if each.practice]
                names = tuple(f"{each.region}: {each.name}" for each in examples)
            for spoken in _spoken(part.explanation, names):
                checked += 1
                assert spoken in allowed[part.name], (initiative.title.id, part)
    assert checked > 100


@every_region
def test_work_that_only_touches_a_matter_promises_no_effect_that_does_not_name_it(slug: str) -> None:
    evaluation = example_evaluation(slug)
    plan = evaluation.plan
    unnamed = 0
    for initiative in evaluation.candidates:
        theme = plan.nodes.get(initiative.theme)
        if not isinstance(theme, Theme):
            continue
        weight = {link.source_id: link.weight for link in plan.into(theme.id, LinkKind.CONTRIBUTES)}
        for effect in initiative.effects:
            said = f"{plan.nodes[effect.indicator].label} | {plan.nodes[effect.aim].label}"
            if first(said, theme.words) is None:
                unnamed += 1
                assert max(weight.get(id_, 0.0) for id_ in effect.programs) > 1.0, (initiative.title.id, effect)
    assert unnamed > 20


def _affair(plan: PlanGraph, program: Program) -> str:
    """The first digit of what some work is coded as, or else of what its OPD is for."""
    lead = plan.lead(program.id)
    return (program.field or next(iter(lead.mandates if lead else ()), ""))[:1]


@every_region
def test_every_number_in_the_words_of_an_effect_comes_from_the_evidence(slug: str) -> None:
    evaluation = example_evaluation(slug)
    plan = evaluation.plan
    checked = 0
    for initiative in evaluation.candidates:
        for effect in initiative.effects:
            indicator = plan.get(Indicator, effect.indicator)
            assert effect.aim in {link.target_id for link in plan.out(indicator.id, LinkKind.MEASURES)}
            assert set(effect.programs) <= set(initiative.nodes)
            cells = [indicator.baseline, *(cell for year in indicator.years for cell in (year.target, year.realised))]
            written = [cell.text for cell in cells if cell is not None]
            behind = shortfall(indicator)
            allowed = {
                *(spoken for text in written for spoken in NUMBER.findall(text)),
                *NUMBER.findall(indicator.unit),
                *(str(said) for year in indicator.years for said in (year.year, year.quarter)),
                *_counts(len(effect.programs), effect.below),
                *(number(100 * share).id for share in (behind,) if share is not None),
            }
            for spoken in _spoken(effect.words, (f'"{indicator.name}"',)):
                checked += 1
                assert spoken in allowed, effect
    assert checked > 100


@every_region
def test_a_partner_is_one_of_the_region_that_fits_or_a_call_for_its_kind(slug: str) -> None:
    evaluation = example_evaluation(slug)
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
    evaluation = example_evaluation(slug)
    for initiative in evaluation.candidates:
        inside = set(initiative.nodes)
        for effect in initiative.effects:
            assert set(effect.programs) <= inside
            share = len(effect.programs) / effect.below if effect.below else 0
            assert (effect.sureness is Sureness.HIGH) is (share >= 0.5)
            assert effect.behind is None or 0 <= effect.behind <= 1


@every_region
def test_themes_are_recommended_without_the_rule_that_finds_them_first(slug: str) -> None:
    whole = example_evaluation(slug)
    first = next(rule.code for rule in RULES if rule.gathers is Gathers.THEME and rule.family is Family.SYNERGY)
    begins = {each.code for each in RULES if each.gathers in {Gathers.THEME, Gathers.ABSENT}} - {first}
    without = conclude(
        Asked(
            plan=whole.plan,
            stored=whole.stored,
            findings=tuple(each for each in whole.findings if each.rule != first),
            failures=(),
        )
    )
    kept = {each.theme for each in without.candidates}
    said = {each.key for each in without.findings if each.rule in begins}
    themes = {each.theme for each in whole.candidates if each.theme.startswith("theme/")}
    assert len(themes & said) > len(themes) // 2
    assert themes & said <= kept
    new = {each.theme for each in without.candidates if each.theme.startswith("theme/")} - themes
    assert len(new) <= len(themes - kept)  # one that is alike comes in the place of one that went


def test_a_theme_that_somebody_leads_in_the_plan_is_not_begun_again() -> None:
    whole = example_evaluation()
    begins = {each.code for each in RULES if each.gathers in {Gathers.THEME, Gathers.ABSENT}}
    said = Counter(each.key for each in whole.findings if each.rule in begins)
    first = next(each for each in whole.candidates if said[each.theme] > 1)
    taken_up = Link(kind=LinkKind.LEADS, source_id=first.lead, target_id=first.theme)
    plan = whole.plan.with_links((), {taken_up.id: taken_up})
    after = evaluate(PlanGraph(plan.info, 2, plan.contents))
    assert any(each.key == first.theme and each.rule in begins for each in after.findings)
    assert first.theme not in {each.theme for each in after.candidates}
