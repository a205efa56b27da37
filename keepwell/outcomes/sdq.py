"""The strengths and difficulties questionnaire (SDQ): scores and bands from its 25 answers.

The questionnaire is copyright of Youth in Mind: its sentences stand on the licensed form and not here. An answer is
known by its number on the form, 1 to 25, and is 0 (not true), 1 (somewhat true) or 2 (certainly true) as it was
ticked; which items count the other way round is settled here.

Source: the scoring instructions that Youth in Mind publishes (sdqinfo.org, "Scoring the SDQ"), and R. Goodman, "The
Strengths and Difficulties Questionnaire: a research note", Journal of Child Psychology and Psychiatry 38, 1997, with
the original three bands. Standing: repeated: read as others reprint them, not on the publisher's own page. The
department's guidance on the health of looked-after children uses the bands of the carer's total.
"""

from dataclasses import dataclass

ITEMS = range(1, 26)
ANSWERS = (0, 1, 2)
REVERSED = frozenset({7, 11, 14, 21, 25})
ENOUGH = 3  # answers of five from which a scale may be scaled up
HIGHEST, HIGHEST_TOTAL = 10, 40

# Our own word for each scale, and its items.
SCALES = {
    "emotions": (3, 8, 13, 16, 24),
    "conduct": (5, 7, 12, 18, 22),
    "activity": (2, 10, 15, 21, 25),
    "peers": (6, 11, 14, 19, 23),
    "kindness": (1, 4, 9, 17, 20),
}
DIFFICULTIES = ("emotions", "conduct", "activity", "peers")  # kindness is a strength: it is not part of the total
TITLES = {
    "emotions": "Worries and low mood",
    "conduct": "Temper and rules",
    "activity": "Restlessness and attention",
    "peers": "Getting on with other children",
    "kindness": "Kindness to others",
    "total": "Total difficulties",
}
OF_SCALE = {item: scale for scale, items in SCALES.items() for item in items}

BANDS = {"average": "as for most children", "borderline": "borderline", "concern": "cause for concern"}
VERSIONS = {
    "carer": "Parent or carer, ages 4 to 17",
    "teacher": "Teacher, ages 4 to 17",
    "self": "The young person, ages 11 to 17",
}
# The lowest score of the bands borderline and concern; for kindness the highest, because there little is the worry.
LIMITED = ("total", "emotions", "conduct", "activity", "peers", "kindness")
LIMITS = {
    "carer": dict(zip(LIMITED, ((14, 17), (4, 5), (3, 4), (6, 7), (3, 4), (5, 4)), strict=True)),
    "teacher": dict(zip(LIMITED, ((12, 16), (5, 6), (3, 4), (6, 7), (4, 5), (5, 4)), strict=True)),
    "self": dict(zip(LIMITED, ((16, 20), (6, 7), (4, 5), (6, 7), (4, 6), (5, 4)), strict=True)),
}


@dataclass(frozen=True)
class Scored:
    """Scores of one questionnaire.

    version  carer, teacher or self
    scales   {scale: 0 to 10, or None with fewer than three of its five answers}
    total    0 to 40; None as soon as one of the four scales of difficulties has none
    missing  the numbers of the items without an answer
    """

    version: str
    scales: dict
    total: int | None
    missing: tuple

    def band(self, of="total"):
        """average, borderline or concern, of a scale or the total; None where there is no score."""
        score = self.total if of == "total" else self.scales[of]
        return band(score, of, self.version)


def score(answers, version="carer"):
    """Scored from {item: 0, 1, 2 or None}; items that are left out count as not answered.

    ValueError for an item, an answer or a version that the questionnaire does not have.
    """
    if version not in LIMITS:
        raise ValueError(f"The versions of the questionnaire are {', '.join(LIMITS)}.")
    if strange := sorted(set(answers) - set(ITEMS), key=str):
        raise ValueError(f"The items are numbered 1 to 25; there is no item {strange[0]}.")
    given = {item: answer for item, answer in answers.items() if answer is not None}
    if wrong := sorted(item for item, answer in given.items() if type(answer) is not int or answer not in ANSWERS):
        raise ValueError(f"Item {wrong[0]}: an answer is 0, 1 or 2.")
    scales = {scale: _scale(items, given) for scale, items in SCALES.items()}
    parts = [scales[scale] for scale in DIFFICULTIES]
    total = None if None in parts else sum(parts)
    return Scored(version, scales, total, tuple(item for item in ITEMS if item not in given))


def _scale(items, given):
    points = [_points(item, given[item]) for item in items if item in given]
    return _nearest(sum(points) * len(items), len(points)) if len(points) >= ENOUGH else None


def _points(item, answer):
    return 2 - answer if item in REVERSED else answer


def _nearest(sum_scaled, count):
    """The quotient to the nearest whole number, a half upwards. The instructions' own example: 4 of three makes 7."""
    return (2 * sum_scaled + count) // (2 * count)


def band(score, of="total", version="carer"):
    """The band of one score; None when there is no score."""
    if score is None:
        return None
    borderline, concern = LIMITS[version][of]
    if of == "kindness":
        return "concern" if score <= concern else "borderline" if score <= borderline else "average"
    return "concern" if score >= concern else "borderline" if score >= borderline else "average"
