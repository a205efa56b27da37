"""What every fact about a child has in common."""

from django.db import models

from keepwell.codes import code_set


class CodeField(models.TextField):
    """A code of a published list, kept as it was given.

    Real files hold codes that no list knows. The database never refuses one: pages mark it and the
    checks of the return report it. `code_set` is the name of a set in `keepwell.codes`.
    """

    def __init__(self, *args, code_set="", **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        self.code_set = code_set

    def formfield(self, **kwargs):
        return super().formfield(**{"widget": None, **kwargs})


class Coded(models.Model):
    """Gives the words of the code fields of a model."""

    class Meta:
        abstract = True

    def label(self, field):
        """The words of the code in `field`: its label, or the code marked as unknown; '' when there is none."""
        code = getattr(self, field)
        if not code:
            return ""
        words = code_set(self._meta.get_field(field).code_set).label(code)
        return words or f"{code} (not a code of this list)"


class ChildFact(Coded):
    """A fact of one child's record."""

    child = models.ForeignKey("record.Child", on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


def dates(*, starts="starts_on", ends="ends_on"):
    """The usual order of a fact with a beginning and an end: unknown beginnings last, ties by entry."""
    return [models.F(starts).asc(nulls_last=True), models.F(ends).asc(nulls_last=True), "pk"]
