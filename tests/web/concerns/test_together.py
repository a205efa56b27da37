"""A concern of a child whose record is put together with another: its words, versions, actions and files go along."""

from datetime import date

import pytest

from keepwell.web.concerns import sealing
from keepwell.web.concerns.actions import deciding, raising
from keepwell.web.concerns.models import Concern
from keepwell.web.concerns.queries import reading
from keepwell.web.concerns.words import HOW
from keepwell.web.record.actions import merging, unmerging
from keepwell.web.record.files import Handed
from tests.web.record import people

pytestmark = pytest.mark.django_db


def readable(child):
    concern = Concern.objects.get()
    assert concern.child_id == child.pk
    key = sealing.key_of(child.pk)
    files = [sealing.read_file(key, one) for one in concern.files.all()]
    versions = [one.words["about"] for one in reading.versions_of(concern)]
    return reading.read(concern).words["about"], versions, [what for _, what in reading.doings_of(concern, key)], files


def test_there_and_back_again(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    manager, on = people.user("team-manager"), date.today()
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    file = Handed("Photo.png", b"what was seen", "image/png")
    concern = raising.raise_concern(child=two, on=on, at_time="", how=next(iter(HOW)), danger=False,
                                    words={"about": "A bruise."}, files=[file], by=manager)  # fmt: skip
    deciding.ask_for(concern, what="Ring home.", owner=manager, due_on=on, by=manager)
    before = readable(two)
    assert before == ("A bruise.", ["A bruise."], ["Ring home."], [("Photo.png", b"what was seen")])
    merge, done = merging.merge(one, two, reason="x", by=manager, purpose="support")
    assert (readable(one), done.shut) == (before, 0)
    back, done = unmerging.undo(merge, reason="x", by=manager, purpose="support")
    assert (readable(back), done.shut) == (before, 0)
