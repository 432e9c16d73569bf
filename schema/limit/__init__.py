"""How much a request may ask for: documents are measured before they run, and run for so long at most.

It offers ``LimitedSchema``, the ``Limits`` that it holds to, and how they are read from the environment.
"""

from schema.limit.limited import LimitedSchema
from schema.limit.settings import DEFAULT, Limits, Persisted, from_environment

__all__ = ["DEFAULT", "LimitedSchema", "Limits", "Persisted", "from_environment"]
