"""Tells one contact of the past as the people of the front door would have written it down.

`opening` (how it arrived, who it is about), `checking` (the four checks), `deciding` (reasons, manager), and
`past`, which puts them together.
"""
