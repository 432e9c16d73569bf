"""Participation: which parties outside the OPDs are needed."""
