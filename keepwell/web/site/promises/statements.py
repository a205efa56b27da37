"""What the notices say, sentence group by sentence group, and the promises that each rests on."""

from dataclasses import dataclass

from django.utils import timezone

from keepwell.web.site import notice


@dataclass(frozen=True)
class Statement:
    """A paragraph, list or table of a notice. `place` is its anchor there, and `anchor` that of its row here."""

    audience: str
    section: object
    place: str
    text: str
    promises: tuple

    @property
    def anchor(self):
        return anchor(self.audience, self.place)


def anchor(audience, place):
    return f"{audience}-{place}"


def statements(listing, policy):
    """Every block of every notice of the policy, in order."""
    return [
        Statement(audience, section, laid["id"], _words(block), _resting(listing, section, block))
        for audience in policy.texts
        for section, blocks in _laid(policy, audience)
        for block, laid in blocks
    ]


def _laid(policy, audience):
    """(section, [(block, the same as it is laid out on the page)])."""
    page = notice.written(policy, audience, timezone.localdate())
    for section, laid in zip(page["notice"].sections, page["contents"], strict=True):
        yield section, list(zip(section.blocks, laid["blocks"], strict=True))


def _resting(listing, section, block):
    """The promises that rest on what the block states; those of its section when none does."""
    stated = set(block.ids)
    found = [n for n, one in listing.promises.items() if stated & {*one.rests_on}]
    return tuple(found or (n for n, one in listing.promises.items() if section.id in one.sections))


def _words(block):
    match block.kind:
        case "paragraph" | "warning":
            return block.text
        case "table":
            return f"{block.caption}: a table of {len(block.rows)} lines"
        case "definitions":
            return "; ".join(term for term, _ in block.pairs)
    return block.lead or "; ".join(block.items)
