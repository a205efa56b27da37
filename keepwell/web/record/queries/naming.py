"""Which people have a name that fits what was typed: as typed, its beginning, as it sounds, or spelt nearly so."""

from .. import names
from ..models import NameKey
from . import spelling

CHUNK = 900  # ids in one query; SQLite takes no more than 999 on old machines
EXACT, BEGINS, SOUNDS, NEARLY = 0, 1, 2, 4


class Fitting:
    """Compares typed words with names. `near` also takes words that are a slip or two away."""

    def __init__(self, near=False):
        self.near = near
        self._close = {}

    def close_to(self, word):
        """Words of the vocabulary that are spelt nearly like this one, looked up once in a search."""
        if word not in self._close:
            self._close[word] = set(spelling.nearly(word)) if self.near else set()
        return self._close[word]

    def level(self, typed, word):
        """How well a word of a name fits a typed one; None when it does not."""
        if word == typed:
            return EXACT
        if word.startswith(typed):
            return BEGINS
        if _alike(typed, word):
            return SOUNDS
        return NEARLY if word in self.close_to(typed) else None

    def people(self, words, among=None):
        """{person id: {typed word: level}} of people whom every word fits, of all people or of those ids.

        The longest word goes first: a single letter is then only compared with the names of few.
        """
        found = None if among is None else {person: {} for person in among}
        for word in sorted(words, key=len, reverse=True):
            fitting = self._fitting(word, found)
            if found is None:
                found = {person: {word: level} for person, level in fitting.items()}
            else:
                found = {p: {**own, word: fitting[p]} for p, own in found.items() if p in fitting}
        return found or {}

    def _fitting(self, word, among):
        if among is not None and len(among) <= CHUNK:
            return self._of(word, NameKey.objects.filter(person__in=list(among)))
        levels = {}
        if self.near:
            levels = dict.fromkeys(_holders(word__in=list(self.close_to(word))), NEARLY)
        levels |= dict.fromkeys(_sounding(word), SOUNDS)
        first, after = span(word)
        begins = NameKey.objects.filter(word__gte=first, **({"word__lt": after} if after else {}))
        return levels | self._of(word, begins)

    def _of(self, typed, keys):
        levels = {}
        for person, word in keys.values_list("person_id", "word"):
            level = self.level(typed, word)
            if level is not None and level <= levels.get(person, level):
                levels[person] = level
        return levels


def _holders(**wanted):
    return NameKey.objects.filter(**wanted).values_list("person_id", flat=True)


def _sounding(word):
    if sound := _sound(word):
        yield from _holders(sound=sound)
    if alike := spelling.spoken_as(word):
        yield from _holders(word__in=alike)


def _alike(typed, word):
    sound = _sound(typed)
    return bool(sound and sound == names.sound(word)) or word in spelling.spoken_as(typed)


def _sound(word):
    """The sound of a word that is long enough to tell it from others by; '' for one without a vowel."""
    sound = names.sound(word)
    return sound if len(word) > 2 and len(sound) > 1 and any(c in "aeiouy" for c in word) else ""


def span(word):
    """(first, after) of the words that begin with `word`, in any sensible collation; `after` None when open.

    Some collations put more between the two: what comes back is compared letter by letter.
    """
    stem = word.rstrip("z")
    if not stem:
        return word, None
    return word, stem[:-1] + ("a" if stem[-1] == "9" else chr(ord(stem[-1]) + 1))
