"""Who stands in a genogram, and what joins them."""

from dataclasses import dataclass
from datetime import date

GENERATIONS = {
    0: "Grandparents", 1: "Parents and carers", 2: "The child, brothers and sisters", 3: "The child’s own children",
    4: "Others",
}  # fmt: skip

# Kind of relationship: (generation, whether it tells the sex). The first that fits settles where somebody stands.
KINDS = {
    "self": (2, ""),
    "father": (1, "male"),
    "mother": (1, "female"),
    "parent": (1, ""),
    "grandparent": (0, ""),
    "step-parent": (1, ""),
    "aunt-uncle": (1, ""),
    "sibling": (2, ""),
    "half-sibling": (2, ""),
    "own-child": (3, ""),
    "carer": (1, ""),
    "foster-carer": (1, ""),
    "other": (4, ""),
}
RANK = {kind: rank for rank, kind in enumerate(KINDS)}

# Kinds of tie: what its line means, and how the line is broken ("" is a whole line).
TIES = {
    "parents": ("Parents and their children", ""),
    "half": ("Half-brothers and half-sisters; the shared parent is not recorded", "9 5"),
    "step": ("Step-parent", "2 4"),
    "carer": ("Carer", "14 4 2 4"),
    "grandparent": ("Grandparent; of which parent is not recorded", "9 5 2 5"),
    "aunt": ("Aunt or uncle; of which parent is not recorded", "4 4"),
}


@dataclass(frozen=True)
class Member:
    """`kinds` are keys of KINDS, `words` what they are to the child, `lines` further words of their dates.

    sex          "male", "female" or "" when it is not known or not shown
    responsible  has parental responsibility for the child: True, False, or None when that is not recorded
    """

    key: int
    name: str
    kinds: tuple
    words: str = ""
    sex: str = ""
    born_on: date | None = None
    died_on: date | None = None
    dead: bool = False
    responsible: bool | None = None

    @property
    def kind(self):
        return min(self.kinds, key=RANK.__getitem__)

    @property
    def generation(self):
        return KINDS[self.kind][0]

    @property
    def order(self):
        """Where among their generation: by kind, brothers and sisters by age, and always the same."""
        rank = 0 if self.kind in ("self", "sibling") else RANK[self.kind]
        return rank, self.born_on or date.max, self.name, self.key


@dataclass(frozen=True)
class Tie:
    """The `elders` (keys of members) are all tied to all of `children`; a tie without elders joins the children."""

    kind: str
    elders: tuple
    children: tuple

    @property
    def members(self):
        return (*self.elders, *self.children)
