"""How hard a text is to read, by two published formulas.

Flesch-Kincaid grade level: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy
enlisted personnel", 1975. SMOG: McLaughlin, "SMOG grading: a new readability formula", Journal of Reading 12 (8), 1969.
Both give a year of school in the United States; children are about five years older than that number.
"""

from math import sqrt

AGE_AT_GRADE_0 = 5  # years
YOUNGEST, OLDEST = 5, 18
SMOG_SENTENCES = 30  # fewer, and the formula was not made for it


def flesch_kincaid(words, sentences, syllables):
    """School grade; may be below 0 for very plain words. Counts must be above 0."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(sentences, long_words):
    """School grade, from words of three syllables and more; None for fewer than 30 sentences."""
    return 1.0430 * sqrt(30 * long_words / sentences) + 3.1291 if sentences >= SMOG_SENTENCES else None


def reading_age(grade):
    """The age in years, 5 to 18, of a reader who can follow a text of this grade. 18: only a practised reader can."""
    return max(YOUNGEST, min(OLDEST, round(grade) + AGE_AT_GRADE_0))
