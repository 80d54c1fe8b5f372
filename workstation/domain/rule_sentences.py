"""Every sentence that the rules say, by rule and name, and the parts each may be filled with.

The words themselves are data (`resources/guide/decision-rules-...toml`): an edition that lacks a sentence or uses
another part does not read. A part is a value (a name, a day, a count with its noun, somebody's own
words, a choice of the guide) or another sentence of the same rule; it is never a sentence that code makes up.
"""

from __future__ import annotations

from typing import Final

_SAYS: Final[dict[str, dict[str, str]]] = {
    # -- what stops sending (`ux.md` B4)
    "B1": {"say": ""},
    "B2": {"say": "name"},
    "B3": {
        "say": "", "link": "", "copied": "children", "nobody": "", "not_theirs": "", "more_now": "", "grown": "",
        "more_since": "",
    },
    "B4": {
        "no_reply": "agency", "waits": "agency clock", "meaning": "agency", "not_asked": "agency",
        "no_adult": "", "missing": "parent", "not_known": "adult", "not_told": "adult", "not_reached": "adult",
        "lawful": "adult", "support": "adult", "support_reason": "adult", "declined": "adult",
    },
    "B5": {
        "say": "", "no_child": "", "each": "child", "reasons": "prompt", "reasons_each": "prompt child",
        "next_time": "", "next_time_each": "child", "same_as": "outcome",
    },
    "B6": {"say": ""},
    "B7": {"say": ""},
    "B8": {"say": ""},
    # -- what travels to the manager (`ux.md` B4)
    "W1": {"title": "outcome contacts months", "closed": "outcome contacts closed_days", "evidence": "fact"},
    "W2": {"title": "times", "evidence": "fact", "now": "words"},
    "W3": {
        "title": "adult", "evidence": "because", "not_reached_title": "adult", "not_reached": "tries how",
    },
    "W4": {"title": "agency", "not_asked": "agency", "evidence": "because"},
    "W5": {
        "title": "words others", "evidence": "said where", "quiet": "words others", "shaded": "where",
        "unnumbered": "", "more": "more",
    },
    "W6": {
        "title": "child", "evidence": "child", "taken_title": "child", "taken_named": "because",
        "taken_known": "because",
    },
    "W7": {"title": "child", "evidence": "", "because": "because", "said_to_others": "words child"},
    "W8": {
        "title": "", "missing": "missing", "asked": "asked", "more": "more", "private_title": "", "private": "",
    },
    "W9": {"title": "said", "evidence": "contacts last"},
    "W10": {"title": "", "empty": "wanted said", "repeated": "wanted"},
    "W11": {"title": "", "evidence": "fact"},
    "W12": {"title": "clock", "evidence": "when"},
    # -- the gates (`domain.md` 4b)
    "G1": {
        "question": "question", "themes": "", "where": "child", "where_unborn": "child",
        "where_overdue": "child day",
    },
    "G2": {
        "title": "called name", "for_it": "reasons", "against_it": "reasons", "left_by": "by clock",
        "not_compared": "reasons", "no_reason": "", "clash_title": "", "clash": "one other", "event_title": "",
        "event": "which", "event_unsure": "which",
    },
    "G3": {
        "whole": "", "first": "", "harm": "sign", "harm_more": "sign more", "nobody": "", "not_tried": "",
        "title": "whom", "evidence": "because tried", "evidence_nobody": "because",
        "sign_marked": "", "sign_strategy": "", "sign_outcome": "outcome", "sign_address": "",
        "sign_theme": "theme", "sign_claimed": "level", "sign_judged": "level", "sign_factor": "factor",
        "sign_not_told": "", "sign_declined": "", "sign_answer": "question answer", "sign_said": "words",
    },
    "G4": {
        "basis": "", "consent": "", "consent_each": "children", "consent_no_word": "name",
        "waiting": "parents", "refused": "parents", "ask": "parents", "parents": "",
        "title": "", "early": "agencies", "called_title": "", "called": "",
    },
    "G5": {
        "factors": "adult left", "silent": "factors", "left": "factor gap", "no_source": "answer", "nobody": "",
        "not_listed": "agency", "answered_since": "agency", "title": "adult", "level_title": "",
        "level": "child", "level_rests": "child level", "level_why": "child level why_not", "why_not": "level",
    },
    "G6": {
        "agreement": "outcome", "agreement_each": "outcome children", "no_word": "outcome children name",
        "young": "outcome child", "declined": "name", "offered": "", "somebody": "",
        "unagreed": "name", "unagreed_title": "outcome", "nobody_holds": "children", "nobody_holds_title": "",
    },
    "G8": {"not_manager": "", "sender": "", "own": "", "opinion": ""},
    "G9": {
        "referrer": "", "referrer_short": "", "family": "adult", "family_short": "adult",
        "hand_over": "services", "hand_over_short": "services", "pass_on": "", "pass_on_short": "",
        "pass_on_of": "children", "pass_on_of_short": "children",
        "taken": "service", "taken_short": "service", "passed": "whom", "passed_short": "whom", "whose_worker": "",
        "challenge": "whom words", "challenge_short": "whom", "no_name": "",
    },
    "S10": {"say": ""},
    "D07": {"say": "name", "title": "name", "evidence": ""},
    # -- requirements that a gate or a line on the manager's page stands for (`domain.md` 4a)
    "R5": {"title": "agencies", "evidence": "agencies", "agency": "agency why"},
    "R12": {"say": "question outcome"},
    "R19": {
        "title": "factor answer", "evidence": "claim", "claim": "when factor", "claim_of": "when factor whom",
        "often": "times", "ask": "", "not_known_title": "adult factors", "not_known": "reasons",
        "because": "because",
    },
    "R20": {
        "title": "", "title_factor": "factors", "title_factors": "factors", "evidence": "", "because": "because",
    },
    "R23": {"title": "children", "evidence": "prompt text", "evidence_level": "text"},
    "R25": {"title": "", "evidence": "own theirs", "nothing": ""},
    "R26": {
        "title": "day", "silent": "day", "evidence": "outcomes offered", "because": "outcomes offered because",
        "declined": "times", "agreed": "", "no_offer": "",
    },
    "R27": {"title": "name", "evidence": ""},
    "R31": {"strategy": "", "strategy_short": "", "send": "", "send_short": ""},
    "R33": {"letters": "name", "afraid": "name", "they": ""},
    "F1": {
        "title": "what", "evidence": "said", "no_reason": "said", "no_child": "", "history": "", "left": "adult",
        "next_time": "child", "prompt": "prompt", "prompt_each": "prompt child",
    },
}  # fmt: skip

SAYS: Final[dict[str, dict[str, frozenset[str]]]] = {
    rule: {name: frozenset(parts.split()) for name, parts in sentences.items()}
    for rule, sentences in _SAYS.items()
}
"""Every sentence the rules say, and the parts each may use."""

TRAVELS: Final = frozenset(rule for rule, sentences in _SAYS.items() if "title" in sentences)
"""Rules that put a line before the manager, beside the reasons."""
WARNINGS: Final = frozenset(rule for rule in _SAYS if rule.startswith("W")) | {"F1"}
"""Those of them that are warnings in the sense of `ux.md` B4, of which a contact should seldom carry one. The
others say what a gate or a requirement leaves to the manager.
"""
AFTERWARDS: Final = frozenset({"G9", "R31"})
"""Rules of what is still to do after an act now or after the decision."""
STOPS: Final = frozenset(_SAYS) - TRAVELS - AFTERWARDS - {"R33"} | {"D07", "G3", "G4", "G5"}
"""Rules that stop a contact on its way; some of them put a line before the manager as well."""
