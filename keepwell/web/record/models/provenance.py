"""Where the record came from: imports, their files, and every row of them."""

from django.conf import settings
from django.db import models

from .people import Child


class Import(models.Model):
    """One file set taken in whole, with its account."""

    collection = models.TextField()
    year = models.IntegerField(null=True, help_text="The collection year: the year it ends in. None for people files.")
    digest = models.TextField(db_index=True)
    source = models.TextField()
    form = models.TextField(help_text="csv or xml")
    taken_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.TextField()
    account = models.JSONField(default=dict)
    settings = models.JSONField(default=dict, help_text="What return.json said.")

    class Meta:
        ordering = ["-taken_at", "-pk"]


class SourceFile(models.Model):
    """One file of an import."""

    taken_in = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    name = models.TextField()
    sha256 = models.TextField()
    size = models.BigIntegerField()
    encoding = models.TextField(blank=True)


class SourceRow(models.Model):
    """One row of a file: the part of the record it became, or why it was set aside.

    `given` holds the cells that the record does not say in the same words: column -> [as given, as the record
    said it at that time]. A cell is given back as it came for as long as the record still says the same.
    `cells` holds the whole row when it was set aside, and `extra` the columns no table declares.
    """

    taken_in = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    table = models.TextField()
    file = models.TextField()
    line = models.IntegerField()
    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+")
    became = models.BigIntegerField(null=True, help_text="Key of the row in the record.")
    given = models.JSONField(null=True)
    extra = models.JSONField(null=True)
    cells = models.JSONField(null=True)
    aside = models.TextField(blank=True, default="", help_text="Why the row was set aside.")

    class Meta:
        indexes = [
            models.Index(fields=["taken_in", "table"], name="source_of_table"),
            models.Index(fields=["table", "became"], name="source_became"),
        ]


class Correction(models.Model):
    """One row of the record changed, added or removed by hand: who did it, why, and what it said before and after.

    `kind` is the slug of the kind of row and `key` its key there. `before` and `after` hold the facts that changed, by
    name (dates as ISO text); a row that was added has no `before`, one that was removed no `after`.
    """

    class Made(models.TextChoices):
        CORRECTED = "corrected", "Corrected"
        ADDED = "added", "Added"
        REMOVED = "removed", "Removed"

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    kind = models.TextField()
    key = models.BigIntegerField()
    made = models.TextField(choices=Made.choices)
    year = models.IntegerField(help_text="The collection year from which returns give the new words.")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField()
    giver = models.TextField(blank=True, default="", help_text="Who told us: see record.givers.")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["child", "kind", "key"], name="correction_of_row")]


class Given(models.Model):
    """Who gave what somebody typed into a row of which no Correction speaks: a new child's, a relative's, an address.

    `model` is the label of its model and `key` its key there; `giver` as `record.givers` says.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    model = models.TextField()
    key = models.BigIntegerField()
    giver = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["model", "key"], name="given_row")]


class Finding(models.Model):
    """Something the reader noticed in a file: where, what, and how to mend it."""

    taken_in = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="findings")
    file = models.TextField()
    line = models.IntegerField(null=True)
    table = models.TextField(blank=True)
    column = models.TextField(blank=True)
    kind = models.TextField()
    text = models.TextField()
