"""Tables of no known format: what each column may be, and what people say it is."""

from graph.intake.unknown.mapping import Mapping
from graph.intake.unknown.propose import propose_grid

__all__ = ["Mapping", "propose_grid"]
