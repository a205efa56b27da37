"""Figures of search in notes and of finding the same child twice, each beside a named reference.

KEEPWELL_HOME=a-copy-of-a-filled-home python benchmarks/words_and_pairs.py

It writes nothing that is not already prepared by `keepwell index`. Nothing here passes or fails.
"""

import statistics
import time


def timed(do, *given):
    start = time.perf_counter()
    found = do(*given)
    return time.perf_counter() - start, found


def show(what, seconds, reference=None, besides=""):
    ratio = f"   ratio {seconds / reference:8.2f}" if reference else ""
    print(f"{what:<58}{seconds * 1000:12.2f} ms{ratio}   {besides}", flush=True)


def main():
    from keepwell.commands.house import open_house

    open_house()
    from keepwell.web.record.models import Child, Note, Words

    print(f"{Child.objects.count():,} children, {Note.objects.count():,} notes, {Words.objects.count():,} prepared")
    indexed = list(Words.objects.order_by("child").values_list("child", flat=True).distinct()[:5000])
    keys(indexed)
    for size in (20, 200, 5000):
        searching(indexed[:size])
    pairs(indexed)


def keys(children):
    """How quickly the keys of many children are there to mark words with."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from keepwell.web.record import vault
    from keepwell.web.record.models import ChildKey
    from keepwell.web.record.searching import marking

    fetching, rows = timed(lambda: list(ChildKey.objects.filter(child__in=children).values_list("wrapped", flat=True)))
    cipher, text = AESGCM(AESGCM.generate_key(256)), b"x" * 32
    sealed = cipher.encrypt(b"n" * 12, text, b"")
    bare, _ = timed(lambda: [cipher.decrypt(b"n" * 12, sealed, b"") for _ in rows])
    ours, found = timed(vault.word_keys, children)
    marked, _ = timed(lambda: [marking.mark(key, "grandmother") for key in found.values()])
    show(f"merely fetching {len(rows):,} wrapped keys (reference)", fetching)
    show("merely decrypting as many (AES-GCM)", bare, fetching)
    show(
        "keys for words, fetched, unwrapped and derived", ours, fetching, f"{len(found) / ours:,.0f} children a second"
    )
    show("one word marked for each", marked, fetching)


def searching(children):
    """One word, and one that nobody wrote, in the notes of these children; the reference opens and reads every note."""
    from cryptography.exceptions import InvalidTag

    from keepwell.web.record import vault
    from keepwell.web.record.mapping.people import read
    from keepwell.web.record.models import Child, Note
    from keepwell.web.record.opening import reader
    from keepwell.web.record.queries import wording

    by = reader(officer())

    def open_all():
        rows, opened = list(Note.objects.filter(child__in=children)), vault.keys_of(children)
        for row in rows:
            try:
                read(row, opened[row.child_id])
            except InvalidTag:
                continue
        return len(rows)

    def look(text):
        looked = wording.Looked(known=Child.objects.count())
        wording._look_through(wording.Sought(text), by, children, looked)
        return looked

    look("grandmother")
    reading, notes = timed(open_all)
    show(f"opening all {notes:,} notes of {len(children):,} children (reference)", reading)
    for text in ("unicorn", "grandmother school", "school"):
        seconds = statistics.median(timed(look, text)[0] for _ in range(3))
        looked = look(text)
        show(f"looking for “{text}” there", seconds, reading, f"{len(looked.hits)} found, {looked.unread} unread")


def officer():
    from datetime import date

    from keepwell.web.staff import actions
    from keepwell.web.staff.models import User

    email = "dpo@example.org"
    if user := User.objects.filter(email=email).first():
        return user
    user = actions.join(email=email, name="A Reader", by=None)
    actions.give_role(user=user, role="data-protection-officer", starts_on=date(2026, 1, 1), by=None)
    return user


def pairs(children):
    """Comparing the whole record, and one new child with it; the reference merely fetches the words of all names."""
    from keepwell.web.record.models import NameKey
    from keepwell.web.record.queries import likeness

    fetching, _ = timed(lambda: list(NameKey.objects.values_list("person_id", "word")))
    show("merely fetching the words of all names (reference)", fetching)
    whole, found = timed(likeness.alike)
    show("comparing the whole record", whole, fetching, f"{len(found):,} pairs")
    facts = list(likeness.facts_of(children[:20]).items())
    one = statistics.median(timed(lambda f=f, c=c: likeness.like(f, but=c))[0] for c, f in facts)
    show("one child compared with the whole record", one, fetching)


if __name__ == "__main__":
    main()
