"""Lead: which OPD should lead a theme, who comes next, and why."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from graph.model import LinkKind, Opd, Theme, ThemeRole
from graph.snapshot import PlanGraph, kept
from rules.asking.membership import RANK, fields_of, holders
from rules.finding import Text
from rules.number import number
from rules.outline import without_words

OWN = 3.0
"""Weight of work from which on it is a theme's own matter."""


COORDINATOR = "4.01"
"""The field of the regional secretariat, through which camat answer to the head of the region (PP 18/2016)."""


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The lead, the runner-up and the reason for the choice; what there is none for is empty."""

    lead: str
    runner_up: str
    reason: Text


def by_mandate(plan: PlanGraph, theme: Theme, present: Sequence[Opd]) -> Choice:
    """Choose the lead of a theme: by mandate first, then by the weight of its own work and its position.

    An OPD that holds the theme's lead field and takes part goes before one that holds it and does not; then come those
    of core fields, then the rest. Among equals the one whose first mandate it is, then the one with more work that is
    the theme's own matter, then with more work, then the one on whose work more others depend; then the order of their
    unit codes, which the reason tells. A kecamatan leads for its own territory, never for the whole region: where only
    kecamatan hold the lead field, the secretariat leads, through which they answer.
    """
    return _choice(without_words(plan), theme.id, frozenset(opd.id for opd in present))


@kept
def _choice(plan: PlanGraph, theme_id: str, here: frozenset[str]) -> Choice:
    theme = plan.get(Theme, theme_id)
    work: dict[str, float] = defaultdict(float)
    own: dict[str, float] = defaultdict(float)
    awaited: dict[str, int] = defaultdict(int)
    for link in plan.into(theme.id, LinkKind.CONTRIBUTES):
        opd = plan.lead(link.source_id)
        if opd is not None:
            work[opd.id] += link.confidence
            own[opd.id] += link.confidence if link.weight >= OWN else 0.0
            awaited[opd.id] += len(plan.into(link.source_id, LinkKind.DEPENDS_ON))
    roles = {each.field: each.role for each in theme.roles}
    if _is_led_by_territories(plan, theme):
        roles[COORDINATOR] = ThemeRole.LEAD

    def place(opd: Opd) -> tuple[bool, int, bool, int, float, float, int]:
        held = [(RANK[roles[field]], number) for number, field in enumerate(opd.mandates) if field in roles]
        if not held:
            held = [(RANK[roles[field]], 0) for field in fields_of(plan, opd) if field in roles] or [(3, 9)]
        rank, order = min(held)
        weight = round(own[opd.id], 6), round(work[opd.id], 6)
        return opd.is_territorial, rank, opd.id not in here, min(order, 1), -weight[0], -weight[1], -awaited[opd.id]

    leading = {opd.id for field, role in roles.items() if role is ThemeRole.LEAD for opd in holders(plan, field)}
    candidates = [plan.get(Opd, id_) for id_ in here | leading]
    ordered = sorted(candidates, key=lambda opd: (*place(opd), _code(opd), opd.id))
    if not ordered:
        return Choice(lead="", runner_up="", reason=Text("", ""))
    first = ordered[0]
    return Choice(
        lead=first.id,
        runner_up=ordered[1].id if len(ordered) > 1 else "",
        reason=_reason(plan, theme, first, work[first.id], [opd for opd in ordered[1:] if place(opd) == place(first)]),
    )


def _is_led_by_territories(plan: PlanGraph, theme: Theme) -> bool:
    """Whether none but kecamatan hold a field that leads a theme."""
    leading = [opd for each in theme.roles if each.role is ThemeRole.LEAD for opd in holders(plan, each.field)]
    return bool(leading) and all(opd.is_territorial for opd in leading)


def _code(opd: Opd) -> str:
    """The unit code of an OPD, else its mandates, so that the order is that of the region's own list."""
    return next((alias for alias in opd.aliases if alias[:1].isdecimal()), ".".join(opd.mandates) or "~")


def _reason(plan: PlanGraph, theme: Theme, opd: Opd, work: float, equals: Sequence[Opd]) -> Text:
    reason = _mandate_reason(plan, theme, opd, work)
    if not equals:
        return reason
    names = ", ".join(each.label for each in equals)
    return Text(
        f"{reason.id} Setara dengannya: {names}; dipilih menurut urutan kode.",
        f"{reason.en} Equal to it: {names}; chosen by the order of codes.",
    )


def _mandate_reason(plan: PlanGraph, theme: Theme, opd: Opd, work: float) -> Text:
    held = sorted(fields_of(plan, opd))
    for wanted in theme.roles:
        if wanted.role is ThemeRole.LEAD and wanted.field in held:
            return Text(
                f"{opd.label} memegang bidang urusan {wanted.field}, yang memimpin tema ini. {wanted.reason}".strip(),
                f"{opd.label} holds the field {wanted.field}, which leads this theme.",
            )
    if _is_led_by_territories(plan, theme):
        reason = next((each.reason for each in theme.roles if each.field in held), "")
        through = ", sebab camat bertanggung jawab melaluinya" if COORDINATOR in held else ""
        return Text(
            f"Kecamatan memimpin di wilayahnya; {opd.label} memimpin untuk seluruh daerah{through}. {reason}".strip(),
            f"Each kecamatan leads in its own territory; {opd.label} leads for the whole region.",
        )
    return Text(
        f"Tidak ada pemegang bidang pemimpin; {opd.label} paling banyak bekerja untuk tema ini ({number(work, 1).id}).",
        f"Nobody holds the leading field; {opd.label} does most of the work on this theme ({number(work, 1).en}).",
    )
