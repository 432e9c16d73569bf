"""XML part: one part of a packed file, told element by element and never held.

Archives were looked through before (``archive``): their parts declare no entities and are no larger than may be.
"""

from collections.abc import Callable
from typing import IO, Final
from xml.parsers.expat import ParserCreate

Attributes = dict[str, str]
_CHUNK: Final = 1 << 16


def parse_part(
    stream: IO[bytes],
    begin: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _: None,
    data: Callable[[str], None] | None = None,
) -> None:
    """Parse a part; whoever is told gets the local names of its elements, and its attributes as they are written."""
    parser = ParserCreate()
    parser.buffer_text = True

    def started(name: str, attributes: Attributes) -> None:
        begin(name.rpartition(":")[2] if ":" in name else name, attributes)

    def ended(name: str) -> None:
        end(name.rpartition(":")[2] if ":" in name else name)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    if data is not None:
        parser.CharacterDataHandler = data
    with stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk)
        parser.Parse(b"", True)


def local(attributes: Attributes, name: str) -> str:
    """The attribute of a local name, whatever its prefix; empty where there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "")
