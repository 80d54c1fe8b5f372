"""A made-up town of households, to measure how well earlier involvement is found.

Families of 22 naming groups, as earlier contacts left them, each with its own mistakes, and enquiries about some of
their children with up to four labelled mistakes more. Everything is invented: common names put together by chance.
What names are called and how they are spelled comes from the tables beside this file, never from the product's own.

    python -m tests.bench.households OUT --people 100000 --queries 4000 --seed 7
"""
