"""Publish writes an edition, visitors read editions.

An edition is the public form of one thing, plain data that owns what the thing owns and names
everything else. `compose` makes it, `keep` saves it with the thing, `terms` lists it, `read` is
the one door by which visitors get at it.
"""
