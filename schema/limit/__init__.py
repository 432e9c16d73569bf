"""Limits on requests: documents are measured before they run, and run only for a limited time.

It offers ``LimitedSchema``, the ``Limits`` that it holds to, and how they are read from the environment, and
``extend``, with which a resolver that takes files in asks for more time.
"""

from schema.limit.deadline import extend
from schema.limit.limited import LimitedSchema
from schema.limit.settings import DEFAULT, Limits, Persisted, from_environment

__all__ = ["DEFAULT", "LimitedSchema", "Limits", "Persisted", "extend", "from_environment"]
