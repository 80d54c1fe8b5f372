"""The words as received as a screen shows them: what would give a hidden address away is left out there too.

They are kept word for word, and whoever has to know the address asks for it (`identify.show_address`): that is a
recorded, timed act, which reading it in the words of the police would go round.
"""

from __future__ import annotations

from workstation.domain.contact import ContactFile
from workstation.services.desk import Desk
from workstation.services.secrets import confidential_of


def received_words(desk: Desk, file: ContactFile) -> str:
    """What came, without the lines and postcode of an address that is hidden here."""
    said = file.received.body.words if file.received else ""
    if not said or not file.hidden:
        return said
    from workstation.report.called import people_of  # noqa: PLC0415 - a start hides nothing
    from workstation.report.redact import Redactor  # noqa: PLC0415 - as above
    from workstation.report.summary import may_hide  # noqa: PLC0415 - as above

    known = confidential_of(desk.store.journal.of_contact(file.contact))
    parts = [
        p for a in known for line in (*a.lines.splitlines(), a.postcode) for p in (line, *line.split(","))
    ]
    parts += [word for a in known for word in a.hide_words]
    hide = may_hide(tuple(dict.fromkeys(part.strip() for part in parts if part.strip())), desk.council)
    return Redactor(hide, desk.council, people_of(file)).clean(said)
