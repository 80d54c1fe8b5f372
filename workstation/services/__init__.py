"""The verbs of a worker's day: the only door for the window.

`desk` holds what is assembled once. Reading: `find` (queue, contact, past, search, sign-off list). Saying
things: `record.say` for every plain answer; `receive`, `identify`, `decide`, `shift`, `correct`, `settle`,
`prints` and `bring_in` where the trade has a rule of its own. How it stands with Central: `link`, `standing`
and `sent`. Every verb takes the desk first and returns what `Changed`.
"""
