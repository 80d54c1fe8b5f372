"""Reads an email file: its words and who sent it; what came with it is listed and never opened. Runs in the
separate process.

The plain text is taken where there is one, else the words of the web page, every one of them whatever its colour.
Nothing is fetched. An email in an email is a file that came with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email import errors, policy
from email.header import decode_header
from email.message import EmailMessage
from email.message import Message as Mail
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from typing import BinaryIO, Final, cast

from workstation.intake.handing import MOST_TEXT, shown
from workstation.intake.messages import Attached, Finished, LetterRead, Message
from workstation.intake.zipped import Refusal

MOST_BYTES: Final = 40_000_000
_MOST_PARTS: Final = 300
_DEEPEST: Final = 30
_CHARSETS: Final = re.compile(
    r"utf-?8|us-ascii|ascii|iso-?8859-?\d{1,2}|windows-?125\d|cp125\d|utf-?16(le|be)?|latin-?1|koi8-r|gb18030|gbk"
    r"|gb2312|big5|shift_jis|iso-2022-jp|euc-jp|euc-kr"
)
"""Letters an email may be written in. Python knows stranger codecs, some of which never end."""
_BLOCKS: Final = frozenset(
    ["p", "div", "br", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre",
     "blockquote"]
)  # fmt: skip
_UNSEEN: Final = frozenset(["script", "style", "head", "title", "noscript", "template"])


def read(file: BinaryIO) -> Iterator[Message]:
    """The email as one message."""
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Refusal("too big")
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    try:
        yield _Letter(BytesParser(policy=policy.default).parsebytes(data)).told()
    except RecursionError:
        raise Refusal("strange letter") from None
    yield Finished()


class _Letter:
    """One email being taken apart."""

    def __init__(self, mail: EmailMessage) -> None:
        self._mail = mail
        self._attached: list[Attached] = []
        self._parts = 0
        self._guessed = self._from_page = False

    def told(self) -> LetterRead:
        """Everything that is handed over."""
        text = re.sub(r"\n{4,}", "\n\n\n", self._words(self._mail, 0)).strip()
        if len(text) > MOST_TEXT:
            raise Refusal("long text")
        called, address = parseaddr(_raw(self._mail, "from"))
        return LetterRead(
            text=shown(text), address=one_line(address), called=one_line(_decoded(called)),
            subject=one_line(_decoded(_raw(self._mail, "subject"))), sent=_sent(self._mail),
            attached=tuple(self._attached), from_page=self._from_page, guessed=self._guessed,
        )  # fmt: skip

    def _words(self, part: Mail, depth: int) -> str:
        """The words of a part and of what is inside it; what is no text goes on the list of files."""
        self._parts += 1
        if depth > _DEEPEST or self._parts > _MOST_PARTS:
            raise Refusal("strange letter")
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind.startswith("message/"):
            self._list(part, kind)
            return ""
        if part.is_multipart():
            inside = cast("list[Mail]", part.get_payload())
            if kind == "multipart/alternative":
                return self._alternative(inside, depth)
            return "\n\n".join(w for p in inside if (w := self._words(p, depth + 1)).strip())
        # One that calls itself of many parts and has none is read as it stands.
        if (kind == "text/plain" or kind.startswith("multipart/")) and not _file_name(part):
            return self._text(part)
        if kind == "text/html" and not _file_name(part):
            self._from_page = True
            return page_words(self._text(part))
        self._list(part, kind)
        return ""

    def _alternative(self, inside: list[Mail], depth: int) -> str:
        """Of the same words told twice, the plain ones, unless there are none."""
        plain = [p for p in inside if p.get_content_type() == "text/plain"]
        words = "\n".join(self._words(p, depth + 1) for p in plain)
        if words.strip():
            return words
        return "\n".join(self._words(p, depth + 1) for p in inside if p not in plain)

    def _text(self, part: Mail) -> str:
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        charset = str(part.get_param("charset", "us-ascii") or "us-ascii").strip().casefold()
        if _CHARSETS.fullmatch(charset):
            try:
                return _lines(data.decode(charset))
            except (UnicodeDecodeError, LookupError):
                pass
        self._guessed = self._guessed or not data.isascii()
        try:
            return _lines(data.decode("utf-8"))
        except UnicodeDecodeError:
            return _lines(data.decode("cp1252", "replace"))

    def _list(self, part: Mail, kind: str) -> None:
        payload = part.get_payload()
        size = len(payload) if isinstance(payload, str) else 0
        if str(part.get("content-transfer-encoding", "")).strip().casefold() == "base64":
            size = size * 3 // 4
        inside = payload[0] if kind == "message/rfc822" and isinstance(payload, list) and payload else None
        subject = _decoded(_raw(inside, "subject")) if isinstance(inside, EmailMessage) else ""
        name = one_line(_file_name(part)) or one_line(subject) or "without a name"
        self._attached.append(Attached(name.replace("\\", "/").rpartition("/")[2][:120], kind[:80], size))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _file_name(part: Mail) -> str:
    try:
        return part.get_filename() or ""
    except (ValueError, LookupError, TypeError, errors.MessageError):
        return "unreadable name"


def _raw(mail: Mail, name: str) -> str:
    """A field of the header as it stands, unfolded: what reads it stumbles over fields made to stumble over."""
    for field, value in mail.raw_items():
        if field.casefold() == name:
            return " ".join(str(value).split())[:2000]
    return ""


def _decoded(value: str) -> str:
    """`=?utf-8?q?...?=` in letters."""
    try:
        parts = decode_header(value)
    except (errors.HeaderParseError, ValueError, LookupError):
        return value
    found = []
    for text, charset in parts:
        if isinstance(text, str):
            found.append(text)
            continue
        known = charset if charset and _CHARSETS.fullmatch(charset.casefold()) else "utf-8"
        found.append(text.decode(known, "replace"))
    return "".join(found)


def _sent(mail: Mail) -> str:
    try:
        at = parsedate_to_datetime(_raw(mail, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return at.isoformat() if 2000 <= at.year <= 2199 else ""


_STRANGE: Final = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\xad]")


def one_line(words: str) -> str:
    """Words that stand on one line, with what turns or hides letters shown as a token."""
    flat = " ".join(shown(words).split())
    return _STRANGE.sub(lambda found: f"[U+{ord(found.group()):04X}]", flat)[:300]


def page_words(page: str) -> str:
    """The words of a web page, a line for each block, cells parted by tabs."""
    reader = _PageReader()
    reader.feed(page)
    reader.close()
    lines = (re.sub(r"[ \xa0]+", " ", line).strip(" ") for line in "".join(reader.found).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _PageReader(HTMLParser):
    """Gathers the text; what a browser would hide by colour or size is text like any other."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._unseen = 0
        self._held: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line, a cell a column."""
        del attrs
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "body":
            self._unseen = 0
        elif tag in _BLOCKS:
            self._break()
        elif tag in ("td", "th") and self.found and not self.found[-1].endswith("\n"):
            self.found.append("\t")

    def handle_endtag(self, tag: str) -> None:
        """And ends it."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
            self._held.clear()
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        """Words; line ends of the source mean nothing."""
        if self._unseen:
            self._held.append(data)
        else:
            flat = re.sub(r"[\s]+", " ", data)
            if flat.strip() or (self.found and not self.found[-1].endswith(("\n", "\t", " "))):
                self.found.append(flat)

    def close(self) -> None:
        """What stands behind a piece of program that never ends is words after all."""
        super().close()
        if self._unseen and self._held:
            self.found.append(" ".join("".join(self._held).split()))

    def _break(self) -> None:
        if self.found:
            self.found.append("\n")
