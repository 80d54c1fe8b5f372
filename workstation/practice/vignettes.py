"""The four lessons as plain facts, so that a tour can type them (`ux.md` B2). Their past is in `cases/`.

1 a school rings with a muddled worry · 2 a police notification, the third in a year, with a hidden address
3 a nursery's form about a child whose mother said no twice · 4 the line to Central breaks in mid-contact
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class SchoolCall:
    """Scenario 1: what the caller says, in the order in which it is typed."""

    caller: str = "Jo Whittle"
    role: str = "Deputy safeguarding lead"
    school: str = "Mill Lane Primary School"
    phone: str = "0191 498 0142"
    notes: str = (
        "Ringing about Kayden in Year 2. He has been “not himself” since half term. Came in today with no coat "
        "again and said there was no tea last night. Brother in nursery is the same. Mum hard to get hold of. "
        "Not sure about dad.\n\nSchool have not spoken to mum about ringing us."
    )
    child: str = "Kayden Merrick"
    age: str = "6"
    postcode: str = "NB4 7"
    family: str = "Merrick"
    given: str = "Kayden"
    born: date = date(2020, 5, 3)
    looks_like: str = "Kaden-Lee"
    """Another child of the same family name, born 27 Sep 2019, who sounds the same and is not him."""
    brother: str = "Tyler Merrick"
    brother_age: str = "3"
    mother: str = "Gemma Merrick"
    seen: str = "No coat twice this week. He took bread from the breakfast table into his pocket."
    child_said: str = "There was no tea last night."
    worried: str = "That he is looking after his brother."
    wanted: str = "Somebody to see mum at home."
    tried: str = "Breakfast club since January, two letters."
    parked_for: str = "waiting for Jo's email"
    theme: str = "neglect"


@dataclass(frozen=True, slots=True)
class PoliceNotification:
    """Scenario 2: the contact is in the queue (FARROW, Ellie +1); this is what the worker adds to it."""

    family: str = "Farrow"
    given: str = "Ellie"
    born: date = date(2017, 3, 14)
    brother: str = "Jayden"
    mother: str = "Dana"
    partner: str = "Stokes"
    safe_number: str = "07700 900417"
    view: str = "raises"
    why: str = (
        "Two DA incidents closed without speaking to mum. Same partner each time, drink involved each time. She "
        "said he had left but he was there last night, at an address that he is not meant to know. I am "
        "more worried than the notification alone would make me."
    )
    health_visitor: tuple[str, str, str] = (
        "K. Adeyemi",
        "Jayden's checks up to date. Has not met a partner.",
        "No new worry.",
    )
    da_service: tuple[str, str, str] = (
        "S. Reed",
        "Known, closed in August. Can call today.",
        "A way in that she trusts.",
    )
    gp_because: str = "No reply to two tries. The decision does not rest on it; the assessment will ask."
    mother_said: str = "He just turned up. I never gave him it."
    partner_because: str = "He does not know she spoke to us. He found the new address."
    alcohol_because: str = "The assessment asks them with her agreement, when she is safe to talk."
    different: str = "DA service to ring first, not us. School is the safe place to meet."
    worry: tuple[str, str] = ("Awake and hid under her covers.", "In the flat. Nobody has heard him yet.")
    strengths: str = "School settled. DA service trusted. GP up to date."
    change_mind: str = "If Dana tells us how he came to be there and there is a safety plan."
    wanted: str = "They asked that we see the children at home: an assessment will, not at the flat."
    father_not_known: str = "Ms Farrow does not want to name him on the phone."
    different_now: str = "Police found him sober at the door this time. In June he had been drinking."
    """Requirement R19: alcohol is on record for Mr Stokes, and now the answer is no."""
    level: tuple[str, str] = (
        "Ellie hid, at an address he should not know. Not 3: it is in the home and goes on.",
        "Jayden was in the flat. Not 3: nobody has seen him since.",
    )
    outcome: str = "O02"


@dataclass(frozen=True, slots=True)
class NurseryForm:
    """Scenario 3: a form comes in about a child whose contact was closed four months ago."""

    nursery: str = "Acorn Yard Nursery"
    sender: str = "Carol Finch"
    role: str = "Nursery manager"
    words: str = (
        "Rosie is four and still uses single words. She comes one day in five and is hard to settle. We have asked "
        "Ms Bell to come to the speech group with us. Mum says no to everything. We would like somebody to help us "
        "to help Rosie before she starts school."
    )
    family: str = "Bell"
    given: str = "Rosie"
    born: date = date(2022, 10, 11)
    mother: str = "Kerry Bell"
    worried: str = "That she starts school without being understood."
    wanted: str = "Help us to help Rosie before she starts school."
    view: str = "not enough"
    why: str = "Two offers, each by letter, each refused for a reason we did not answer. I need to hear her."
    different: str = "Nursery asks, on a day when she is there anyway, and after four."
    offered: str = "the speech group, with Carol Finch beside her"
    decline_reason: str = "D16"
    decline_words: str = "I have told you."
    who_else: str = "Carol Finch, whom she has known for a year."
    mother_not_known: str = "She ended the call before I could ask about herself."
    father_not_known: str = "Ms Bell ended the call when I asked about him."
    level: str = (
        "Speech is behind and nursery can help. Not 1: she needs help. Not 3: one need, untried help."
    )
    effect: str = "Another year without being understood."
    next_time: str = "Nursery will keep her place and ask again at the spring play day."
    theme: str = "development"


@dataclass(frozen=True, slots=True)
class LineBreaks:
    """Scenario 4: two people change the same contact while the line is down."""

    mine_by: str = "Rukhsana Shah"
    theirs_by: str = "Jaya Patel"
    mine: tuple[str, str] = (
        "O04",
        "No car and two buses, and she works nights. Somebody goes out to her and sorts the journey, not a letter.",
    )
    theirs: tuple[str, str] = (
        "O07",
        "School nurse saw him a fortnight ago: chest clear, plan in his bag. His mother has a new clinic date.",
    )


SCHOOL_CALL: Final = SchoolCall()
POLICE_NOTIFICATION: Final = PoliceNotification()
NURSERY_FORM: Final = NurseryForm()
LINE_BREAKS: Final = LineBreaks()
