"""The words that names are made of here, and which of them are nearly, or sound like, what was typed."""

import threading

from django.db.models import Max
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from .. import names
from ..models import NameKey

NEAR = 25  # words tried at most for one that was typed
# Names that English ears spell otherwise. Left as written, right about as spoken.
SPOKEN = {
    "siobhan": "shivawn", "niamh": "neev", "aoife": "eefa", "saoirse": "seersha", "caoimhe": "keeva",
    "sinead": "shinade", "roisin": "rosheen", "grainne": "gronya", "ciaran": "keeran", "oisin": "usheen",
    "eoghan": "owen", "tadhg": "tige", "aisling": "ashling", "eilidh": "aylee", "ruaridh": "rory", "ruairi": "rory",
    "sian": "sharn", "angharad": "anharad", "nguyen": "win", "xiu": "shoo", "zhang": "jang", "joao": "jow",
    "catriona": "katrina", "mairead": "morade", "padraig": "pawrick", "seamus": "shaymus", "sean": "shawn",
}  # fmt: skip


class Vocabulary:
    """All distinct words of names, read once and then only what was added since.

    Words whose last name has gone stay until the next start; looking them up finds nobody, which is harmless.
    """

    def __init__(self):
        self.words, self.last, self.lock = set(), 0, threading.Lock()

    def refreshed(self):
        last = NameKey.objects.aggregate(last=Max("pk"))["last"] or 0
        if last != self.last:
            with self.lock:
                since = self.last if last > self.last else 0
                self.words |= set(NameKey.objects.filter(pk__gt=since).values_list("word", flat=True).distinct())
                self.last = last
        return self.words


VOCABULARY = Vocabulary()


def nearly(word):
    """Words of the vocabulary that are a slip or two away: {word: slips}."""
    slips = _slips_allowed(word)
    if not slips:
        return {}
    found = extract(word, VOCABULARY.refreshed(), scorer=OSA.distance, score_cutoff=slips, limit=NEAR)
    return {near: int(distance) for near, distance, _ in found if distance}


def _slips_allowed(word):
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2


def spoken_as(word):
    """Names that are said like `word` but spelt quite otherwise, and the other way round."""
    sound = names.sound(word)
    return [written for written, spoken in SPOKEN.items() if written != word and names.sound(spoken) == sound]
