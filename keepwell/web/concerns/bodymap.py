"""Where on a body, and what is seen there: named places of a child's front and back, as plain data.

The description is the record. The picture is drawn from it (`figures`), and says nothing that the words do not.
Left and right are the child's own. Places lie on a figure 240 wide and 480 high.
"""

from dataclasses import dataclass

WIDE, HIGH = 240, 480
SIDES = {"front": "Front", "back": "Back"}
KINDS = {
    "bruise": "Bruise",
    "cut": "Cut or graze",
    "burn": "Burn or scald",
    "bite": "Bite",
    "scratch": "Scratch",
    "swelling": "Swelling",
    "redness": "Redness or rash",
    "other": "Something else",
}
SKIN = {"yes": "Broken", "no": "Not broken", "unsure": "I could not tell"}


@dataclass(frozen=True)
class Region:
    """A place on the figure: an ellipse around (x, y)."""

    id: str
    title: str
    side: str
    x: int
    y: int
    rx: int
    ry: int


# id, title, x, y, rx, ry; those of one half of the body are given for the child's right half and mirrored.
FRONT = (
    ("forehead", "Forehead", 120, 22, 28, 12), ("nose", "Nose", 120, 60, 9, 11), ("mouth", "Mouth", 120, 82, 15, 8),
    ("chin", "Chin", 120, 103, 14, 7), ("neck", "Throat", 120, 124, 15, 11), ("stomach", "Stomach", 120, 218, 33, 21),
    ("groin", "Groin and private parts", 120, 256, 16, 13),
)  # fmt: skip
FRONT_HALVES = (
    ("eye", "eye", 103, 45, 10, 7), ("cheek", "cheek", 97, 69, 11, 12), ("ear", "ear", 73, 58, 7, 12),
    ("shoulder", "shoulder", 76, 146, 14, 12), ("chest", "side of the chest", 102, 170, 20, 24),
    ("upper-arm", "upper arm", 63, 180, 12, 22), ("inner-elbow", "inner elbow", 55, 210, 10, 10),
    ("forearm", "forearm", 48, 236, 10, 18), ("hand", "palm", 39, 268, 11, 14), ("hip", "hip", 94, 250, 12, 16),
    ("thigh", "thigh", 98, 300, 19, 34), ("knee", "knee", 98, 346, 14, 13), ("shin", "shin", 98, 392, 12, 34),
    ("foot", "foot", 94, 442, 15, 14),
)  # fmt: skip
BACK = (
    ("head-back", "Back of the head", 120, 48, 42, 46), ("neck-back", "Back of the neck", 120, 120, 15, 13),
    ("spine", "Middle of the back", 120, 182, 12, 30), ("lower-back", "Lower back", 120, 228, 32, 15),
)  # fmt: skip
BACK_HALVES = (
    ("ear-back", "ear, from behind", 73, 58, 7, 12), ("shoulder-back", "shoulder, from behind", 76, 146, 14, 12),
    ("shoulder-blade", "shoulder blade", 96, 166, 15, 22), ("side-back", "side of the back", 95, 202, 14, 16),
    ("arm-back", "upper arm, from behind", 63, 180, 12, 22), ("elbow", "elbow", 55, 210, 10, 10),
    ("forearm-back", "forearm, from behind", 48, 236, 10, 18), ("hand-back", "back of the hand", 39, 268, 11, 14),
    ("buttock", "buttock", 101, 262, 19, 18), ("thigh-back", "thigh, from behind", 98, 308, 18, 28),
    ("knee-back", "hollow of the knee", 98, 346, 14, 12), ("calf", "calf", 98, 390, 13, 32),
    ("heel", "heel and sole", 94, 442, 14, 14),
)  # fmt: skip


def _regions():
    for side, whole, halves in (("front", FRONT, FRONT_HALVES), ("back", BACK, BACK_HALVES)):
        for id, title, *place in whole:
            yield Region(id, title, side, *place)
        for id, title, x, *rest in halves:
            # Seen from the front, the child's right is on our left; from behind, on our right.
            right, left = (x, WIDE - x) if side == "front" else (WIDE - x, x)
            yield Region(f"right-{id}", f"Right {title}", side, right, *rest)
            yield Region(f"left-{id}", f"Left {title}", side, left, *rest)


REGIONS = {region.id: region for region in _regions()}


def choices():
    """Places for a list, by side: [(Front, [(id, title)]), ...]."""
    return [
        (title, [(one.id, one.title) for one in REGIONS.values() if one.side == side]) for side, title in SIDES.items()
    ]


@dataclass(frozen=True)
class Mark:
    """One mark as somebody described it. `region` and `kind` are ids, the rest is words."""

    region: str
    kind: str
    size: str = ""
    shape: str = ""
    colour: str = ""
    skin: str = ""
    words: str = ""

    @property
    def where(self):
        one = REGIONS.get(self.region)
        return f"{one.title} ({SIDES[one.side].lower()})" if one else self.region

    @property
    def what(self):
        return KINDS.get(self.kind, self.kind)

    @property
    def broken(self):
        return SKIN.get(self.skin, self.skin)

    @property
    def said(self):
        """The mark in one line, for those who do not see the picture."""
        more = (self.size, self.shape, self.colour, f"skin {self.broken.lower()}" if self.skin else "", self.words)
        return ", ".join(filter(None, (f"{self.what} at {self.where}", *more)))


def from_data(given):
    """Marks from what was kept of them: dicts of text. What is not known of a mark stays empty."""
    known = Mark.__dataclass_fields__
    return [Mark(**{name: str(one.get(name, "")) for name in known}) for one in given]
