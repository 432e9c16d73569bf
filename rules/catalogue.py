"""Our own rules, as the entry point ``sinergi.rules`` offers them: every rule of every family's package, by code."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from rules.finding import Family
from rules.rule import AnyRule, Rule


def _offered() -> Iterator[AnyRule]:
    for family in Family:
        package = import_module(f"rules.{family}")
        for each in iter_modules(package.__path__, f"rules.{family}."):
            module = import_module(each.name)
            yield from (made for made in vars(module).values() if isinstance(made, Rule))


RULES: tuple[AnyRule, ...] = tuple(sorted(dict.fromkeys(_offered()), key=lambda rule: rule.code))
