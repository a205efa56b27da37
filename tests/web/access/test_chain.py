"""Random lives of a log: what was written, when it was sealed, and what somebody did to it by hand. Whatever was done
to what was sealed is named; what nobody touched is not."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as steps
from hypothesis import strategies as st

from keepwell.web.access import head, ranges, sealing, verifying
from keepwell.web.access.models import Entry, Seal

KEYS = st.lists(st.integers(-50, 200), unique=True).map(sorted)
LIFE = st.lists(st.one_of(st.tuples(st.just("write"), st.integers(1, 4)), st.just(("seal", 0))), min_size=1, max_size=8)
DEED = st.tuples(st.sampled_from(["change", "remove", "foreign", "copy"]), st.integers(0, 99))


@given(KEYS)
def test_ranges_are_read_as_they_were_written(keys):
    found = ranges.of(keys)
    assert [key for a, b in found for key in range(a, b + 1)] == keys
    if keys:
        assert ranges.read(ranges.write(found)) == found


@given(KEYS, st.integers(-60, 100), st.integers(0, 120))
def test_gaps_are_what_no_range_holds(keys, first, length):
    last = first + length
    held = set(keys)
    found = [key for a, b in ranges.gaps(ranges.of(keys), first, last) for key in range(a, b + 1)]
    assert found == [key for key in range(first, last + 1) if key not in held]


@pytest.mark.parametrize("text", ["", "1-", "a", "3-2", "1,1", "2,1", "1-5,5", "1--", "1.5"])
def test_what_is_no_range_is_refused(text):
    with pytest.raises(ValueError, match="range"):
        ranges.read(text)


@steps(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(life=LIFE, deeds=st.lists(DEED, max_size=3), pick=st.none() | st.integers(0, 9))
def test_any_life(log, life, deeds, pick):
    empty(log)
    for what, number in life:
        log.write(number) if what == "write" else sealing.seal()
    assert verifying.verify().whole
    copies, due = {}, set()
    for deed, which in deeds:
        due |= do(log, deed, which, copies)
    # The copy of what is gone is all there is of it.
    due -= {("Entr", copy) for copy, key in copies.items() if not Entry.objects.filter(pk=key).exists()}
    if pick is not None and Seal.objects.exists():
        due = unseal(log, pick, due)
    for defects in (verifying.verify().defects, after_going_on(log)):
        for name in due:
            assert any(covers(sentence, *name) for sentence in defects), (name, defects)
        assert due or defects == []


def after_going_on(log):
    """Later entries and seals hide nothing."""
    log.write()
    sealing.seal(thorough=True)
    return verifying.verify().defects


def unseal(log, pick, due):
    """Take a seal away: what it alone knew of, entries removed or changed with it, can no longer be named."""
    seals = list(Seal.objects.order_by("number").values_list("number", "keys"))
    number, text = seals[pick % len(seals)]
    log.tamper("DELETE FROM access_seal WHERE number = %s", number)
    lost = {key for a, b in ranges.read(text) for key in range(a, b + 1)}
    return {("Seal", number)} | {name for name in due if name[1] not in lost}


def empty(log):
    log.tamper("DELETE FROM access_entry")
    log.tamper("DELETE FROM access_seal")
    head.path().unlink(missing_ok=True)


def sealed():
    held = [one for text in Seal.objects.values_list("keys", flat=True) for one in ranges.read(text)]
    return [
        pk for pk in Entry.objects.order_by("pk").values_list("pk", flat=True) if any(a <= pk <= b for a, b in held)
    ]


def do(log, deed, pick, copies):
    """One deed on what is sealed; what must be told of it, as (kind of thing, number)."""
    keys = sealed()
    if not keys:
        return set()
    key, (top,) = keys[pick % len(keys)], log.ask("SELECT max(id) FROM access_entry")[0]
    if deed == "change":
        log.tamper("UPDATE access_entry SET why = why || 'x' WHERE id = %s", key)
        return {("Entr", key)}
    if deed == "remove":
        log.tamper("DELETE FROM access_entry WHERE id = %s", key)
        return {("Entr", key)}
    log.copy(key, to=top + 1_000)
    if deed == "foreign":
        log.tamper("UPDATE access_entry SET action = 'forged' WHERE id = %s", top + 1_000)
    else:
        copies[top + 1_000] = key
    return {("Entr", top + 1_000)}


def covers(sentence, kind, number):
    """Does the sentence speak of this entry or seal?"""
    if not sentence.startswith(kind) and not (kind == "Entr" and "in no seal" in sentence):
        return False
    numbers = [int(word.strip(".,")) for word in sentence.split() if word.strip(".,").isdecimal()]
    return number in numbers or ("to" in sentence.split() and len(numbers) >= 2 and numbers[0] <= number <= numbers[1])
