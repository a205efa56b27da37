"""Approvals of steps that are of an adoption: what was shown to whoever answered stands apart, as the step does."""

from ..record.apart import stands_apart
from ..record.models import Step
from ..work.models import Approval
from .approving import ABOUT


def approvals(model):
    steps = Step.objects.filter(version__apart=True).values("pk")
    return model.objects.filter(about=ABOUT, key__in=steps)


stands_apart(Approval, approvals)
