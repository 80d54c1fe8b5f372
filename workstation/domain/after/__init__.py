"""After the decision: who is told and how, the hand-over, the watch on families who were stepped down.

What is left to do is in `gates.after` (G9); here is how each of it is said and counted.
"""
