"""What people type into the form of a concern."""

from datetime import date

TODAY = date.today()


def day(on=TODAY, name="on"):
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def note(**more):
    return {
        "about": "Ama Okafor, Robins class", "child_words": "Dad hit me wiv the stick", "how": "saw",
        "seen": "A red mark on her left arm.", "opinion": "She seemed afraid.", "where": "By the coats",
        "at_time": "9.10",
        "marks": "3", "people": "2", **day(date(2026, 11, 20)), **more,
    }  # fmt: skip


MARK = {
    "mark-0-place": "left-forearm", "mark-0-kind": "bruise", "mark-0-size": "2 cm", "mark-0-colour": "blue",
    "mark-0-skin": "no",
}  # fmt: skip
PERSON = {
    "person-0-name": "Kofi Larkspur",
    "person-0-part": "alleged",
    "person-0-words": "Pushed somebody in the yard.",
}
