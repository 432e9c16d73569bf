"""Telemetry: traces of requests, operations, evaluations and imports by OpenTelemetry, where it is asked for.

Nothing of OpenTelemetry is imported before that.
"""

from service.telemetry.choice import Telemetry, telemetry

__all__ = ["Telemetry", "telemetry"]
