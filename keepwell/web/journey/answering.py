"""Which step answers which clock: where a person goes from what is due."""

from django.urls import reverse

from ..record import due

# Clock -> the form that ends it, or, where an answer would change a row, the form with which the work goes on.
FORM_OF = {
    "contact-screened": "referral",
    "assessment": "assessment",
    "conference": "conference",
    "core-group": "core-group",
    "plan-visit": "protection-visit",
    "first-review-conference": "protection-review",
    "review-conference": "protection-review",
    "placement-plan": "placement-plan",
    "care-plan": "care-plan",
    **dict.fromkeys(
        ("first-visit", "visit", "settled-visit", "weekly-visit", "parents-visit", "connected-visit"),
        "looked-after-visit",
    ),
    **dict.fromkeys(("first-review", "second-review", "later-review"), "looked-after-review"),
    **dict.fromkeys(("first-health", "health-under-five", "health"), "health-assessment"),
    "dental": "dental-check",
    "sdq": "sdq",
    "return-interview": "return-interview",
    **dict.fromkeys(
        ("adoption-first-review", "adoption-placed-review", "adoption-second-review", "adoption-later-review"),
        "adoption-review",
    ),
    "pathway-plan": "pathway-plan",
    "pathway-review": "pathway-review",
    "move-visit": "leaver-contact",
    "adviser-visit": "leaver-contact",
}


def connect():
    for clock, form in FORM_OF.items():
        due.answers(clock, lambda uid, form=form: reverse("journey:record", args=[uid, form]))
