"""A tour anyone can run: the real window, driven by keys alone, through the scenarios of a worker's day.

    python -m tests.tour [--out build/tour]

It leaves numbered pictures, the printed summary and a log of every step with the keys it took. It is a test too:
a step that cannot be done by keyboard ends it with a sentence that says which.
"""
