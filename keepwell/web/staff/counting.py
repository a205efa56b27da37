"""What all processes count together, such as wrong passwords, in a table of the database.

It is Django's cache, which allauth counts in. Django's own cache in the database holds Python objects, which run as
code when they are read: whoever can write into the database could do anything. This one holds JSON.
"""

import json
import time
from datetime import UTC, datetime
from hashlib import sha256

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class TableCache(BaseCache):
    """Values that JSON has, under keys of which only a digest is kept."""

    def __init__(self, name, params):
        super().__init__(params)

    def get(self, key, default=None, version=None):
        found = self._rows(key, version).filter(ends_at__gt=_now()).values_list("value", flat=True).first()
        return default if found is None else json.loads(found)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        self._table().update_or_create(
            key=self._digest(key, version), defaults={"value": json.dumps(value), "ends_at": self._end(timeout)}
        )

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Put the value in if there is none; of two who try at once one succeeds."""
        self._rows(key, version).filter(ends_at__lte=_now()).delete()
        try:
            with transaction.atomic():
                self._table().create(
                    key=self._digest(key, version), value=json.dumps(value), ends_at=self._end(timeout)
                )
        except IntegrityError:
            return False
        return True

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return bool(self._rows(key, version).filter(ends_at__gt=_now()).update(ends_at=self._end(timeout)))

    def delete(self, key, version=None):
        return bool(self._rows(key, version).delete()[0])

    def clear(self):
        self._table().all().delete()

    def clear_up(self):
        """Take away what is over; returns how many."""
        return self._table().filter(ends_at__lte=_now()).delete()[0]

    def _rows(self, key, version):
        return self._table().filter(key=self._digest(key, version))

    def _digest(self, key, version):
        return sha256(self.make_key(key, version).encode()).hexdigest()

    def _end(self, timeout):
        end = self.get_backend_timeout(timeout)
        return NEVER if end is None else datetime.fromtimestamp(end, UTC)

    @staticmethod
    def _table():
        from keepwell.web.staff.models import Count

        return Count.objects


def _now():
    return datetime.fromtimestamp(time.time(), UTC)
