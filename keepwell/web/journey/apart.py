"""What hangs on steps that are of an adoption stands apart as they do: approvals, and what came of their actions."""

from ..record.apart import stands_apart
from ..record.models import Step
from ..work.models import Approval
from .approving import ABOUT
from .models import Followed


def _steps():
    return Step.objects.filter(version__apart=True).values("pk")


stands_apart(Approval, lambda model: model.objects.filter(about=ABOUT, key__in=_steps()))
stands_apart(Followed, lambda model: model.objects.filter(step__in=_steps()))
