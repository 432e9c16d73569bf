"""Dependency: who needs whom, and what stands in the way."""
