"""Migrations: the steps that bring a database from any earlier structure to the present one.

A step is a module in ``versions``, named by its number and what it does, with the number as its ``revision`` and the
one before it as its ``down_revision``. Steps only go forward.
"""
