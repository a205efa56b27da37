"""The cache in the database."""

import time

import pytest
from django.core.cache import cache

from keepwell.web.staff import counting
from keepwell.web.staff.models import Count

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch):
    def wait(seconds):
        now = time.time
        monkeypatch.setattr(counting.time, "time", lambda: now() + seconds)

    return wait


def test_value_is_kept_until_its_time_is_over(later):
    cache.set("a", [1.5, "x", None], 60)
    assert cache.get("a") == [1.5, "x", None]
    later(61)
    assert cache.get("a", "gone") == "gone"


def test_add_succeeds_once_and_again_when_it_is_over(later):
    assert [cache.add("a", 1, 60), cache.add("a", 2, 60)] == [True, False]
    later(61)
    assert cache.add("a", 3, 60)
    assert cache.get("a") == 3


def test_delete_touch_clear(later):
    cache.set_many({"a": 1, "b": 2}, 60)
    assert [cache.delete("a"), cache.delete("a")] == [True, False]
    assert cache.touch("b", 600)
    later(61)
    assert cache.get("b") == 2
    cache.clear()
    assert cache.get("b") is None


def test_none_means_for_good(later):
    cache.set("a", 1, None)
    later(10**9)
    assert cache.get("a") == 1


def test_what_is_over_is_cleared_up():
    cache.set("over", 1, -1)
    cache.set("running", 1, 60)
    assert cache.clear_up() == 1
    assert Count.objects.count() == 1


def test_only_what_json_has_is_kept():
    with pytest.raises(TypeError):
        cache.set("a", object())
