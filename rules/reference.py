"""Reference: what is said of each rule, made from its docstring and its options."""

import re
from collections.abc import Iterable

from rules.rule import AnyRule

HEAD = "# Rules\n\nWritten by `make docs` from the rules themselves; options are set in `sinergi.toml`.\n"


def reference(rule: AnyRule) -> str:
    """Give what is said of one rule, as Markdown."""
    first, *rest = rule.explanation.en.splitlines()
    what = first.partition(". ")[2]
    paragraph = " ".join(line.strip() for line in rest).strip()
    defaults = rule.options()
    points = re.split(r" (?=Evidence: |Remedy: )", paragraph)
    points += [f"Option `{name}` = `{getattr(defaults, name)!r}`" for name in rule.options.__struct_fields__]
    head = [f"## {rule.code} {rule.name}", "", f"*{rule.family}, {rule.severity}.* {what}", ""]
    return "\n".join([*head, *(f"- {point}" for point in points), ""])


def whole(rules: Iterable[AnyRule]) -> str:
    """Give the reference of some rules, as one page."""
    return "\n".join([HEAD, *(reference(rule) for rule in rules)])
