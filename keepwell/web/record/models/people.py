"""People: a child, the people around them, and what identifies and describes them."""

import uuid

from django.db import models
from simple_history.models import HistoricalRecords

from .base import ChildFact, Coded, CodeField, dates


class Person(Coded):
    """Anybody the record speaks of. `reference` is the controller's own number for them."""

    KINDS = {
        "child": "Child",
        "parent": "Parent",
        "carer": "Carer",
        "sibling": "Brother or sister",
        "professional": "Professional",
        "other": "Other person",
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.TextField(unique=True, help_text="The controller's own number for this person.")
    folded = models.TextField(db_index=True, editable=False, help_text="The reference in capitals, to find it by.")
    kind = models.TextField(default="other", choices=KINDS.items())
    sex = CodeField(code_set="ssda903.SEX")
    born_on = models.DateField(null=True, blank=True, db_index=True)
    birth_expected_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return f"person {self.pk}"


class Child(Coded):
    """A person with a record of their own."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="child")
    upn_unknown = CodeField(code_set="cin.UPNunknown", help_text="Why there is no unique pupil number.")
    gender = CodeField(code_set="cin.GenderCurrent", help_text="As older census files gave it.")
    is_mother = models.BooleanField(null=True, blank=True)
    own_child_born_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    def __str__(self):
        return f"child {self.pk}"


class Name(models.Model):
    """A name of a person, with the dates it was used where they are known."""

    KINDS = {"legal": "Name", "preferred": "Known as", "former": "Former name", "alias": "Also called"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.TextField(default="legal", choices=KINDS.items())
    given = models.TextField(blank=True, default="")
    family = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = dates()

    @property
    def full(self):
        return f"{self.given} {self.family}".strip()


class NameKey(models.Model):
    """One word of a name as search looks for it: folded to plain lower-case letters, and how it sounds."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_keys")
    word = models.TextField()
    sound = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["word", "person"], name="name_word"),
            models.Index(fields=["sound", "person"], name="name_sound"),
        ]


class Address(models.Model):
    """Where a person lived and when. A sealed address is told only to those the policy names."""

    KINDS = {"home": "Home", "placement": "Placement", "correspondence": "For letters"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    kind = models.TextField(default="home", choices=KINDS.items())
    line_1 = models.TextField(blank=True, default="")
    line_2 = models.TextField(blank=True, default="")
    town = models.TextField(blank=True, default="")
    postcode = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    sealed = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering = dates()

    @property
    def lines(self):
        return [line for line in (self.line_1, self.line_2, self.town, self.postcode) if line]


class Contact(models.Model):
    """A way to reach a person, or a reason not to."""

    KINDS = {"phone": "Telephone", "email": "E-mail"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    kind = models.TextField(choices=KINDS.items())
    value = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    do_not_contact = models.BooleanField(default=False)


class Identifier(models.Model):
    """A number by which others know a person. The current one has no end."""

    KINDS = {
        "upn": "Unique pupil number",
        "former_upn": "Former unique pupil number",
        "uln": "Unique learner number",
        "nhs_number": "NHS number",
        "home_office": "Home Office reference",
        "other": "Other number",
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.TextField(choices=KINDS.items())
    value = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(fields=["value", "kind"], name="identifier_value")]
        ordering = dates()


class Characteristic(Coded):
    """How a person describes themselves, or how somebody else did: `declared_by` says who."""

    KINDS = {"ethnicity": "Ethnic group", "disability": "Disability"}
    DECLARED_BY = {
        "self": "The child",
        "parent": "A parent or carer",
        "worker": "A worker",
        "return": "A statutory return; who declared it is not recorded",
    }
    SETS = {"ethnicity": "cin.Ethnicity", "disability": "cin.Disability"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="characteristics")
    kind = models.TextField(choices=KINDS.items())
    code = CodeField()
    declared_by = models.TextField(default="return", choices=DECLARED_BY.items())
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        indexes = [models.Index(fields=["person", "kind"], name="characteristic_of")]
        ordering = dates()

    def label(self, field="code"):
        from keepwell.codes import code_set

        if not self.code:
            return ""
        return code_set(self.SETS[self.kind]).label(self.code) or f"{self.code} (not a code of this list)"


class Relationship(models.Model):
    """`other` is the `kind` of `person`, with or without parental responsibility for them."""

    KINDS = {
        "mother": "Mother",
        "father": "Father",
        "parent": "Parent",
        "step-parent": "Step-parent",
        "grandparent": "Grandparent",
        "aunt-uncle": "Aunt or uncle",
        "sibling": "Brother or sister",
        "half-sibling": "Half-brother or half-sister",
        "carer": "Carer",
        "foster-carer": "Foster carer",
        "other": "Other",
    }

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="relationships_to")
    kind = models.TextField(default="other", choices=KINDS.items())
    parental_responsibility = models.BooleanField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = dates()


class Professional(models.Model):
    """What a professional does and for whom."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="professional")
    role = models.TextField(blank=True, default="")
    organisation = models.TextField(blank=True, default="")
    team = models.TextField(blank=True, default="")


class Involvement(ChildFact):
    """A professional's work with a child: allocated social worker, reviewing officer, designated teacher..."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="involvements")
    role = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = dates()


class Alert(ChildFact):
    """A warning that belongs at the top of the child's page, with the day it must be looked at again."""

    kind = models.TextField(blank=True, default="")
    text = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = dates()
