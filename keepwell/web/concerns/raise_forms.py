"""What is typed to raise a concern, on one page: what happened, marks on the body, people, files."""

import re
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from ..record.file_fields import FilesField
from ..record.told_forms import PastDay
from . import bodymap
from .words import HOW, PARTS
from .writing import LineField, NoteField, chosen

CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})\s*(am|pm)?", re.IGNORECASE)
OF_MARKS, OF_PEOPLE = (3, 20), (2, 20)  # how many are offered at first, and at most
MORE = 2


class RaiseForm(forms.Form):
    """`known`: is it settled whom it is about?"""

    about = LineField(
        label="Who is it about?", missing="Say who it is about, in your own words",
        help_text="Name, class or year, as far as you know. You need not look anybody up: the lead does that.",
    )  # fmt: skip
    danger = forms.BooleanField(label="Somebody may be in danger now", required=False)
    child_words = NoteField(
        label="The child’s own words",
        help_text="Exactly as the child said it, also slang and names for parts of the body. Leave it empty if "
        "the child said nothing.",
    )  # fmt: skip
    how = forms.ChoiceField(**chosen("How do you know?", HOW.items(), "Choose how you know", radios=True))
    told_by = LineField(label="Who told you?", help_text="If somebody else told you.")
    seen = NoteField(
        label="What you saw or heard", help_text="Only what happened: what was done, said, seen. No opinion here."
    )
    opinion = NoteField(
        label="What you think about it", help_text="Your own opinion stands here, apart from what happened."
    )
    at_time = LineField(label="At what time?", longest=40, help_text="For example 10:40, or after lunch.")
    where = LineField(label="Where was it?")
    files = FilesField(
        label="Photographs or documents", required=False,
        help_text="Five at most, of 20 megabytes each. Never photograph a child’s injuries: use the body map.",
    )  # fmt: skip

    def __init__(self, *args, known=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"] = PastDay(label="On which day was it?", required=True)
        self.order_fields(["about", "danger", "child_words", "how", "told_by", "seen", "opinion", "on"])
        if known:
            del self.fields["about"]

    def clean(self):
        said = self.cleaned_data
        if not said.get("seen") and not said.get("child_words") and not {"seen", "child_words"} & set(self.errors):
            self.add_error("seen", "Say what you saw or heard, or what the child said")
        if said.get("how") == "reported" and not said.get("told_by"):
            self.add_error("told_by", "Say who told you")
        if said.get("on") == date.today() and _later_than_now(said.get("at_time", "")):
            self.add_error("at_time", "That time has not come yet: check the day and the time")
        return said


def _later_than_now(text):
    found = CLOCK.fullmatch(text.strip())
    if not found:
        return False
    hour, minute = int(found[1]) + 12 * ((found[3] or "").lower() == "pm" and int(found[1]) < 12), int(found[2])
    now = timezone.localtime()
    return hour < 24 and minute < 60 and datetime(now.year, now.month, now.day, hour, minute) > now.replace(tzinfo=None)


class MarkForm(forms.Form):
    """One mark on the body; left empty it is none. The place is chosen from the list or pointed at."""

    place = forms.ChoiceField(required=False, **chosen("Where on the body?", bodymap.choices(), ""))
    point = forms.CharField(required=False)
    kind = forms.ChoiceField(required=False, **chosen("What is it?", bodymap.KINDS.items(), ""))
    size = LineField(label="How large?", longest=60, help_text="For example as large as a 10p coin, or 2 cm.")
    shape = LineField(label="Which shape?", longest=60)
    colour = LineField(label="Which colour?", longest=60)
    skin = forms.ChoiceField(required=False, **chosen("Is the skin broken?", bodymap.SKIN.items(), "", radios=True))
    words = LineField(label="What else?", longest=500)

    def clean_point(self):
        point = self.cleaned_data["point"]
        if point and point not in bodymap.REGIONS:
            raise ValidationError("Choose a place of the figure")
        return point

    def clean(self):
        said = self.cleaned_data
        place, point = said.get("place"), said.get("point")
        if self.is_empty or self.errors:
            return said
        if place and point and place != point:
            titles = " and ".join(bodymap.REGIONS[one].title for one in (place, point))
            self.add_error("place", f"The list and the figure say different places ({titles}): choose one")
        elif not place and not point:
            self.add_error("place", "Choose where on the body the mark is")
        if not said.get("kind"):
            self.add_error("kind", "Choose what kind of mark it is")
        return said

    @property
    def is_empty(self):
        return not any(self.cleaned_data.values())

    @property
    def mark(self):
        said = self.cleaned_data
        return {"region": said["point"] or said["place"]} | {
            name: said[name] for name in ("kind", "size", "shape", "colour", "skin", "words")
        }


class PersonForm(forms.Form):
    """One more person in it, with a part of their own; left empty it is none."""

    name = LineField(label="Who?", help_text="Name, class or year, or who they are to the child.")
    part = forms.ChoiceField(required=False, **chosen("Which part?", PARTS.items(), ""))
    words = NoteField(
        label="What was their part?", longest=2000,
        help_text="If they are a child too, their own record gets this alone: name nobody else in it.",
    )  # fmt: skip

    def clean(self):
        said = self.cleaned_data
        if self.is_empty or self.errors:
            return said
        if not said.get("name"):
            self.add_error("name", "Say who they are")
        if not said.get("part"):
            self.add_error("part", "Choose which part they have in it")
        return said

    @property
    def is_empty(self):
        return not any(self.cleaned_data.values())


class Raising:
    """The whole page as one form: RaiseForm, marks and people, of which as many are offered as the page asks for."""

    def __init__(self, data=None, files=None, *, known=False):
        self.main = RaiseForm(data, files, known=known)
        self.marks = [MarkForm(data, prefix=f"mark-{i}") for i in range(_count(data, "marks", OF_MARKS))]
        self.people = [PersonForm(data, prefix=f"person-{i}") for i in range(_count(data, "people", OF_PEOPLE))]
        self.forms = [self.main, *self.marks, *self.people]
        self.is_bound = data is not None

    def __iter__(self):
        return (bound for form in self.forms for bound in form)

    def __getitem__(self, name):
        return self.main[name]

    @property
    def errors(self):
        return [form.errors for form in self.forms if form.errors]

    def non_field_errors(self):
        return self.main.non_field_errors()

    def is_valid(self):
        valid = [form.is_valid() for form in self.forms]  # each of them says what is wrong with it
        return all(valid)

    @property
    def wanted(self):
        """What `raising.raise_concern` takes of what was typed."""
        said = self.main.cleaned_data
        words = {name: said[name] for name in ("child_words", "seen", "told_by", "opinion", "where")}
        return {name: said[name] for name in ("on", "at_time", "how", "danger", "files")} | {
            "words": words | {
                "about": said.get("about", ""), "marks": [one.mark for one in self.marks if not one.is_empty],
                "people": [one.cleaned_data for one in self.people if not one.is_empty],
            },
        }  # fmt: skip


def _count(data, name, bounds):
    first, most = bounds
    asked = (data or {}).get(name, "")
    count = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else first
    more = MORE if (data or {}).get("more") == name else 0
    return min(max(count, first) + more, most)
