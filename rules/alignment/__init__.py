"""Alignment: what in a plan serves nothing, and what nothing serves."""
