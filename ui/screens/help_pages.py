"""Help (S16, F1): what this place is for, beside the work and not over it. Pages, search, and the field in hand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.models import help_book
from ui.models.help_book import Section, Topic
from ui.screens import keys_sheet
from ui.seat import Screen
from ui.widgets.buttons import link
from ui.widgets.field import LineField
from ui.widgets.mark_line import MarkLine
from ui.widgets.overlay import on_top
from ui.widgets.side_panel import SidePanel
from ui.widgets.words import Words

TOPICS = {
    "QueueScreen": "queue", "NewContactScreen": "new contact", "WorkspaceScreen": "the six steps",
    "SendScreen": "check and send", "SignOffScreen": "sign off", "ChronologyScreen": "chronology",
    "PrintScreen": "print", "PackPanel": "outage pack",
    "FindScreen": "find", "ImportScreen": "importing", "AfterScreen": "after the decision",
    "RulesScreen": "rules", "ExchangeScreen": "working offline", "ApartScreen": "kept apart",
    "SettleScreen": "two answers", "WatchScreen": "warnings",
    "NotificationsScreen": "notifications", "MeetingScreen": "triage meeting",
    "Palette": "find or do anything", "ParkPanel": "parking", "EscalatePanel": "child in danger now",
    "LowerPanel": "lowering an act now", "ShowAddressPanel": "hidden addresses", "AskBackPanel": "asking back",
    "ReplyPanel": "asking back", "TriedPanel": "asking back", "PassPanel": "passing on", "KeysSheet": "keys",
    "LockPanel": "locked", "SettingsPanel": "settings", "HelpPanel": "using help", "HelpSheet": "using help",
    "RealSignIn": "signing in", "PracticeSignIn": "practice authority", "FirstStart": "signing in",
    "NewPasswordPanel": "signing in",
}  # fmt: skip
"""The page about each screen, overlay and panel, by the name of its class."""
_MOST = 12


def topic_of(place: QWidget | None) -> str:
    """The page about a screen, a panel or an overlay."""
    return TOPICS.get(type(place).__name__, "queue")


def panel_for_focus(screen: Screen | None) -> HelpPanel:
    """Help for the field with the focus; for the screen or panel around it if there is no page about the field."""
    focused = QApplication.focusWidget()
    found = help_book.section_for(focused.accessibleName()) if focused else None
    if found is None:
        return HelpPanel(topic_of(_panel_around(focused) or screen))
    topic, section = found
    return HelpPanel(topic.name, section)


def _panel_around(widget: QWidget | None) -> SidePanel | None:
    while widget is not None and not isinstance(widget, SidePanel):
        widget = widget.parentWidget()
    return widget


class HelpPanel(SidePanel):
    """One page, or what a search found. Up and Down scroll, Tab goes along the links."""

    def __init__(self, topic: str, section: Section | None = None, parent: QWidget | None = None) -> None:
        super().__init__("Help", parent)
        self.box = LineField("Search help")
        self.box.changed.connect(self._search)
        self.box.edit.returnPressed.connect(self._open_first)
        self.top.addWidget(self.box)
        self._links: list[tuple[Topic, Section]] = []
        self.shown = ""
        """The name of the page that is shown; empty while searching."""
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_topic(topic, section)

    def first_focus(self) -> QWidget:
        """The page itself, so that Up and Down scroll it and screen readers begin at its heading."""
        return self.page

    def show_topic(self, name: str, section: Section | None = None) -> None:
        """Show a page; a section of it alone when it is about one field."""
        topic = help_book.topics().get(name)
        self._clear()
        self.shown = name
        if topic is None:
            self.page.setAccessibleName("No help page yet")
            self.body.addWidget(Words("No help page yet. Tell us.", "body", wrap=True))
            return
        if section is not None:
            self._add_section(section)
            self._add_link(f"All about {topic.title.lower()}", topic)
        else:
            self._add(topic.title, "h2")
            self._add_paragraphs(topic.lead)
            for one in topic.sections:
                self._add_section(one)
        said = section.heading if section else topic.title
        self.page.setAccessibleName(f"Help: {said}")
        self._add_other_pages(name)

    def links(self) -> list[QAbstractButton]:
        """Every link of the page, in its order."""
        return [b for b in self.page.findChildren(QAbstractButton) if not b.isHidden()]

    def words(self) -> str:
        """Everything that is shown."""
        return "\n".join(one.words() for one in self.page.findChildren(Words))

    def _add(self, words: str, role: str) -> None:
        self.body.addWidget(Words(words, role, wrap=True))  # type: ignore[arg-type]

    def _add_section(self, section: Section) -> None:
        self._add(section.heading, "h3")
        self._add_paragraphs(section.paragraphs)

    def _add_paragraphs(self, paragraphs: tuple[str, ...]) -> None:
        for words in paragraphs:
            if words.startswith("- "):
                self.body.addWidget(
                    MarkLine("secondary", "caret-right", words[2:], role="body", word_token="text")
                )
            else:
                self._add(words, "body")

    def _add_link(self, words: str, topic: Topic) -> None:
        button = link(words)
        button.clicked.connect(lambda _checked=False, name=topic.name: self.show_topic(name))
        self.body.addWidget(button)

    def _add_other_pages(self, name: str) -> None:
        self._add("Other pages", "h3")
        for first in help_book.FIRST:
            if first != name:
                self._add_link(help_book.topics()[first].title, help_book.topics()[first])
        for words, act in (("All the pages", self.show_all), ("All the keys", self._show_keys)):
            button = link(words)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.body.addWidget(button)

    def show_all(self) -> None:
        """Every page there is, by what it is about."""
        self._clear()
        self.shown = ""
        self.page.setAccessibleName("Help: all the pages")
        self._add("All the pages", "h2")
        for heading, topics in help_book.contents():
            self._add(heading, "h3")
            for topic in topics:
                self._add_link(topic.title, topic)
        self.page.setFocus()

    def _show_keys(self) -> None:
        if on_top(self) is None:
            keys_sheet.open_over(self)
        else:
            self.show_topic("keys")

    def _search(self, words: str) -> None:
        if not words.strip():
            self.show_topic(self.shown or "queue")
            return
        found = help_book.search(words)[:_MOST]
        self._clear()
        self._links = found
        self.page.setAccessibleName(f"Help: {len(found)} found")
        if not found:
            self._add(f"Nothing found for “{words.strip()}”. Try one word.", "body")
        for topic, section in found:
            self._add_link(
                f"{topic.title}: {section.heading}" if section.heading != topic.title else topic.title, topic
            )
            if section.paragraphs:
                self._add(section.paragraphs[0], "small")

    def _open_first(self) -> None:
        if self._links:
            self.show_topic(self._links[0][0].name)
            self.page.setFocus()

    def _clear(self) -> None:
        self._links = []
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.page.verticalScrollBar().setValue(0)
