"""Fields in which people write, and a form that notices when somebody else wrote meanwhile."""

from django import forms
from django.core import signing

LONGEST = 20_000  # characters of one answer: ten pages
SALT = "keepwell.concerns.was"


class NoteField(forms.CharField):
    """A text of several lines, as it was typed but for the ends of lines, which each browser sends its own way."""

    widget = forms.Textarea

    def __init__(self, *, missing="", longest=LONGEST, **rest):
        rest.setdefault("required", bool(missing))
        super().__init__(
            max_length=longest,
            error_messages={
                "required": missing,
                "max_length": f"{rest['label']}: shorten it to {longest:,} characters or fewer",
                "null_characters_not_allowed": f"{rest['label']}: take out signs that cannot be seen",
            },
            **rest,
        )

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class LineField(NoteField):
    """A text of one line."""

    widget = forms.TextInput

    def __init__(self, *, longest=200, **rest):
        super().__init__(longest=longest, **rest)
        self.widget.attrs["autocomplete"] = "off"


def chosen(label, choices, missing, *, radios=False, **rest):
    """What a ChoiceField takes: a list, or radios where they are few."""
    widget = forms.RadioSelect if radios else forms.Select
    first = [] if radios else [("", "Choose")]
    errors = {"required": missing, "invalid_choice": missing or f"{label}: choose one of the list"}
    return {"label": label, "choices": [*first, *choices], "widget": widget, "error_messages": errors, **rest}


class Watched(forms.Form):
    """A form over what is kept now ({name: text}); `was` carries, signed, what the person saw when they began."""

    def __init__(self, data=None, *, now, **rest):
        super().__init__(data, initial=now, **rest)
        self.now = {name: now[name] for name in now if name in self.fields}

    @property
    def was(self):
        """{name: text} as the person saw it; {} when the page does not say."""
        try:
            return signing.loads(self.data.get("was", ""), salt=SALT)
        except signing.BadSignature:
            return {}

    @property
    def signed(self):
        """What the hidden field holds. It stays as it was until somebody is told of the change."""
        if self.is_bound and self.data.get("was") and not getattr(self, "told", False):
            return self.data["was"]
        return signing.dumps(self.now, salt=SALT, compress=True)

    def again(self, now):
        """The form over what others wrote meanwhile: what was typed stays, what was not touched is as they made it.

        Returns (label, words) of what they changed.
        """
        data, was, others = self.data.copy(), self.was, []
        for name in [name for name in self.now if now.get(name, "") != was.get(name)]:
            field = self.fields[name]
            words = dict(getattr(field, "choices", ())).get(now[name], now[name])
            others.append((field.label, words or "nothing"))
            if was and self.cleaned_data.get(name) == was.get(name):
                data[name] = now[name]
        self.now = {name: now.get(name, "") for name in self.now}
        self.data, self.told = data, True
        return others
