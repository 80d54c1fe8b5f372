"""A file is a few screens, a class fits a head, a function fits a screen."""

import ast

from tests.shape.source import sources

FILE_LINES = 400
CLASS_LINES = 200
FUNCTION_LINES = 60


def lines_of(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_is_too_long() -> None:
    lengths = {source.name: len(source.text.splitlines()) for source in sources()}
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_class_and_no_function_is_too_long() -> None:
    too_long = {}
    for source in sources():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
                if lines_of(node) > limit:
                    too_long[f"{source.name}:{node.lineno} {node.name}"] = lines_of(node)
    assert too_long == {}
