"""Police notifications, however they come: pasted words, an email file, a table or JSON, several in one.

    of_text(words, fields, today)            # what pasted words hold
    read(path, fields, today)                # what a file holds; it is parsed in the separate process

What is found is a proposal (`domain.notification`): nothing is on record before a person says so. `fields` is the
council's list of how forces call things (`guidebook.notification_fields`).
"""

from __future__ import annotations

from workstation.intake.notification.reading import NoNotification, Read, read
from workstation.intake.notification.texts import of_text

__all__ = ["NoNotification", "Read", "of_text", "read"]
