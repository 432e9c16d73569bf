"""Survey: what citizens answered, told only where enough of them did."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from graph.record import SurveyAnswer
from rules.assessment.index import mean

FEWEST = 10
"""Answers from which on they are shown apart."""


class Surveyed(msgspec.Struct, frozen=True, kw_only=True):
    """What citizens answered to one question."""

    count: int | None
    """How many answered; None where fewer did than may be shown."""
    score: Fraction | None
    """Their mean; None as well then."""


def surveyed(answers: Iterable[SurveyAnswer]) -> Mapping[str, Surveyed]:
    """Give what was answered to each question, by its code; nothing is made of answers that are too few."""
    by_question: dict[str, list[SurveyAnswer]] = defaultdict(list)
    for each in answers:
        by_question[each.question].append(each)
    return {
        question: Surveyed(count=len(given), score=mean(each.score for each in given))
        if len(given) >= FEWEST
        else Surveyed(count=None, score=None)
        for question, given in sorted(by_question.items())
    }


def crowded(answers: Iterable[SurveyAnswer]) -> Mapping[str, tuple[int, int]]:
    """Give the services with more respondents than users: how many respondents, and how many users."""
    people: dict[str, set[str]] = defaultdict(set)
    users: dict[str, int] = {}
    for each in answers:
        people[each.service].add(each.respondent)
        if each.users is not None:
            users[each.service] = each.users
    return {
        service: (len(people[service]), users[service])
        for service in sorted(users)
        if len(people[service]) > users[service]
    }


def in_two_dimensions(answers: Iterable[SurveyAnswer], dimensions: Mapping[str, str]) -> int:
    """Count the respondents who answered about more than one dimension.

    Parameters
    ----------
    dimensions
        The dimension of each question.
    """
    asked: dict[str, set[str]] = defaultdict(set)
    for each in answers:
        if dimension := dimensions.get(each.question):
            asked[each.respondent].add(dimension)
    return sum(len(each) > 1 for each in asked.values())
