"""What a manager asked for when they sent a contact back, and what the worker says they did about it."""

from __future__ import annotations

from workstation.domain import kinds, returning
from workstation.domain.changed import Changed
from workstation.domain.contact import Stage
from workstation.domain.ids import ContactId
from workstation.services import record
from workstation.services.desk import Desk
from workstation.trouble import BadInput, RuleTrouble


def meet(desk: Desk, contact: ContactId, gap: str, words: str, *, draft: str | None = None) -> Changed:
    """Say what was done about one request. It is not ticked: it takes words, and the manager reads them
    beside it.
    """
    file = desk.file(contact)
    if file.stage is not Stage.SENT_BACK:
        raise RuleTrouble("This contact is not sent back.", "Open it again to see how it stands.")
    if gap not in {asked.request.gap for asked in returning.checklist(file)}:
        raise RuleTrouble("Nobody asked for that.", "The list of what is asked for is on the page.")
    if not words.strip():
        raise BadInput("Say what you did about it.", "“I could not, because…” is an answer.")
    body = kinds.RequestMet(gap=gap, words=words.strip())
    return record.put(desk, contact, [body], file=file, draft=draft)
