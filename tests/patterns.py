"""Patterns: the regular expressions of the packages, hostile texts made from each, and a process that runs them.

``python -m tests.patterns FIRST`` runs from that pattern on and says each before it begins; the system ends the process
where one match takes more processor time than it may, even inside the library, which no thread could stop.
"""

import ast
import importlib
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from graph.intake.formats import FORMATS
from graph.intake.recognising.heading import LONGEST
from schema.core import standard_error

ROOT: Final = Path(__file__).parent.parent
PACKAGES: Final = ("graph", "rules", "schema", "service")
LENGTH: Final = 20_000
"""Letters of a hostile text; fewer than a cell may have, and so many that their square takes seconds."""
SECONDS: Final = 0.15
"""Processor time for one match; a linear one takes a few milliseconds."""
_METHODS: Final = frozenset({"match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer"})
_SINGLE: Final = frozenset({"match", "search", "fullmatch"})
_PUMPS: Final = (" ", "\t", "\n", "1", "a", "x", ".", ",", "-", "(", ")", "<", "1 ", "1.", "1,", "a.", "() ", "<!---->")
_ENDS: Final = ("", "!", "1", "\n!")
_MADE_ELSEWHERE: Final = frozenset({"graph/intake/recognising/format.py", "schema/core/standard_error.py"})
"""Compile what they are given: the headings of columns and the sentences of graphql-core, taken from there."""


class Use(NamedTuple):
    """A pattern, how it is used, and where."""

    where: str
    pattern: str | bytes
    flags: int
    methods: tuple[str, ...]
    longest: int = LENGTH


def uses() -> list[Use]:
    """Give every use of a pattern in the packages, in the order of files, and that of every heading of a format."""
    found = [use for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")) for use in _in_file(path)]
    headings = sorted({column.headings for format_ in FORMATS for column in format_.columns})
    sentences = [(each.pattern, each.flags) for each, _ in standard_error.patterns()]
    return [
        *found,
        *(Use(f"heading {each}", each, 0, ("fullmatch",), LONGEST) for each in headings),
        *(Use(f"sentence {each}", each, flags, ("fullmatch",), standard_error.LONGEST) for each, flags in sentences),
    ]


def _in_file(path: Path) -> Iterator[Use]:
    source = path.read_text("utf-8")
    file = str(path.relative_to(ROOT))
    tree = ast.parse(source)
    assert "from re import" not in source, f"{file}: write re.compile, so that its patterns are found"
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    of_re = [call for call in calls if isinstance(call.func, ast.Attribute) and _called(call.func.value) == "re"]
    patterns = [
        call for call in of_re if isinstance(call.func, ast.Attribute) and call.func.attr in {*_METHODS, "compile"}
    ]
    if not patterns:
        return
    module = importlib.import_module(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    names = {id(each.value): _assigned(each) for each in ast.walk(tree) if isinstance(each, ast.Assign | ast.AnnAssign)}
    for call in patterns:
        assert isinstance(call.func, ast.Attribute)
        pattern = _value(call.args[0], vars(module))
        if pattern is None:
            assert file in _MADE_ELSEWHERE, f"{file}:{call.lineno}: this pattern cannot be found before it is used"
            continue
        said = (
            call.args[1:]
            if call.func.attr == "compile"
            else [each.value for each in call.keywords if each.arg == "flags"]
        )
        said = said or [arg for arg in call.args[2:] if "re." in ast.unparse(arg)]
        flags = int(eval(ast.unparse(said[0]), vars(module))) if said else 0  # noqa: S307 - our own source
        methods: tuple[str, ...] = (call.func.attr,)
        if call.func.attr == "compile":
            methods = _used(names.get(id(call), ""), calls)
        yield Use(f"{file}:{call.lineno}", pattern, flags, methods)


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _assigned(node: ast.Assign | ast.AnnAssign) -> str:
    return _called(node.target if isinstance(node, ast.AnnAssign) else node.targets[0])


def _used(name: str, calls: Sequence[ast.Call]) -> tuple[str, ...]:
    """Give the methods by which a compiled pattern is used; of one in a tuple, those that no constant has."""
    attributes = [call.func for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in _METHODS]
    own = {each.attr for each in attributes if _called(each.value) == name} if name else set()
    handed_on = {each.attr for each in attributes if _called(each.value).islower() and _called(each.value) != "re"}
    return tuple(sorted(own or handed_on & _SINGLE or {"search"}))


def _value(node: ast.expr, names: dict[str, Any]) -> str | bytes | None:
    """Give what an expression is worth; what only a call knows of a text is any word there."""
    if isinstance(node, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        return "".join(str(_value(each, names) or ".") for each in parts)
    try:
        value = eval(ast.unparse(node), names)  # noqa: S307 - our own source
    except (NameError, TypeError):
        if not isinstance(node, ast.BinOp):
            return None
        value = "".join(str(_value(side, names) or "kata") for side in (node.left, node.right))
    return value if isinstance(value, str | bytes) else None


# -- hostile texts ------------------------------------------------------------------------------------------------


def hostile(pattern: str, flags: int, length: int = LENGTH) -> Iterator[str]:
    """Give texts on which a pattern of this shape may go wrong.

    Each begins with what the pattern fits up to one of its parts, repeats what that part, or it and those after it,
    may fit, and ends in what does not fit.
    """
    tree = parser.parse(pattern, flags)
    openings: dict[str, None] = {"": None}
    pumps: dict[str, None] = dict.fromkeys(_PUMPS)
    openings[_look(list(tree), "", openings, pumps)] = None
    pumps.update(dict.fromkeys(opening for opening in openings if opening))
    for opening in openings:
        for pump in pumps:
            body = (pump * (length // len(pump) + 1))[: max(length - len(opening) - 1, 0)]
            for end in _ENDS:
                yield opening + body + end


def _look(parts: Sequence[Any], before: str, openings: dict[str, None], pumps: dict[str, None]) -> str:
    """Note where repeats begin and what they repeat; give the shortest text that fits."""
    text = before
    tail: list[str] = []
    for kind, value in parts:
        own = ""
        match kind:
            case sre.LITERAL:
                own = chr(value)
            case sre.NOT_LITERAL:
                own = "y" if value != ord("y") else "z"
            case sre.ANY:
                own = "a"
            case sre.IN:
                own = _one_of(value)
            case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
                least, most, inside = value
                openings[text] = None
                unit = _look(list(inside), text, openings, pumps)[len(text) :]
                own = unit * least
                if most == sre.MAXREPEAT or most > 20:
                    if unit:
                        pumps[unit] = None
                    tail.append(unit)
            case sre.SUBPATTERN:
                own = _look(list(value[-1]), text, openings, pumps)[len(text) :]
            case sre.ATOMIC_GROUP:
                own = _look(list(value), text, openings, pumps)[len(text) :]
            case sre.BRANCH:
                texts = [_look(list(branch), text, openings, pumps)[len(text) :] for branch in value[1]]
                pumps.update(dict.fromkeys(each for each in texts if each))
                own = texts[0]
        text += own
    whole = text[len(before) :]
    if whole and tail:
        pumps[whole] = None
    return text


def _one_of(members: Sequence[Any]) -> str:
    blanks = {sre.CATEGORY_SPACE: " ", sre.CATEGORY_DIGIT: "1", sre.CATEGORY_WORD: "a"}
    for kind, value in members:
        match kind:
            case sre.LITERAL:
                return chr(value)
            case sre.RANGE:
                return chr(value[0])
            case sre.CATEGORY:
                return blanks.get(value, "-")
            case sre.NEGATE:
                outside = re.compile(_class(members))
                return next((each for each in "a -.<x1" if outside.fullmatch(each)), "~")
    return "a"


def _class(members: Sequence[Any]) -> str:
    written = ""
    names = {sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_WORD: r"\w"}
    names |= {sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_NOT_WORD: r"\W"}
    for kind, value in members[1:]:
        match kind:
            case sre.LITERAL:
                written += re.escape(chr(value))
            case sre.RANGE:
                written += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
            case sre.CATEGORY:
                written += names[value]
    return f"[^{written}]"


# -- by the clock ---------------------------------------------------------------------------------------------------


def run(use: Use) -> None:
    """Use a pattern on all its hostile texts; the system ends this process where one takes too long."""
    pattern = use.pattern.decode("latin-1") if isinstance(use.pattern, bytes) else use.pattern
    flags = use.flags | (re.ASCII if isinstance(use.pattern, bytes) else 0)
    compiled = re.compile(pattern, flags)
    for text in hostile(pattern, flags, use.longest):
        for method in use.methods:
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)  # its signal ends the process, for nobody handles it
            if method in _SINGLE:
                getattr(compiled, method)(text)
            else:
                for _ in compiled.finditer(text):
                    pass
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main() -> None:
    """Run all uses from a number on, each said before it begins."""
    found = uses()
    for number in range(int(sys.argv[1]), len(found)):
        print(number, found[number].where, repr(found[number].pattern)[:160], found[number].methods, flush=True)
        run(found[number])
    print("end", flush=True)


if __name__ == "__main__":
    main()
