"""What must be known of a family before anything is said, as chips: each explains itself when it is pressed."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.chip import HIDDEN, Kind
from ui.widgets.fact_note import Counted
from ui.widgets.fact_words import counted_of, icon_of, rank
from workstation.domain import kinds, lawful, wording
from workstation.domain.after.decisions import which
from workstation.domain.contact import ContactFile, Stage
from workstation.domain.guide import Guide
from workstation.domain.handing import passings
from workstation.domain.past import Fact, Past
from workstation.domain.queue import BACK, stepped_down
from workstation.domain.tripwires import Tripwire

DANGER = "lightning-fill"
OPEN_ELSEWHERE = "HR7"
"""The rule that finds an open contact or plan of the child."""
_TONES: dict[str, Kind] = {"danger": "danger", "warning": "warning", "information": "information"}


@dataclass(frozen=True)
class BannerChip:
    """One chip of the banner, and what it says when it is pressed."""

    words: str
    kind: Kind
    icon: str
    sentence: str
    detail: str = ""
    counted: tuple[Counted, ...] = ()
    because: str = ""
    address: bool = False
    choose: bool = False
    short: str = ""
    """Fewer words, for a window that has room for one line."""
    ways: tuple[tuple[str, str], ...] = ()
    """What can be done about it: words of a link, and the command it runs."""


def chips_of(
    file: ContactFile, past: Past, guide: Guide, back: tuple[Tripwire, ...] = (), me: str = ""
) -> tuple[BannerChip, ...]:
    """Danger now, before all; what came back; at most three of hidden address, repeats, declines; last, what is to
    be chosen. `me` is who looks.
    """
    found: list[BannerChip] = []
    if file.hidden:
        detail = "It stays hidden on screen, on paper, in emails and in copies. Showing it is recorded."
        hidden = BannerChip(HIDDEN.words, HIDDEN.kind, HIDDEN.icon, f"{HIDDEN.words}.", detail, address=True)
        found.append(hidden)
    telling = sorted((f for f in past.facts if f.chip and f.rule != "HR9"), key=rank)
    found.extend(_of_fact(f, past, guide) for f in telling if not (back and stepped_down(f)))
    first = (
        *_danger_of(file),
        *_lawful(file, guide),
        *_came_back(back),
        *_for_you(file, me),
        *_not_the_first(file, guide),
    )
    return (
        *first,
        *found[:3],
        *_received_again(file),
        *_one_event_twice(past),
        *_who_is_who(past),
        *_two_answers(file),
    )


def _lawful(file: ContactFile, guide: Guide) -> tuple[BannerChip, ...]:
    """Somebody who is afraid; parents who are left out, and whether a manager agreed."""
    found = []
    for person in lawful.afraid(file, guide):
        adult = file.adult(person)
        who = wording.sentence(wording.polite_name(adult)) if adult else "The young person"
        sentence = f"{who} refused support out of fear of another person."
        detail = "Look at safety first, in Parents. Addresses are hidden and no letters go out until then."
        found.append(BannerChip("Afraid: look at safety", "danger", "hand-palm", sentence, detail))
    words = lawful.no_check_yet(file, guide)
    if words:
        detail = "Nobody may be asked about the family before that, unless a child has to be protected now."
        found.append(BannerChip("A manager has to agree", "warning", "scales", words, detail))
    return tuple(found)


_AFTER = (("What is to be done", "go.after"),)


def _came_back(back: tuple[Tripwire, ...]) -> tuple[BannerChip, ...]:
    """A family that was stepped down, and what happened since: a manager deals with it."""
    if not back:
        return ()
    said = " ".join(wire.words for wire in back)
    sentence = f"Stepped down to early help {wording.day(back[0].since)}, and back."
    return (BannerChip(BACK, "warning", "arrow-u-up-left", sentence, said, ways=_AFTER),)


def _for_you(file: ContactFile, me: str) -> tuple[BannerChip, ...]:
    if not any(one.passed.body.to == me and one.taken is None for one in passings(file)):
        return ()
    sentence = "This was passed to you as information on a case you have. It is no new referral."
    ways = (("I have read it", "contact.read"),)
    return (BannerChip("Information for you", "information", "info-fill", sentence, ways=ways),)


def _not_the_first(file: ContactFile, guide: Guide) -> tuple[BannerChip, ...]:
    """Opened again: what was decided before stays in view."""
    words = which(file, guide)
    if not words:
        return ()
    chip = words.partition(";")[0]
    return (BannerChip(chip, "information", "seal-check", words, "What was decided before stays as it is.",
                       ways=_AFTER),)  # fmt: skip


def _received_again(file: ContactFile) -> tuple[BannerChip, ...]:
    """The same notification came once more, or several times."""
    again = file.log(kinds.ReceivedAgain)
    if not again:
        return ()
    times = "" if len(again) == 1 else f" {wording.times(len(again))}"
    new = sum(bool(said.body.words) for said in again)
    detail = (
        "It had the same words."
        if not new
        else f"{wording.count(new, 'time')} with other words; they are in the log."
    )
    last = wording.moment(again[-1].happened)
    sentence = f"The same notification was received again{times}, last {last}. It is one contact."
    return (BannerChip(f"Received again{times}", "information", "copy", sentence, detail),)


def _one_event_twice(past: Past) -> tuple[BannerChip, ...]:
    """Another contact that may be, or is, about this event. What was called another event needs no chip."""
    found = []
    for one in past.twofold:
        if one.verdict == "different":
            continue
        words = f"Same event as {one.number}" + ("" if one.verdict == "same" else "?")
        kind: Kind = "information" if one.verdict == "same" else "warning"
        detail = (
            "Nothing is merged: both records stay as they are. Answer it, or change the answer, in History."
        )
        counted = (Counted(f"Open {one.number}", one.other),)
        found.append(BannerChip(words, kind, "git-pull-request", one.words, detail, counted))
    return tuple(found[:2])


def _who_is_who(past: Past) -> tuple[BannerChip, ...]:
    if past.clashes:
        detail = "Nobody was parted. Change the answer that is wrong, in History."
        return (
            BannerChip("Answers do not agree", "warning", "question-fill", past.clashes[0].words, detail),
        )
    if past.unsure:
        left = past.unsure[0]
        sentence = f"Not sure whether {left.called} is {left.name}. The manager will see it with its reasons."
        return (
            BannerChip(
                "Not sure who it is", "warning", "question-fill", sentence, wording.sentence(left.why)
            ),
        )
    return ()


def _two_answers(file: ContactFile) -> tuple[BannerChip, ...]:
    if not file.conflicts:
        return ()
    words, sentence = (
        "Two answers stand",
        "Two people answered the same question without knowing of each other.",
    )
    detail = "Nothing has been overwritten. One of them has to be chosen before this can go on."
    return (BannerChip(words, "warning", "git-pull-request", sentence, detail, choose=True),)


def _danger_of(file: ContactFile) -> tuple[BannerChip, ...]:
    now = file.act_now
    if now is None or file.stage is Stage.DECIDED:
        return ()
    sentence = (
        f"Marked act now {wording.moment(now.happened)}. A manager has to lower it before this can close."
    )
    ways = (("Lower it", "contact.lower"), ("Tasks for today", "go.after"))
    return (BannerChip("Act now", "danger", DANGER, sentence, f"“{now.body.danger}”", ways=ways),)


def _of_fact(fact: Fact, past: Past, guide: Guide) -> BannerChip:
    counted = counted_of(fact, past, guide)
    words = fact.banner or fact.chip
    ways = (("Pass this on as information", "contact.pass"),) if fact.rule == OPEN_ELSEWHERE else ()
    return BannerChip(
        words,
        _TONES[fact.tone],
        icon_of(fact),
        fact.headline,
        fact.detail,
        counted,
        fact.why,
        ways=ways,
        short=fact.chip,
    )
