"""The forms of a check: what is to be checked, how findings are narrowed, and why a query is right."""

from django import forms
from django.utils import timezone

from keepwell.clocks.collection import CollectionYear
from keepwell.returns.running import RULESETS
from keepwell.returns.settings import is_authority

from . import incoming
from .models import COLLECTIONS, Run

YEARS_BACK = 3
RETURN_FILES = (".csv", ".xml", ".zip", ".json")
REGISTER_FILES = (".csv", ".xlsx")
UPLOADS = (  # the choice, the files that it may ask for, and what these are called
    ("this_from", "this_files", "the files to check"),
    ("last_from", "last_files", "last year’s files"),
    ("register", "register_file", "the register’s file"),
)


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files: a list, empty without any."""

    widget = Files

    def clean(self, data, initial=None):
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


def year_choices():
    """Collection years that may be checked: this one and those before it, the latest first."""
    this = CollectionYear.of(timezone.localdate()).year
    return [(year, CollectionYear(year).title) for year in range(this, this - YEARS_BACK - 1, -1)]


class CheckForm(forms.Form):
    collection = forms.ChoiceField(label="Which return", choices=COLLECTIONS.items(), widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label="Collection year", coerce=int)
    this_from = forms.ChoiceField(
        label="What is checked",
        choices=[("record", "The record: the return as it would be today"), ("files", "Files that you upload")],
        widget=forms.RadioSelect,
    )
    this_files = FilesField(
        label="Files to check", required=False,
        help_text="If you upload: all CSV files of the return together, one XML file, or one zip of these.",
    )  # fmt: skip
    last_from = forms.ChoiceField(
        label="Last year’s return",
        choices=[("record", "The record: as it would be today"), ("files", "Files that you upload"),
                 ("none", "None: rules that compare with last year are not run")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    last_files = FilesField(
        label="Last year’s files", required=False, help_text="If you upload: as above, for the year before.",
    )  # fmt: skip
    register = forms.ChoiceField(label="Provider register", widget=forms.RadioSelect)
    register_file = forms.FileField(
        label="Register to upload", required=False,
        help_text="If you upload: Ofsted’s list of children’s homes and supported accommodation, as .csv or .xlsx.",
    )  # fmt: skip
    ruleset = forms.TypedChoiceField(label="Rules of which year", required=False, coerce=int, empty_value=None)
    authority = forms.CharField(
        label="Code of your authority", required=False, max_length=9,
        help_text="Nine characters, such as E10000016. Rules about distances and areas need it.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = Run.objects.exclude(register="").first()
        latest = Run.objects.exclude(authority="").first()
        self.fields["year"].choices = year_choices()
        self.fields["ruleset"].choices = [("", "Those of the same year"),
                                          *((y, CollectionYear(y).title) for y in reversed(RULESETS))]  # fmt: skip
        self.fields["register"].choices = self._registers()
        chosen = {"collection": "ssda903", "year": year_choices()[0][0], "this_from": "record", "last_from": "record",
                  "register": "kept" if self.kept else "none",
                  "authority": latest.authority if latest else ""}  # fmt: skip
        self.initial = chosen | self.initial

    def _registers(self):
        if self.kept:
            name = next(one["name"] for one in self.kept.files if one["part"] == "register")
            yield "kept", f"The one uploaded before: {name}"
        yield "files", "A file that you upload"
        yield "none", "None: rules about providers are not run"

    def clean_authority(self):
        code = self.cleaned_data["authority"].strip().upper()
        if code and not is_authority(code):
            raise forms.ValidationError("Code of your authority: write a letter and eight figures, such as E10000016.")
        return code

    def clean(self):
        given = super().clean()
        for source, field, what in UPLOADS:
            if given.get(source) == "files" and field in given:
                self._fits(field, given[field], what)
            elif given.get(field):
                self.add_error(
                    source, "You chose files further down: choose here that they are uploaded, or take them away."
                )
        return given

    def _fits(self, field, files, what):
        files = files if isinstance(files, list) else [files] if files else []
        names = [incoming.safe(one.name).lower() for one in files]
        if not files:
            self.add_error(field, f"Choose {what}, or choose something else above.")
        elif field == "register_file":
            self._register_fits(names[0])
        elif odd := [one for one in names if not one.endswith(RETURN_FILES)]:
            self.add_error(field, f"{odd[0]} is no CSV, XML or zip file: choose the files that your system writes.")
        elif len(names) > 1 and any(one.endswith(".zip") for one in names):
            self.add_error(field, "A zip is uploaded alone: choose one zip, or the files themselves.")
        elif len(set(names)) < len(names):
            self.add_error(field, "Two of the files have the same name: rename one or leave it out.")
        elif sum(one.size for one in files) > incoming.LARGEST:
            self.add_error(field, f"More than {incoming.LARGEST // 1024**3} gigabytes: choose the return of one year.")

    def _register_fits(self, name):
        if not name.endswith(REGISTER_FILES):
            self.add_error("register_file", "The register is read as .csv or .xlsx: save it as one of these.")

    def asked(self):
        """What `actions.runs.ask_for` takes, besides `by`."""
        given = self.cleaned_data
        chosen = {
            "this": given["this_files"] if given["this_from"] == "files" else [],
            "last": given["last_files"] if given["last_from"] == "files" else [],
            "register": [given["register_file"]] if given["register"] == "files" else [],
        }
        uploads = {part: files for part, files in chosen.items() if files}
        named = ("collection", "year", "ruleset", "this_from", "last_from", "authority")
        keep = self.kept if given["register"] == "kept" else None
        return {name: given[name] for name in named} | {"uploads": uploads, "keep": keep}


class NarrowForm(forms.Form):
    """Which findings are listed. What it does not understand narrows nothing."""

    severity = forms.ChoiceField(
        label="Errors or queries", required=False,
        choices=[("", "Errors and queries"), ("error", "Errors only"), ("query", "Queries only")],
    )  # fmt: skip
    only = forms.ChoiceField(
        label="Which of them", required=False,
        choices=[("", "All"), ("new", "New since the last check"), ("open", "Not explained")],
    )  # fmt: skip
    rule = forms.ChoiceField(label="Rule", required=False)

    def __init__(self, *args, rules=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [("", "All rules"), *((code, f"Rule {code}") for code in rules)]

    def narrowed(self, findings):
        self.is_valid()
        asked = getattr(self, "cleaned_data", {})
        if severity := asked.get("severity"):
            findings = findings.filter(severity=severity)
        if asked.get("only") == "new":
            findings = findings.filter(is_new=True)
        if asked.get("only") == "open":
            findings = findings.filter(is_explained=False)
        if rule := asked.get("rule"):
            findings = findings.filter(rule=rule)
        return findings


class ExplainForm(forms.Form):
    note = forms.CharField(
        label="Why it is right as it stands", max_length=2000, strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Say what you looked at. Write no more about the child than the next reader needs.",
    )  # fmt: skip
