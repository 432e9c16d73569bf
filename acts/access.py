"""Access: who may do what: roles per region, and the role that each operation takes at least."""

from collections.abc import Mapping
from enum import Enum, IntEnum
from typing import Final

import msgspec


class Role(IntEnum):
    """Role of a user in a region; a higher role includes the rights of the lower ones."""

    VIEWER = 1
    AGENCY = 2
    PLANNER = 3
    ADMINISTRATOR = 4


EVERYWHERE: Final = "*"
"""Stands for all regions."""


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, and their role in each region."""

    name: str = ""
    """What they are called in history; empty for someone who did not sign in."""
    roles: Mapping[str, Role] = {}
    """Role by region code; ``EVERYWHERE`` stands for all regions."""
    opds: frozenset[str] = frozenset()
    """Ids of the agencies for which someone of the role AGENCY speaks."""


ANONYMOUS: Final = Actor(roles={EVERYWHERE: Role.VIEWER})
"""Someone who did not sign in, where reading is open."""
STRANGER: Final = Actor()
"""Someone who did not sign in, where reading is closed."""


class Operation(Enum):
    """The things that a role is asked for."""

    READ = "read"
    CREATE_PLAN = "create-plan"
    IMPORT = "import"
    CHANGE_PLAN = "change-plan"
    JUDGE_LINK = "judge-link"
    READ_SCENARIO = "read-scenario"
    DRAFT_SCENARIO = "draft-scenario"
    PUBLISH_SCENARIO = "publish-scenario"
    DECIDE = "decide"
    COMMENT = "comment"
    SPEAK = "speak"
    VOTE = "vote"
    REPORT_TASK = "report-task"
    READ_MEETING = "read-meeting"
    HOLD_MEETING = "hold-meeting"
    HOLD_CROSS_IMPACT = "hold-cross-impact"
    SCORE_CROSS_IMPACT = "score-cross-impact"
    ASSIGN_TASK = "assign-task"
    GIVE_ACCESS = "give-access"
    PROPOSE = "propose"
    ANSWER_PROPOSAL = "answer-proposal"
    SUPPRESS = "suppress"
    ASSESS = "assess"
    UNDO_OWN = "undo-own"
    UNDO = "undo"
    READ_AUDIT = "read-audit"


LEAST: Final[Mapping[Operation, Role]] = {
    Operation.READ: Role.VIEWER,
    Operation.CREATE_PLAN: Role.PLANNER,
    Operation.IMPORT: Role.PLANNER,
    Operation.CHANGE_PLAN: Role.PLANNER,
    Operation.JUDGE_LINK: Role.PLANNER,
    Operation.READ_SCENARIO: Role.AGENCY,
    Operation.DRAFT_SCENARIO: Role.PLANNER,
    Operation.PUBLISH_SCENARIO: Role.PLANNER,
    Operation.DECIDE: Role.PLANNER,
    Operation.COMMENT: Role.AGENCY,
    Operation.SPEAK: Role.AGENCY,
    Operation.VOTE: Role.AGENCY,
    Operation.REPORT_TASK: Role.AGENCY,
    Operation.READ_MEETING: Role.AGENCY,
    Operation.HOLD_MEETING: Role.PLANNER,
    Operation.HOLD_CROSS_IMPACT: Role.PLANNER,
    Operation.SCORE_CROSS_IMPACT: Role.AGENCY,
    Operation.ASSIGN_TASK: Role.PLANNER,
    Operation.GIVE_ACCESS: Role.ADMINISTRATOR,
    Operation.PROPOSE: Role.VIEWER,
    Operation.ANSWER_PROPOSAL: Role.PLANNER,
    Operation.SUPPRESS: Role.PLANNER,
    Operation.ASSESS: Role.PLANNER,
    Operation.UNDO_OWN: Role.PLANNER,
    Operation.UNDO: Role.ADMINISTRATOR,
    Operation.READ_AUDIT: Role.ADMINISTRATOR,
}
"""The role that each operation takes at least."""


def allowed(actor: Actor, role: Role, region_code: str) -> bool:
    """Say whether someone has at least a role in a region.

    >>> ani = Actor(name="ani", roles={"00.01": Role.PLANNER})
    >>> allowed(ani, Role.VIEWER, "00.01"), allowed(ani, Role.PLANNER, "00.02")
    (True, False)
    """
    given = (actor.roles.get(region_code), actor.roles.get(EVERYWHERE))
    return any(each is not None and each >= role for each in given)


def may(actor: Actor, operation: Operation, region_code: str) -> bool:
    """Say whether someone may do something in a region.

    >>> may(ANONYMOUS, Operation.READ, "00.01"), may(STRANGER, Operation.READ, "00.01")
    (True, False)
    """
    return allowed(actor, LEAST[operation], region_code)


def speaks_for(actor: Actor, opd: str, region_code: str) -> bool:
    """Say whether someone may speak for an agency: one of its own, or a planner, who writes down what others say.

    >>> ani = Actor(name="ani", roles={"00.01": Role.AGENCY}, opds=frozenset({"opd/a"}))
    >>> speaks_for(ani, "opd/a", "00.01"), speaks_for(ani, "opd/b", "00.01"), speaks_for(ani, "opd/a", "00.02")
    (True, False, False)
    """
    return allowed(actor, Role.PLANNER, region_code) or (allowed(actor, Role.AGENCY, region_code) and opd in actor.opds)


def may_somewhere(actor: Actor, operation: Operation) -> bool:
    """Say whether someone may do something in any region at all.

    >>> ani = Actor(name="ani", roles={"00.01": Role.PLANNER})
    >>> may_somewhere(ani, Operation.IMPORT), may_somewhere(ANONYMOUS, Operation.IMPORT)
    (True, False)
    """
    return any(each >= LEAST[operation] for each in actor.roles.values())
