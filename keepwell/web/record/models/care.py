"""Being looked after: periods of care, episodes, legal statuses, placements, and what happens in care."""

from django.db import models
from simple_history.models import HistoricalRecords

from .base import ChildFact, CodeField, dates


class PeriodOfCare(ChildFact):
    """An unbroken time of being looked after, made of one or more episodes."""

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = dates()


class LegalStatus(ChildFact):
    """The legal ground on which a child was looked after."""

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    code = CodeField(code_set="ssda903.LS")

    class Meta:
        ordering = dates()


class Placement(ChildFact):
    """Where a looked-after child lived."""

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    kind = CodeField(code_set="ssda903.PLACE")
    provider = CodeField(code_set="ssda903.PLACE_PROVIDER")
    postcode = models.TextField(blank=True, default="")
    urn = models.TextField(blank=True, default="", help_text="Ofsted's number of the provider.")

    class Meta:
        ordering = dates()


class Episode(ChildFact):
    """A stretch of care with one legal status and one placement, as the return counts it."""

    period = models.ForeignKey(PeriodOfCare, on_delete=models.SET_NULL, null=True, related_name="episodes")
    legal_status = models.ForeignKey(LegalStatus, on_delete=models.SET_NULL, null=True, related_name="episodes")
    placement = models.ForeignKey(Placement, on_delete=models.SET_NULL, null=True, related_name="episodes")
    starts_on = models.DateField(null=True, blank=True)
    reason_started = CodeField(code_set="ssda903.RNE")
    category_of_need = CodeField(code_set="ssda903.CIN")
    ends_on = models.DateField(null=True, blank=True)
    reason_ended = CodeField(code_set="ssda903.REC")
    reason_place_change = CodeField(code_set="ssda903.REASON_PLACE_CHANGE")
    home_postcode = models.TextField(blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        ordering = dates()


class Review(ChildFact):
    """A review of a looked-after child's case, and how the child took part."""

    held_on = models.DateField(null=True, blank=True)
    participation = CodeField(code_set="ssda903.REVIEW_CODE")

    class Meta:
        ordering = dates(starts="held_on", ends="held_on")


class MissingEpisode(ChildFact):
    """A time when a looked-after child was missing or away without authorisation."""

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    kind = CodeField(code_set="ssda903.MISSING")

    class Meta:
        ordering = dates()


class PreviousPermanence(ChildFact):
    """A permanent arrangement that the child left before coming into care. The date may be partly unknown."""

    kind = CodeField(code_set="ssda903.PREV_PERM")
    authority = CodeField(code_set="local_authority")
    on = models.TextField(blank=True, default="", help_text="dd/mm/yyyy, with ZZ for what is unknown.")


class DeprivationOfLiberty(ChildFact):
    """A court's order that allows a child to be deprived of liberty."""

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = dates()


class UnaccompaniedStatus(ChildFact):
    """An unaccompanied asylum-seeking child, until the day the status ceased."""

    ceased_on = models.DateField(null=True, blank=True)


class SocialWorkerInvolvement(ChildFact):
    """A social worker's time with the child, as the return counts it."""

    worker = models.TextField(blank=True, default="", help_text="The worker's registration number.")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reason_ended = CodeField(code_set="ssda903.SW_REASON")

    class Meta:
        ordering = dates()


class Adoption(ChildFact):
    """The road to adoption: the decision, the match, the adopters."""

    decided_on = models.DateField(null=True, blank=True)
    matched_on = models.DateField(null=True, blank=True)
    by_foster_carer = models.BooleanField(null=True, blank=True)
    adopters = CodeField(code_set="ssda903.NB_ADOPTR")
    adopters_sex = CodeField(code_set="ssda903.SEX_ADOPTR")
    adopters_status = CodeField(code_set="ssda903.LS_ADOPTR")
    history = HistoricalRecords()


class PlacedForAdoption(ChildFact):
    """A decision that the child should be placed for adoption, and why it ceased if it did."""

    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reason_ended = CodeField(code_set="ssda903.REASON_PLACED_CEASED")

    class Meta:
        ordering = dates()


class CareLeaverContact(ChildFact):
    """What the authority knew of a care leaver around a birthday, in the year ending 31 March `year`."""

    year = models.IntegerField()
    in_touch = CodeField(code_set="ssda903.IN_TOUCH")
    activity = CodeField(code_set="ssda903.ACTIV")
    accommodation = CodeField(code_set="ssda903.ACCOM")

    class Meta:
        ordering = ["year", "pk"]
