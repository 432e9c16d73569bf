"""Terminal: what commands print, without signs by which a name or a reason could steer the reader's terminal."""

import io
import re
from collections.abc import Iterable
from typing import Final, TextIO

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderableType, RichCast
from rich.segment import Segment

_PICTURES: Final = 0x2400
_KEPT: Final = frozenset("\n\t\r")
_RETURN: Final = re.compile(r"\r(?!\n)")
_TURNING: Final = range(0x202A, 0x202F), range(0x2066, 0x206A)
_LEGIBLE: Final = {
    **{at: _PICTURES + at for at in range(0x20) if chr(at) not in _KEPT},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys((at for each in _TURNING for at in each), 0xFFFD),
}
"""Control characters as the pictures that Unicode has for them; those that have none, or turn the order of letters
round, as its sign for what cannot be shown.
"""


def legible(text: str) -> str:
    r"""Give a text of which a terminal shows every sign and obeys none, but for line ends and tabulators.

    >>> legible("Jalan\x1b[2J\x9b1m\n")
    'Jalan␛[2J�1m\n'
    """
    return _RETURN.sub("␍", text.translate(_LEGIBLE))


class Legible(io.TextIOBase):
    """A stream for text that people read; bytes go through its ``buffer`` as they are."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.rich_proxied_file = out  # where a console writes, whose text is legible already

    @property
    def buffer(self) -> io.BufferedIOBase:  # noqa: D102 - as of any stream of text
        return self.out.buffer  # type: ignore[return-value]  # typeshed has BinaryIO for it

    @property
    def encoding(self) -> str:  # type: ignore[override]  # noqa: D102
        return self.out.encoding

    def write(self, text: str) -> int:  # noqa: D102
        self.out.write(legible(text))
        return len(text)

    def flush(self) -> None:  # noqa: D102
        self.out.flush()

    def isatty(self) -> bool:  # noqa: D102
        return self.out.isatty()

    def fileno(self) -> int:  # noqa: D102
        return self.out.fileno()

    def writable(self) -> bool:  # noqa: D102
        return True


class Terminal(Console):
    """A console whose own signs steer the terminal, and nothing else does."""

    def render(
        self, renderable: ConsoleRenderable | RichCast | str, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        """Give the segments of something, those of text legible."""
        for each in super().render(renderable, options):
            yield each if each.control else Segment(legible(each.text), each.style)


def show(what: RenderableType) -> None:
    """Print a table on standard output."""
    Terminal(highlight=False, markup=False).print(what)
