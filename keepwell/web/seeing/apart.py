"""Which marks of significance are of an adoption: their reasons stand apart, as what they speak of does."""

from django.db.models import Q

from keepwell.web.record.models import Adoption, PlacedForAdoption, Step

ROWS = {model._meta.label_lower for model in (Adoption, PlacedForAdoption)}
STEP = Step._meta.label_lower


def of_adoption(model, key):
    """Is the row of this label and key one of an adoption?"""
    return model in ROWS or (model == STEP and Step.objects.filter(pk=key, version__apart=True).exists())


def marks(model):
    """Those of the marks (`model`: Significance) that speak of such rows."""
    steps = Step.objects.filter(version__apart=True).values("pk")
    return model.objects.filter(Q(model__in=ROWS) | Q(model=STEP, key__in=steps))
