import pytest

from keepwell.web.site.environment import flag, words


@pytest.mark.parametrize(("text", "answer"), [("1", True), ("Yes", True), ("0", False), ("", False), ("off", False)])
def test_flag_reads_yes_and_no(monkeypatch, text, answer):
    monkeypatch.setenv("KEEPWELL_DEBUG", text)
    assert flag("KEEPWELL_DEBUG") is answer


def test_flag_refuses_what_is_neither(monkeypatch):
    monkeypatch.setenv("KEEPWELL_DEBUG", "perhaps")
    with pytest.raises(ValueError, match="KEEPWELL_DEBUG must be 1 or 0"):
        flag("KEEPWELL_DEBUG")


def test_words_splits_at_commas(monkeypatch):
    monkeypatch.setenv("KEEPWELL_HOSTS", "one.example.org, two.example.org,")
    assert words("KEEPWELL_HOSTS") == ["one.example.org", "two.example.org"]


def test_words_without_value_is_default(monkeypatch):
    monkeypatch.delenv("KEEPWELL_HOSTS", raising=False)
    assert words("KEEPWELL_HOSTS", ("localhost",)) == ["localhost"]
