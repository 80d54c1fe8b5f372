"""What a rule looks at, and how it says what it found."""

from __future__ import annotations

from dataclasses import dataclass

from workstation.domain.contact import ContactFile
from workstation.domain.decision_rules import DecisionRules
from workstation.domain.gates.gap import Gap
from workstation.domain.guide import Guide, Outcome
from workstation.domain.past import Past
from workstation.domain.said_nothing import says_nothing


@dataclass(frozen=True)
class Seen:
    """One contact, the guide with its rules, and what the rest of the record says."""

    file: ContactFile
    guide: Guide
    past: Past

    @property
    def rules(self) -> DecisionRules:
        """The rules in force."""
        return self.guide.rules

    @property
    def closing(self) -> Outcome | None:
        """An outcome that closes or steps down, if one is recommended for any child."""
        chosen = (self.guide.outcome(said.body.outcome) for said in self.file.outcomes)
        return next((one for one in chosen if one.closes or one.stepdown), None)

    @property
    def ending(self) -> Outcome | None:
        """An outcome after which nobody works with them, if one is recommended for any child."""
        chosen = (self.guide.outcome(said.body.outcome) for said in self.file.outcomes)
        return next((one for one in chosen if one.closes), None)

    def empty(self, text: str) -> bool:
        """Whether a text is made of words that say nothing."""
        return says_nothing(text, self.rules.fillers.words)

    def because(self, rule: str, text: str, sentence: str = "evidence") -> str:
        """A reason as evidence, and that it is none where it says nothing."""
        said = self.rules.say(rule, sentence, because=text.strip())
        return self.rules.say("F1", "no_reason", said=text.strip()) if self.empty(text) else said


def travels(rule: str, step: int, place: str, title: str, evidence: str) -> Gap:
    """Something that goes to the manager beside the reasons."""
    return Gap(rule, step, place, "", evidence, title)
