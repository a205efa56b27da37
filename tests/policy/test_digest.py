import re

from keepwell.policy import load, shipped


def changed(tmp_path, change):
    file = tmp_path / "changed.toml"
    text = shipped().read_text(encoding="utf-8")
    new = change(text)
    assert new != text
    file.write_text(new, encoding="utf-8")
    return load(file).digest


def test_digest_ignores_comments_and_spacing(policy, tmp_path):
    assert changed(tmp_path, lambda text: "# A remark.\n\n" + text.replace(" = ", "   =  ")) == policy.digest


def test_digest_ignores_where_lines_break(policy, tmp_path):
    assert (
        changed(
            tmp_path,
            lambda text: text.replace("that a real council", "that a\nreal council").replace(
                "helps children in need, looks", "helps children\n   in need, looks"
            ),
        )
        == policy.digest
    )


def test_digest_ignores_order_of_keys(policy, tmp_path):
    swapped = lambda text: re.sub(r'(title = "Adoption"\n)(includes = .*\n)', r"\2\1", text)  # noqa: E731
    assert changed(tmp_path, swapped) == policy.digest


def test_digest_changes_with_a_word(policy, tmp_path):
    assert changed(tmp_path, lambda text: text.replace("It costs nothing.", "It is free.")) != policy.digest


def test_digest_changes_with_a_grant(policy, tmp_path):
    grants = lambda text: text.replace('actions = ["view", "flag", "add", "edit"]', 'actions = ["view"]', 1)  # noqa: E731
    assert changed(tmp_path, grants) != policy.digest


def test_digest_changes_with_the_order_of_the_page(policy, tmp_path):
    def swap(text):
        first, second = (re.search(rf"\[group\.{id}\]\n(?:.+\n)+\n", text)[0] for id in ("person", "need"))
        return text.replace(first + second, second + first)

    assert changed(tmp_path, swap) != policy.digest


def test_digest_is_of_sha256(policy):
    assert re.fullmatch("[0-9a-f]{64}", policy.digest)
    assert policy.notice("adult").digest == policy.notice("child").digest == policy.digest
