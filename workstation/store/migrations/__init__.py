"""The steps the file has taken since its first version. A released step is never edited: a new one follows it.

`step_0001.py` is read by Alembic (`upgrade.take_steps`); `head.HEAD` names the newest.
"""
