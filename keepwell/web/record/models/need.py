"""Being a child in need: referral, assessment, section 47 enquiry, conference, plans."""

from django.db import models
from simple_history.models import HistoricalRecords

from .base import ChildFact, CodeField, dates


class Referral(ChildFact):
    """A request for help and the episode of being in need that it opened, until the case was closed."""

    referred_on = models.DateField(null=True, blank=True)
    source = CodeField(code_set="cin.ReferralSource")
    primary_need = CodeField(code_set="cin.PrimaryNeedCode")
    no_further_action = models.BooleanField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    reason_closed = CodeField(code_set="cin.ReasonForClosure")

    class Meta:
        ordering = dates(starts="referred_on", ends="closed_on")


class Assessment(ChildFact):
    """A child and family assessment, with the factors found at its end."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="assessments")
    started_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True, help_text="Internal review point.")
    authorised_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = dates(starts="started_on", ends="authorised_on")


class AssessmentFactor(ChildFact):
    """One factor that the assessment found."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="factors")
    code = CodeField(code_set="cin.AssessmentFactors")


class Section47Enquiry(ChildFact):
    """An enquiry under section 47 of the Children Act 1989: is this child suffering significant harm?"""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="enquiries")
    started_on = models.DateField(null=True, blank=True)
    conference_not_required = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = dates(starts="started_on", ends="started_on")


class Conference(ChildFact):
    """An initial child protection conference, following an enquiry recorded here or none."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="conferences")
    enquiry = models.OneToOneField(
        Section47Enquiry, on_delete=models.CASCADE, related_name="conference", null=True, blank=True
    )
    target_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)


class ProtectionPlan(ChildFact):
    """A child protection plan."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="protection_plans")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    initial_category = CodeField(code_set="cin.CategoryOfAbuse")
    latest_category = CodeField(code_set="cin.CategoryOfAbuse")
    previous_plans = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = dates()


class ProtectionReview(ChildFact):
    """A review conference of a child protection plan."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.CASCADE, related_name="reviews")
    held_on = models.DateField(null=True, blank=True)


class Visit(ChildFact):
    """A visit to the child under a plan."""

    on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True, default="", help_text="Child protection plan, child in need, looked after.")
    seen = models.BooleanField(null=True, blank=True)
    seen_alone = models.BooleanField(null=True, blank=True)


class NeedPlan(ChildFact):
    """A child in need plan."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="need_plans")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = dates()


class PreProceedings(ChildFact):
    """Work with the family before an application to court, and the family's own decision-making meeting."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="pre_proceedings")
    starts_on = models.DateField(null=True, blank=True)
    letter_sent_on = models.DateField(null=True, blank=True)
    family_meeting_offered = models.BooleanField(null=True, blank=True)
    family_meeting_held = models.BooleanField(null=True, blank=True)
    first_meeting_on = models.DateField(null=True, blank=True)
    review_meetings = models.BigIntegerField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    outcome = CodeField(code_set="cin.PPOutcome")
    court_application_on = models.DateField(null=True, blank=True)
    letter_initiated_on = models.DateField(null=True, blank=True)
