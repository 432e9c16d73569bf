"""Synergy: who works for the same matter without each other, and who is absent."""
