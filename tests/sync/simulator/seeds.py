"""The seed that first showed each mistake."""

CAUGHT: dict[str, int] = {}
