"""The way back to the referrer, in sentences: what we wait for, what they claim, what they still have to hear."""

from __future__ import annotations

from datetime import datetime

from workstation.domain import clarity, kinds, way_back, wording
from workstation.domain.clocks import WorkingDays
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.guide import Guide
from workstation.domain.said import Said
from workstation.domain.way_back import Duty

_HOW = {
    "phone": "on the phone", "email": "by email", "letter": "by letter", "in person": "in person",
    "form": "by form", "notification": "by notification",
}  # fmt: skip


def how_words(how: str) -> str:
    """`by email`."""
    return _HOW.get(how, how)


def waiting_words(file: ContactFile, now: datetime) -> tuple[str, str]:
    """What is waited for, and since when: a sentence and its detail. Empty when nothing is."""
    back = file.asked_back
    if back is None:
        return "", ""
    whom = way_back.whom(file)
    asked = f"{wording.count(len(back.body.items), 'question')} sent {how_words(back.body.how)}".rstrip()
    detail = f"{asked}, {wording.near(back.happened, now)}."
    if back.body.due < now:
        return (
            f"No answer from {whom}: due {wording.near(back.body.due, now)}",
            f"{detail} Ring them, or ask again.",
        )
    given = "Waiting for reply from"
    if back.body.way == "return":
        given = "Given back to" if file.stage is Stage.RETURNED else "Goes back to"
    return (
        f"{given} {whom}, due {wording.near(back.body.due, now)}",
        f"{detail} The clock for the decision goes on.",
    )


def reply_words(replied: Said[kinds.ReferrerReplied], file: ContactFile, now: datetime) -> tuple[str, str]:
    """What they answered, as a sentence and their words."""
    how = how_words(replied.body.how)
    head = f"{way_back.whom(file)} answered {how}".rstrip()
    return f"{head}, {wording.near(replied.happened, now)}", f"“{replied.body.words}”"


def claimed_words(file: ContactFile) -> str:
    """`Mill Lane Primary gives it level 3`; empty when nobody asked."""
    claim = file.claimed
    if claim is None:
        return ""
    whom = wording.sentence(way_back.whom(file))
    said = (
        f"{whom} did not give it a level"
        if claim.level == "not said"
        else f"{whom} gives it level {claim.level}"
    )
    return f"{said}: “{claim.words}”" if claim.words else said


def told_words(file: ContactFile, guide: Guide) -> tuple[str, str]:
    """What they have told us, and what not, each as a sentence; empty when there is nothing to say."""
    found = clarity.clarity(file, guide)
    told = wording.listed([f.item.words for f in found.told])
    named = list(dict.fromkeys(gap.missing for gap in found.gaps if gap.missing))
    more = sum(not gap.missing for gap in found.gaps)
    others = f"{more} {'other ' if named else ''}{'thing' if more == 1 else 'things'} a notification must say"
    missing = wording.listed([*named, *([others] if more else [])])
    return (
        f"They have told us {told}." if told else "",
        f"They have not told us {missing}." if missing else "",
    )


def duty_words(duty: Duty, now: datetime) -> str:
    """`They know that we have it, on the phone 09:18`."""
    if duty.id == "acknowledge":
        if duty.done is not None:
            return f"They know that we have it: {how_words(duty.how)} {_short(duty.done, now)}."
        return f"Tell them that we have it by {_short(duty.due, now)}{_late(duty, now)}."
    if duty.done is not None:
        return f"It came in writing {how_words(duty.how)} {_short(duty.done, now)}."
    return f"They put it in writing by {_short(duty.due, now)}{_late(duty, now)}."


def _late(duty: Duty, now: datetime) -> str:
    return " – overdue" if duty.due < now else ""


def _short(at: datetime, now: datetime) -> str:
    return wording.near(at, now).removeprefix("today").strip()


def for_manager(file: ContactFile, guide: Guide, days: WorkingDays, now: datetime) -> tuple[str, ...]:
    """What a manager should know of it, a sentence each."""
    sentences = [claimed_words(file), waiting_words(file, now)[0]]
    found = clarity.clarity(file, guide)
    if found.gaps:
        sentences.append(told_words(file, guide)[1].rstrip("."))
    late = [
        duty_words(d, now).rstrip(".") for d in way_back.duties(file, days) if d.done is None and d.due < now
    ]
    return tuple(f"{words}." for words in (*sentences, *late) if words)
