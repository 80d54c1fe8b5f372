"""The parts of the triage meeting: the family in large letters, the four voices, what they came to together."""
