"""Capacity: what an OPD can carry, and figures that do not match."""
