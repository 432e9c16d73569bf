"""Measurements: the graph of a plan and of one twenty times its size, beside the plain networkx way of the same."""
