"""The values that pass between the stages: frozen, valid once built, free of behaviour that acts.

Import from the modules: ``geometry``, ``scan``, ``page``, ``picture``, ``transcript``, ``placement``, ``alignment``,
``difference``, ``flag``, ``correction``, ``counts``, ``result``.
"""
