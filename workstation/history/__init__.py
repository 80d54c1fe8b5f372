"""Finding earlier involvement: people who may be the same, with reasons in words. It never decides.

matcher             what is asked and answered; real, engine: who answers it
asking              an enquiry taken apart; spelling, folding, hashes: names and places as search keys
vocabulary, likeness, alike
                    every word of a name once, and which words are like which
segment, building, room, index
                    people as columns and posting lists, made from the register
keeping, snapshot   the index kept up with the register, and kept in the file
evidence, days, places, numbers, levels
                    what can be compared
name_words, scoring, weighing, weights, kinship
                    how much it says, in bits that nobody outside sees
answering, reasons  hits in words, for and against
household, homes, known_kin
                    the family behind somebody, from the register
open_questions      what is asked of open contacts, kept until somebody alike changes
finding, typed, spans, together, fit
                    the one box of Find: what was typed, and who fits all of it
record              what is read, and from whom
"""
