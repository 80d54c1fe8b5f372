"""No two computers have the same letters in their contact numbers (`domain.contact_numbers`).

A name is chosen beside those that are known here. Two that never heard of each other may still have chosen alike,
so whoever is enrolled looks once at all that are. Both are enrolled before either looks: of two that come at once,
at least one sees the other, and takes another name.
"""

from __future__ import annotations

from workstation.domain.contact_numbers import same_letters
from workstation.sync.carried import Carried
from workstation.sync.central import Central


def have_own(journal: Carried, central: Central) -> bool:
    """Take another name if somebody else has the letters of ours; whether that was so. Ours has to be enrolled."""
    known = central.devices()
    if not same_letters(journal.device, [key.device for key in known]):
        return False
    journal.learn(known)
    journal.rename()
    central.enrol(journal.own_key())
    return True
