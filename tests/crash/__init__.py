"""Crash: the service is killed at random moments while people write, and nothing that was acknowledged may be lost.

make crash ARGS="--kills 20 --database sqlite --seed 7"
"""
