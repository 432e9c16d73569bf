"""Scalars: the page that says what the API's own scalars are; the schema points to it (``@specifiedBy``)."""

from html import escape
from typing import Final

from schema.core import SCALARS, SPECIFIED

_OWN: Final = [each for each in SCALARS.values() if (each.specified_by_url or "").startswith(SPECIFIED)]

PAGE: Final = "".join(
    (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Sinergi: scalars</title><h1>Scalars</h1><dl>',
        *(f'<dt id="{each.name}">{each.name}</dt><dd>{escape(each.description or "")}</dd>' for each in _OWN),
        "</dl></html>",
    )
)
