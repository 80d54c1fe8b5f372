"""Logind as the window hears it, on a message bus of a test's own. Run as a program: `python logind.py ADDRESS`.

It answers for a session, gives out a delay, and then does what each line on its standard input says: `sleep`,
`wake`, `lock`, `lock other`, `cover`, `uncover`. It writes `free` when the window let go of its delay.
"""

from __future__ import annotations

import os
import sys
import threading

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME, SAVER = "org.freedesktop.login1", "org.gnome.ScreenSaver"
MANAGER = DBusAddress("/org/freedesktop/login1", interface=f"{NAME}.Manager")
OURS = DBusAddress("/org/freedesktop/login1/session/_31", interface=f"{NAME}.Session")
OTHER = DBusAddress("/org/freedesktop/login1/session/_32", interface=f"{NAME}.Session")
COVER = DBusAddress("/org/gnome/ScreenSaver", interface=SAVER)


def say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


def told(line: DBusConnection) -> None:
    """Do what is said, line by line."""
    signals = {
        "sleep": new_signal(MANAGER, "PrepareForSleep", "b", (True,)),
        "wake": new_signal(MANAGER, "PrepareForSleep", "b", (False,)),
        "lock": new_signal(OURS, "Lock"),
        "lock other": new_signal(OTHER, "Lock"),
        "cover": new_signal(COVER, "ActiveChanged", "b", (True,)),
        "uncover": new_signal(COVER, "ActiveChanged", "b", (False,)),
    }
    for word in sys.stdin:
        line.send(signals[word.strip()])


def wait_for(end: int) -> None:
    """The window holds the other end of this pipe until it is ready for sleep."""
    os.read(end, 1)
    say("free")


def answer(line: DBusConnection, asked: Message) -> None:
    method = asked.header.fields.get(HeaderFields.member, "")
    if method.startswith("GetSession"):
        line.send(new_method_return(asked, "o", (OURS.object_path,)))
    elif method == "Inhibit":
        ours, theirs = os.pipe()
        line.send(new_method_return(asked, "h", (theirs,)))
        os.close(theirs)
        threading.Thread(target=wait_for, args=(ours,), daemon=True).start()
        say("held")
    else:
        line.send(new_error(asked, "org.freedesktop.DBus.Error.UnknownMethod"))


def main() -> None:
    line = open_dbus_connection(sys.argv[1], enable_fds=True)
    for name in (NAME, SAVER):
        line.send_and_get_reply(message_bus.RequestName(name))
    say("up")
    threading.Thread(target=told, args=(line,), daemon=True).start()
    while True:
        asked = line.receive()
        if asked.header.message_type is MessageType.method_call:
            answer(line, asked)


if __name__ == "__main__":
    main()
