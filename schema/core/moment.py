"""Moment: times that arguments name."""

import datetime

from graph.sentence import Sentence
from schema.core.error_code import invalid


def in_utc(given: datetime.datetime | None, name: str) -> datetime.datetime | None:
    """Give a time that an argument names in UTC; a time without a zone is one in UTC.

    Raises
    ------
    GraphQLError
        Where that lies outside of the calendar.
    """
    if given is None:
        return None
    try:
        zoned = given.replace(tzinfo=datetime.UTC) if given.tzinfo is None else given
        return zoned.astimezone(datetime.UTC)
    except OverflowError as error:
        raise invalid(
            Sentence(
                f"{name} terletak di luar kalender yang dapat disimpan.",
                f"{name} lies outside of the calendar that can be kept.",
            )
        ) from error
