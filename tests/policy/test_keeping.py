"""A notice that is kept as data comes back as it was."""

import json

import pytest

from keepwell.policy.keeping import as_data, from_data


@pytest.mark.parametrize("audience", ["adult", "child"])
def test_a_notice_comes_back_word_for_word(policy, audience):
    notice = policy.notice(audience)
    again = from_data(json.loads(json.dumps(as_data(notice))))
    assert again == notice
    assert again.text == notice.text


def test_what_is_no_notice_is_refused():
    with pytest.raises(KeyError):
        from_data({"title": "Nothing"})
