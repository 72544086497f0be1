"""Who is near whom: the rows that streams of related articles are filled from, and their upkeep.

`blog/related.py` says how two articles are alike, `choice` which of those stand in a list; the rest
keeps that: `store` has the tables, `index` a file that finds candidates among many, `place` what one
publish or one removal changes, `rebuild` everything at once, `tasks` when it happens.
"""
