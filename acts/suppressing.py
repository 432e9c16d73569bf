"""Suppressing: findings are set aside until a day, rules are switched off, and both are brought back."""

from datetime import date

from acts.desk import Desk
from acts.refusal import ProblemCode, missing, unusable
from acts.text import required
from graph.record import StoredSuppression
from graph.sentence import Sentence
from rules.rule import rule_named


async def suppress_finding(desk: Desk, fingerprint: str, reason: str, expires: date) -> StoredSuppression:
    """Set a finding aside until a day: as it stands now, or as it was said when it was set aside before.

    Raises
    ------
    Refused
        Where there is no such finding, where the reason is missing, or where the day is past.
    """
    why = required(reason, ("reason",))
    await _to_come(desk, expires)
    shown = {each.fingerprint: each for each in (await desk.evaluations.of(desk.stored)).findings}
    if fingerprint in shown:
        finding = shown[fingerprint]
        rule, message, message_en = finding.rule, finding.message.id, finding.message.en
    else:
        kept = {each.fingerprint: each for each in await desk.store.suppressions.all(desk.slug)}
        if fingerprint not in kept:
            raise missing(
                ("fingerprint",),
                Sentence(
                    f"Temuan {fingerprint} tidak ada di rencana {desk.slug}.",
                    f"There is no finding {fingerprint} in plan {desk.slug}.",
                ),
            )
        before = kept[fingerprint]
        rule, message, message_en = before.rule, before.message, before.message_en
    made = StoredSuppression(
        fingerprint=fingerprint,
        rule=rule,
        message=message,
        message_en=message_en,
        reason=why,
        author=desk.author,
        expires=expires,
    )
    return await desk.store.suppressions.add(desk.slug, made, desk.asked)


async def lift_finding(desk: Desk, fingerprint: str) -> StoredSuppression:
    """Let a finding be seen again before its day, and give what had set it aside.

    Raises
    ------
    NotSuppressed
        Where it is not set aside.
    """
    return await desk.store.suppressions.lift(desk.slug, fingerprint, desk.author, desk.asked)


async def suppress_rule(desk: Desk, code: str, reason: str, expires: date | None = None) -> StoredSuppression:
    """Switch a rule off in a plan until a day, or until someone lifts it.

    Raises
    ------
    Refused
        Where there is no such rule, where the reason is missing, or where the day is past.
    """
    why, rule = required(reason, ("reason",)), _code(code)
    if expires is not None:
        await _to_come(desk, expires)
    made = StoredSuppression(rule=rule, reason=why, author=desk.author, expires=expires)
    return await desk.store.suppressions.add(desk.slug, made, desk.asked)


async def lift_rule(desk: Desk, code: str) -> StoredSuppression:
    """Switch a rule on again; its findings that were set aside one by one stay so.

    Raises
    ------
    Refused
        Where there is no such rule.
    RuleNotSuppressed
        Where it is not switched off.
    """
    return await desk.store.suppressions.lift_rule(desk.slug, _code(code), desk.author, desk.asked)


async def _to_come(desk: Desk, expires: date) -> None:
    """See that a day is not past, unless the same was asked before and is only answered again."""
    if expires < desk.evaluations.today and await desk.earlier() is None:
        raise unusable(
            ("expires",),
            ProblemCode.OUT_OF_RANGE,
            Sentence("expires harus hari ini atau sesudahnya.", "expires must be today or later."),
        )


def _code(code: str) -> str:
    found = rule_named(code)
    if found is None:
        raise missing(("rule",), Sentence(f"Aturan {code} tidak ada.", f"There is no rule {code}."))
    return found.code
