"""Every command with a key, once. Menus, tooltips, the palette and the sheet of keys are all made from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ui.focused import FollowsFocus

Group = Literal["File", "Contact", "Go", "View", "Help", "List", "Edit"]
Scope = Literal["anywhere", "list", "field"]


class Command(Struct, frozen=True):
    """One thing a person can ask for, however they ask for it.

    `anywhere` works wherever the focus is, in a text box too. `list` is a single letter that works only
    while a list has the focus. `field` is answered by the box or pop-up itself and is listed to be known.
    """

    id: str
    words: str
    keys: tuple[str, ...] = ()
    group: Group = "Go"
    scope: Scope = "anywhere"
    also_words: tuple[str, ...] = ()
    tip: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("contact.new", "New contact", ("Ctrl+N",), "File", also_words=("phone", "call", "add")),
    Command("contact.written", "New contact from a form or an email", ("Ctrl+Shift+N",), "File",
            also_words=("paste", "letter", "referral form", "add"),
            tip="Straight to the box for what they sent"),
    Command("contact.paper", "New contact from a paper sheet", (), "File",
            also_words=("outage", "r-07", "backdate", "afterwards"),
            tip="Its times and its reference stay as they were written"),
    Command("file.outage", "Print the outage pack", (), "File",
            also_words=("paper", "blank sheets", "offline", "server", "duty numbers"),
            tip="Who waits, whom to ring, and blank contact sheets"),
    Command("file.import", "Bring in a file", (), "File", also_words=("import", "spreadsheet", "form")),
    Command("file.notifications", "Police notifications from a file", (), "File",
            also_words=("email", "eml", "ccn", "csv", "json", "import")),
    Command("file.settings", "Settings", (), "File", also_words=("display and reading", "options")),
    Command("file.password", "Change your password", (), "File", also_words=("sign in", "new", "security")),
    Command("file.lock", "Lock this screen", (), "File", also_words=("sign out", "leave")),
    Command("file.quit", "Close Lintel", ("Ctrl+Q",), "File", also_words=("exit", "quit")),
    Command("contact.take", "Take the next one", ("Ctrl+T",), "Contact", also_words=("allocate", "oldest"),
            tip="The oldest one waiting that matches your role"),
    Command("contact.save_next", "Save and next", ("Ctrl+Return", "Ctrl+Enter"), "Contact",
            also_words=("send", "finish", "done")),
    Command("contact.park", "Park", ("F9",), "Contact", also_words=("pause", "later", "waiting"),
            tip="Leave it with one line about why, and say when to bring it back"),
    Command("contact.escalate", "Escalate now", ("F12",), "Contact", also_words=("danger", "urgent", "act now"),
            tip="A child is in danger now. You can finish the checks after"),
    Command("contact.lower", "Lower an act now", (), "Contact", also_words=("danger", "safe")),
    Command("contact.pass", "Pass on as information on an open case", (), "Contact",
            also_words=("allocated worker", "open case", "information")),
    Command("contact.read", "I have read what was passed to me", (), "Contact", also_words=("information",)),
    Command("contact.chronology", "Full chronology", ("Ctrl+H",), "Contact", also_words=("history", "timeline")),
    Command("contact.link", "Link a contact into the reasons", ("Ctrl+L",), "Contact",
            also_words=("refer to", "cite", "earlier")),
    Command("contact.add_another", "Add another", ("Alt+A",), "Contact", also_words=("child", "agency", "adult")),
    Command("contact.print", "Print", ("Ctrl+P",), "Contact", also_words=("paper", "summary", "pdf", "share")),
    Command("contact.ask_back", "Send them the questions", (), "Contact",
            also_words=("referrer", "unclear", "missing", "return", "ask back"),
            tip="A ready text with exactly what they have not told us"),
    Command("contact.declined", "Record that a parent declined support", (), "Contact",
            also_words=("refused", "no support", "consent")),
    Command("address.show", "Show the hidden address for 30 seconds", (), "Contact",
            also_words=("confidential", "reveal"), tip="Showing it is recorded"),
    Command("contact.close", "Close this tab", ("Ctrl+W",), "Contact", tip="Everything in it is already saved"),
    Command("contact.next_tab", "Next open contact", ("Ctrl+Tab",), "Contact", also_words=("tab",)),
    Command("contact.previous_tab", "Previous open contact", ("Ctrl+Shift+Tab",), "Contact", also_words=("tab",)),
    Command("palette", "Find or do anything", ("Ctrl+K",), "Go", also_words=("search", "commands")),
    Command("go.next_need", "Next thing that needs you", ("F8",), "Go", also_words=("gap", "missing")),
    Command("go.find", "Find a child, family or address", ("F3",), "Go", also_words=("search", "look up")),
    Command("go.queue", "Queue", ("Ctrl+1",), "Go", also_words=("team", "waiting", "list")),
    Command("go.contacts", "Open contacts", ("Ctrl+2",), "Go", also_words=("tabs",)),
    Command("go.search", "Find", ("Ctrl+3",), "Go", also_words=("search",)),
    Command("go.signoff", "Sign-off", ("Ctrl+4",), "Go", also_words=("manager", "approve", "decide")),
    Command("go.opinion", "Second opinion", (), "Go", also_words=("asked", "colleague", "opinion"),
            tip="What a colleague asks your opinion on"),
    Command("go.meeting", "Triage meeting", ("Ctrl+5",), "Go",
            also_words=("police notifications", "mash", "huddle", "voices", "today"),
            tip="Today's police notifications, one family at a time"),
    Command("meeting.next", "Next family in the meeting", ("PgDown",), "Go", "field", also_words=("page down",)),
    Command("meeting.previous", "Family before, in the meeting", ("PgUp",), "Go", "field", also_words=("page up",)),
    Command("go.offline", "Offline and sending", ("Alt+S",), "Go",
            also_words=("waiting to be sent", "working offline", "sync", "connection", "server"),
            tip="What is sent, what waits, and what is on this computer"),
    Command("go.apart", "Kept apart by the server", (), "Go",
            also_words=("quarantine", "refused", "supervisor", "not let in"),
            tip="Changes that the server did not let into the record, for a manager"),
    Command("go.closed", "Records that are kept closed", (), "Go",
            also_words=("families of staff", "open for today", "say why", "restricted"),
            tip="To say why you need to read them, and open them for today"),
    Command("go.watch", "Warnings from the server", (), "Go",
            also_words=("alarms", "who looked", "who read", "kept closed", "security"),
            tip="What the server warns of, and who opened what is kept closed, for a manager"),
    Command("practice.plug", "Unplug the practice server, or plug it in", (), "Go",
            also_words=("offline", "connection", "server", "try"),
            tip="To see how work goes on without the server. Only in practice"),
    Command("go.rules", "Rules, and how often they speak", (), "Go",
            also_words=("warnings", "blocks", "why am i seeing this", "owner", "counts")),
    Command("go.settle", "Choose between two answers", (), "Go", also_words=("settle", "both changed")),
    Command("go.step1", "Step 1: Concern", ("Alt+1",), "Go", also_words=("worry",)),
    Command("go.step2", "Step 2: Children and family", ("Alt+2",), "Go", also_words=("people", "address")),
    Command("go.step3", "Step 3: History", ("Alt+3",), "Go", also_words=("earlier contacts",)),
    Command("go.step4", "Step 4: Agencies", ("Alt+4",), "Go", also_words=("school", "health", "gp")),
    Command("go.step5", "Step 5: Parents", ("Alt+5",), "Go", also_words=("mother", "father", "told", "agrees")),
    Command("go.step6", "Step 6: Analysis and decision", ("Alt+6",), "Go", also_words=("outcome", "reasons")),
    Command("go.after", "After the decision, and tasks", ("Alt+7",), "Go",
            also_words=("feedback", "tell the referrer", "tell the family", "hand over", "watch", "challenge",
                        "reopen", "tasks")),
    Command("go.pane_next", "Next pane", ("F6",), "Go"),
    Command("go.pane_prev", "Previous pane", ("Shift+F6",), "Go"),
    Command("edit.time_stamp", "Put in the time", ("F5",), "Edit", also_words=("time stamp", "clock")),
    Command("edit.undo", "Undo", ("Ctrl+Z",), "Edit", "field"),
    Command("edit.redo", "Redo", ("Ctrl+Y",), "Edit", "field"),
    Command("edit.leave", "Close what is on top", ("Esc",), "Edit", "field", tip="Never throws words away"),
    Command("view.bigger", "Text bigger", ("Ctrl++", "Ctrl+="), "View", also_words=("zoom in", "larger")),
    Command("view.smaller", "Text smaller", ("Ctrl+-",), "View", also_words=("zoom out",)),
    Command("view.normal", "Text at its normal size", ("Ctrl+0",), "View", also_words=("zoom", "reset")),
    Command("view.theme_day", "Colours: day", (), "View", also_words=("light", "theme", "white")),
    Command("view.theme_cream", "Colours: cream", (), "View", also_words=("theme", "dyslexia", "less glare")),
    Command("view.theme_night", "Colours: night", (), "View", also_words=("dark", "theme")),
    Command("view.theme_contrast", "Colours: high contrast", (), "View", also_words=("theme", "black")),
    Command("view.theme_system", "Colours: follow my computer", (), "View", also_words=("theme", "system")),
    Command("help.field", "Help for this place", ("F1",), "Help", also_words=("what does this mean",)),
    Command("help.keys", "All the keys", (), "Help", also_words=("shortcuts", "keyboard")),
    Command("help.about", "About Lintel", (), "Help", also_words=("version", "licence")),
    Command("list.open", "Open", ("Return",), "List", "list"),
    Command("list.take", "Take it", ("A",), "List", "list"),
    Command("list.park", "Park it", ("P",), "List", "list"),
    Command("list.filter", "Find in this list", ("/",), "List", "list"),
)  # fmt: skip

_SPOKEN = {
    "Ctrl+Return": "Ctrl+Enter", "Return": "Enter", "Ctrl++": "Ctrl+Plus", "Ctrl+-": "Ctrl+Minus",
}  # fmt: skip


@cache
def _all() -> dict[str, Command]:
    return {command.id: command for command in COMMANDS}


def by_id(id: str) -> Command:
    """The command with this id. An unknown id is a slip of ours, so it is not forgiven."""
    return _all()[id]


def key_words(id: str) -> str:
    """The main key of a command as a person reads it: "Ctrl+Enter". Empty if it has none."""
    keys = by_id(id).keys
    return _SPOKEN.get(keys[0], keys[0]) if keys else ""


def tooltip(id: str) -> str:
    """What a pointer resting on the command's button says."""
    command = by_id(id)
    key = f" ({key_words(id)})" if command.keys else ""
    return f"{command.words}{key}" + (f"\n{command.tip}" if command.tip else "")


def for_sequence(sequence: QKeySequence, scope: Scope = "anywhere") -> Command | None:
    """The command that a pressed combination stands for, if there is one in this scope."""
    return _by_key(scope).get(sequence.toString(QKeySequence.SequenceFormat.PortableText))


@cache
def _by_key(scope: Scope) -> dict[str, Command]:
    return {
        QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText): command
        for command in COMMANDS if command.scope == scope for key in command.keys
    }  # fmt: skip


def action_for(id: str, parent: QObject, run: Callable[[], object]) -> QAction:
    """A menu row for a command, which also makes its key work in the whole window.

    Never disable it: screen readers skip disabled rows. Let it run and say why not.
    """
    command = by_id(id)
    action = QAction(command.words.replace("&", "&&"), parent)
    action.setObjectName(id)
    action.setToolTip(tooltip(id))
    if command.scope == "anywhere":
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    action.triggered.connect(lambda _checked=False: run())
    return action


def pressed_in_list(event: QKeyEvent) -> str:
    """The id of the list command for a key pressed in a list, or nothing. Lists call it in keyPressEvent."""
    if event.key() == Qt.Key.Key_Enter:
        return "list.open"
    command = for_sequence(_sequence(event), "list")
    return command.id if command else ""


def _sequence(event: QKeyEvent) -> QKeySequence:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(event.modifiers().value & ~keypad.value | event.key())


class OurKeysFirst(FollowsFocus):
    """Keeps text boxes from taking keys that are commands.

    Qt asks the widget with the focus before it looks at shortcuts, and text boxes claim Ctrl+K, Ctrl+E,
    Ctrl+D and Ctrl+U. Swallowing that question, unanswered, lets the command run. Letters are never taken.
    """

    presses = 0
    """How many keys were pressed so far: tells what a person did from what followed of it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the question "is this key yours?" with no, for keys of commands that work anywhere."""
        # Every event of the widget comes by: to ask what class it is takes a tenth of asking for its type.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        OurKeysFirst.presses += 1
        if for_sequence(_sequence(event)) is None:
            return False
        event.ignore()
        return True


def our_keys_first(app: QApplication) -> OurKeysFirst:
    """Install the rule that commands come before text boxes. The app keeps it."""
    return OurKeysFirst(app)
