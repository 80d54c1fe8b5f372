"""The parts of taking down a new contact: who rings, about whom, what to ask, and the value they make."""
