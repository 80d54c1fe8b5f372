"""The separate process: takes its limits, reads the file on standard input, says what it holds in JSON lines.

It is started by `limited` and by nothing else. It opens no file by name, so that no name (which may be a
child's) stands in a list of processes, and it never says why something failed in its own words.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from typing import BinaryIO

from workstation import held
from workstation.intake import opening
from workstation.intake.messages import Message, Refused, to_line
from workstation.intake.notification import kinds_of_file
from workstation.intake.zipped import Refusal

_PARSERS = {"any": opening.read, "notification": kinds_of_file.read}


def main(arguments: list[str]) -> int:
    """`worker PARSER MEMORY_BYTES CPU_SECONDS`: the exit code, 0 also when the file was refused."""
    name, memory, seconds = arguments
    parse = _PARSERS[name]
    warnings.simplefilter("ignore")
    held.hold_to(int(memory), int(seconds))
    out = sys.stdout.buffer
    try:
        for message in _messages(parse, sys.stdin.buffer):
            out.write(to_line(message))
            out.flush()
    except BrokenPipeError:
        sys.stderr = None  # nobody listens any more: leave without a word
        return 1
    return 0


def _messages(parse: Callable[[BinaryIO], Iterator[Message]], file: BinaryIO) -> Iterator[Message]:
    """What the parser says, and its refusal or failure as the last word."""
    try:
        yield from parse(file)
    except Refusal as refusal:
        yield Refused(str(refusal.args[0]))
    except (MemoryError, RecursionError):
        yield Refused("memory")
    except Exception:  # noqa: BLE001  whatever a parser raises on a strange file, the file is what is wrong
        yield Refused("damaged")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
