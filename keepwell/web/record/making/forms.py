"""What is typed to make the record of a child, to add somebody around one, a way to reach them, or an address."""

from datetime import date

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from keepwell.codes import code_set
from keepwell.codes.identifiers import nhs_number_problem, upn_problem

from .. import givers
from ..actions.making import NewChild
from ..models import Address, Contact, Pair, Relationship
from ..queries import asked
from ..row_fields import DayField
from ..told_forms import LaterDay, PastDay

SALT = "keepwell.record.making"
LONGEST = 200  # letters of a name or a line
OLDEST = 26  # years: care leavers are helped until their 25th birthday (Children Act 1989, section 23A to 24)
NOT_KEPT = "This has a character that cannot be kept: type it again"
ONE_OF_THEM = "Choose one of the list"
# Why a record is made, for the history: no words of anybody's own, which would tell of the child.
MADE_FOR = {
    "referral": "Somebody asked for help or told us of a worry",
    "moved": "The child came here from another council or school",
    "family": "A brother or sister has a record here",
    "admitted": "The child was admitted to our school",
    "other": "Something else",
}
RESPONSIBLE = {"yes": "Yes", "no": "No", "": "Not known"}
MAY_BE_EXPECTED = 300  # days before a birth


def line(label, required="", **more):
    """A line of text; `required` is the sentence that is said when it is empty."""
    errors = {
        "required": required, "max_length": f"{label}: shorten this to {LONGEST} characters or fewer",
        "null_characters_not_allowed": f"{label}: {NOT_KEPT[0].lower()}{NOT_KEPT[1:]}",
    }  # fmt: skip
    typed = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return {"label": label, "required": bool(required), "max_length": LONGEST, "error_messages": errors,
            "widget": typed, **more}  # fmt: skip


def chosen(label, choices, missing, **more):
    errors = {"required": missing, "invalid_choice": missing}
    return {"label": label, "choices": choices, "error_messages": errors, "widget": forms.RadioSelect, **more}


class _Home(forms.Form):
    """Lines of an address."""

    line_1 = forms.CharField(**line("Address line 1"))
    line_2 = forms.CharField(**line("Address line 2"))
    town = forms.CharField(**line("Town or city"))
    postcode = forms.CharField(**line("Postcode"))
    sealed = forms.BooleanField(label="This address must be kept secret", required=False)

    @property
    def lines(self):
        said = self.cleaned_data
        return {name: said[name] for name in ("line_1", "line_2", "town", "postcode")}

    def clean_postcode(self):
        return " ".join(self.cleaned_data["postcode"].upper().split())


class NewChildForm(_Home):
    """The first facts of a child. `others` (shown records that are alike) ask for an answer before it is saved."""

    given = forms.CharField(**line("Given names", "Enter the given names, or what the child is called"))
    family = forms.CharField(**line("Family name"))
    known_as = forms.CharField(**line("Known as, if it is another name"))
    sex = forms.ChoiceField(**chosen("Sex", list(code_set("ssda903.SEX").codes.items()), ONE_OF_THEM, required=False))
    upn = forms.CharField(**line("Unique pupil number (UPN)"))
    nhs_number = forms.CharField(**line("NHS number"))
    why = forms.ChoiceField(
        **chosen("Why is this record made?", list(MADE_FOR.items()), "Choose why the record is made")
    )
    giver = forms.ChoiceField(**givers.asked())
    saw = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, left_out=()):
        super().__init__(data)
        self.fields["born_on"] = DayField(stands=[None], label="Date of birth", required=False)
        self.fields["birth_expected_on"] = DayField(
            stands=[None], label="If not born yet, the day when the birth is expected", required=False
        )
        self.fields["said"] = forms.ChoiceField(
            **chosen("Why is this another child?", list(Pair.SAID.items()), ONE_OF_THEM, required=False)
        )
        for name in left_out:
            del self.fields[name]

    def clean_upn(self):
        return _sound(self.cleaned_data["upn"].upper().replace(" ", ""), upn_problem)

    def clean_nhs_number(self):
        return _sound(self.cleaned_data["nhs_number"].replace(" ", ""), nhs_number_problem)

    def clean_born_on(self):
        born_on = self.cleaned_data["born_on"]
        if born_on and born_on > date.today():
            raise ValidationError("Date of birth must be today or earlier; an expected birth has its own question")
        if born_on and born_on.year < date.today().year - OLDEST:
            raise ValidationError(f"Date of birth: nobody older than {OLDEST} is made a child’s record; check the year")
        return born_on

    def clean(self):
        said = self.cleaned_data
        born, expected = said.get("born_on"), said.get("birth_expected_on")
        if born and expected:
            self.add_error("birth_expected_on", "Give the date of birth or the expected one, not both")
        elif expected and not -60 <= (expected - date.today()).days <= MAY_BE_EXPECTED:
            self.add_error("birth_expected_on", "The day when the birth is expected must be within the next ten months")
        return said

    @property
    def new(self):
        """The NewChild that was typed."""
        said = self.cleaned_data
        home = self.lines if "line_1" in self.fields and any(self.lines.values()) else None
        if home:
            home |= {"sealed": said.get("sealed", False), "starts_on": date.today()}
        return NewChild(
            given=said["given"], family=said["family"], known_as=said["known_as"], born_on=said["born_on"],
            birth_expected_on=said["birth_expected_on"], sex=said.get("sex", ""), home=home,
            numbers={"upn": said["upn"], "nhs_number": said["nhs_number"]},
        )  # fmt: skip

    def asks_about(self, children):
        """Is an answer still wanted about these children (ids) that look the same? Then the form says so."""
        seen = set(_unsigned(self.cleaned_data["saw"]))
        if set(children) <= seen and self.cleaned_data["said"]:
            return False
        self.data = self.data.copy()
        self.data["saw"] = signing.dumps(sorted(seen | set(children)), salt=SALT)
        if seen:
            self.add_error("said", "Say why this is another child")
        return True


def _sound(number, problem):
    if number and (trouble := problem(number)):
        raise ValidationError(trouble)
    return number


def _unsigned(text):
    try:
        return signing.loads(text, salt=SALT) if text else []
    except signing.BadSignature:
        return []


class RelativeForm(forms.Form):
    """Somebody around the child: by name, or another child who has a record here, by number or name and birth."""

    kind = forms.ChoiceField(**chosen("They are the child’s", list(Relationship.KINDS.items()), "Choose who they are"))
    given = forms.CharField(**line("Given names"))
    family = forms.CharField(**line("Family name"))
    number = forms.CharField(**line("Or the record they have here: number, or name and date of birth"))
    parental_responsibility = forms.ChoiceField(
        **chosen("Do they have parental responsibility?", list(RESPONSIBLE.items()), ONE_OF_THEM, required=False)
    )
    phone = forms.CharField(**line("Telephone"))
    email = forms.EmailField(
        label="E-mail", required=False, max_length=LONGEST,
        error_messages={"invalid": "Enter an e-mail address like name@example.org"},
    )  # fmt: skip
    note = forms.CharField(**line("Note about reaching them, such as when"))
    do_not_contact = forms.BooleanField(label="Do not contact them", required=False)
    giver = forms.ChoiceField(**givers.asked())

    def __init__(self, data=None, *, takes_contacts=True):
        super().__init__(data)
        self.fields["starts_on"] = LaterDay(label="Since which day, if it is known")
        if not takes_contacts:
            for name in ("phone", "email", "note", "do_not_contact"):
                del self.fields[name]

    def clean(self):
        said = self.cleaned_data
        named, numbered = said.get("given") or said.get("family"), said.get("number")
        if named and numbered:
            self.add_error("number", "Give a name or the record they have here, not both")
        elif not named and not numbered:
            self.add_error("given", "Enter a name, or the record they have here")
        elif numbered:
            self._read(numbered)
        return said

    def _read(self, text):
        self.asked = asked.read(text, date.today())
        if not self.asked.numbers and not (self.asked.born_on and len(self.asked.words) > 1):
            self.add_error("number", "Enter the child’s number, or given name, family name and date of birth")

    @property
    def wanted(self):
        said = self.cleaned_data
        return {
            "given": said["given"], "family": said["family"], "kind": said["kind"], "starts_on": said["starts_on"],
            "parental_responsibility": {"yes": True, "no": False}.get(said["parental_responsibility"]),
        }  # fmt: skip

    @property
    def contacts(self):
        """The ways to reach them that were typed, as `actions.making.add_contact` takes them."""
        said = self.cleaned_data
        if "phone" not in self.fields:
            return []
        rest = {"note": said["note"], "do_not_contact": said["do_not_contact"]}
        found = [{"kind": kind, "value": said[name], **rest} for kind, name in (("phone", "phone"), ("email", "email"))
                 if said[name]]  # fmt: skip
        return found or ([{"kind": "phone", "value": "", **rest}] if any(rest.values()) else [])


class ContactForm(forms.Form):
    """A way to reach the child or one of the people around them. `people`: [(person id, name)]."""

    kind = forms.ChoiceField(**chosen("What it is", list(Contact.KINDS.items()), "Choose what it is"))
    value = forms.CharField(**line("Number or address"))
    note = forms.CharField(**line("Note, such as when to ring"))
    do_not_contact = forms.BooleanField(label="Do not contact them", required=False)
    giver = forms.ChoiceField(**givers.asked())

    def __init__(self, data=None, *, people):
        super().__init__(data)
        self.fields["whose"] = forms.ChoiceField(
            **chosen("Whose?", [(str(pk), name) for pk, name in people], "Choose whose it is")
        )

    def clean(self):
        said = self.cleaned_data
        if not said.get("value") and not said.get("do_not_contact") and "value" not in self.errors:
            self.add_error("value", "Enter a number or address, or say that they must not be contacted")
        elif said.get("kind") == "email" and said.get("value") and "@" not in said["value"]:
            self.add_error("value", "Enter an e-mail address like name@example.org")
        return said


class MoveForm(_Home):
    """Where the child lives from a day on."""

    kind = forms.ChoiceField(**chosen("What it is", list(Address.KINDS.items()), "Choose what it is"))
    giver = forms.ChoiceField(**givers.asked())

    def __init__(self, data=None, *, open_too=True, sealed_too=True):
        super().__init__(data)
        self.fields["starts_on"] = PastDay(label="From which day?")
        self.open_too = open_too
        if not sealed_too:
            del self.fields["sealed"]

    def clean(self):
        said = self.cleaned_data
        if not any(said.get(name) for name in ("line_1", "line_2", "town", "postcode")) and not self.errors:
            self.add_error("line_1", "Enter an address, or at least a town or a postcode")
        if not self.open_too and not said.get("sealed"):
            self.add_error("sealed", "You may only write down an address that is kept secret: tick the box")
        return said
