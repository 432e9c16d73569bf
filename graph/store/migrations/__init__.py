"""Migrations: the steps that bring a database from any earlier structure to the present one.

A step is a module in ``versions``, named after what it does, with the number of the step as its ``revision`` and the
one before it as its ``down_revision``. Steps only go forward.
"""
