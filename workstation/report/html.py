"""The same summary as plain HTML, for a screen reader. Nothing in it is fetched, clicked or run."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from workstation.domain import wording
from workstation.report.parts import Paragraph, Section, Summary, Table
from workstation.report.text import foot

_LOOK = (
    "body{font:1rem/1.5 sans-serif;max-width:50rem;margin:1rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.3rem .5rem;text-align:left;"
    "vertical-align:top}.band{background:#000;color:#fff;font-weight:bold;padding:.5rem;border:3px solid #000}"
    ".notice{border:3px solid;padding:.5rem}p,td{white-space:pre-line;overflow-wrap:anywhere}"
)


def html(summary: Summary) -> str:
    """A whole page in UTF-8, with a title that names nobody."""
    return "\n".join(_page(summary)) + "\n"


def _page(summary: Summary) -> Iterator[str]:
    copy, head = summary.copy, summary.head
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    # Whatever words of the record might ever slip through as markup could still load and run nothing.
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{summary.kind}</title>\n<style>{_LOOK}</style>\n</head>\n<body>"
    yield f"<p><strong>{_plain(' · '.join(part for part in (copy.marking, copy.mark) if part))}</strong></p>"
    yield f"<h1>{_plain(head.name)}</h1>\n<p><strong>{_plain(head.number)}</strong></p>"
    yield from (f"<p>{_plain(line)}</p>" for line in head.lines)
    if summary.band:
        yield f'<div class="band" role="note"><p>{_plain(summary.band)}</p></div>'
    yield from (f'<div class="notice" role="note">{_paragraph(notice)}</div>' for notice in summary.notices)
    for section in summary.sections:
        yield from _section(section)
    yield f"<footer>{''.join(f'<p>{_plain(line)}</p>' for line in foot(copy, summary.version))}</footer>"
    yield "</body>\n</html>"


def _section(section: Section) -> Iterator[str]:
    yield f"<h2>{_plain(section.heading)}</h2>"
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _table(block)
        else:
            yield _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    runs = (f"<strong>{_plain(r.words)}</strong>" if r.strong else _plain(r.words) for r in paragraph.runs)
    return f"<p>{''.join(runs)}</p>"


def _table(table: Table) -> Iterator[str]:
    yield "<table>\n<tr>" + "".join(f'<th scope="col">{_plain(head)}</th>' for head in table.heads) + "</tr>"
    for first, *others in table.rows:
        cells = "".join(f"<td>{_plain(cell)}</td>" for cell in others)
        yield f'<tr><th scope="row">{_plain(first)}</th>{cells}</tr>'
    yield "</table>"


def _plain(words: str) -> str:
    """Words as words, each line running the way its own letters do."""
    return "\n".join(
        f"<bdi>{escape(line)}</bdi>" if not line.isascii() else escape(line)
        for line in words.replace(wording.NBSP, " ").split("\n")
    )
