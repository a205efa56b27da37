"""A person at the keyboard: where the focus is, whether it can be seen, and how to get to something by Tab alone."""

import re

# What the focused thing is called, and whether it shows: it lies in the window, nothing covers it, and it looks
# different from the way it looks without focus (a small checkbox is drawn by its label).
FOCUSED = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  const looks = () => {
    const drawn = [getComputedStyle(el)];
    for (const label of el.labels || []) drawn.push(getComputedStyle(label, "::before"));
    return drawn.map((s) => [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor,
      s.borderColor, s.borderWidth].join(" ")).join("; ");
  };
  const shown = looks();
  el.blur();
  const plain = looks();
  el.focus({ preventScroll: true });
  const box = el.getClientRects()[0];
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const label = el.labels && el.labels[0];
  return {
    name: (el.getAttribute("aria-label") || (label || el).innerText || el.value || "").trim(),
    tag: el.tagName.toLowerCase(),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    uncovered: !!top && (el.contains(top) || top.contains(el) || !!(label && label.contains(top))),
    marked: shown !== plain,
  };
}"""


def focused(page):
    """What has the focus, as a dict; None when nothing has."""
    return page.evaluate(FOCUSED)


def tab(page, back=False):
    """One step; fails when the place one has come to cannot be seen."""
    page.keyboard.press("Shift+Tab" if back else "Tab")
    place = focused(page)
    if place:
        unseen = [word for word in ("inside", "uncovered", "marked") if not place[word]]
        assert not unseen, f"the focus is not visible ({', '.join(unseen)}) on {place['tag']} “{place['name']}”"
    return place


def tab_to(page, name, tag=None, most=150):
    """Tab until something called so (a regular expression) has the focus."""
    passed = []
    for _ in range(most):
        place = tab(page)
        if place and re.search(name, place["name"]) and tag in (None, place["tag"]):
            return place
        passed.append(place and place["name"][:40])
    raise AssertionError(f"“{name}” is not reached by {most} steps; passed: {passed}")


def enter(page):
    """Press Enter on what leads to another page, and wait for it."""
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")


def press(page, one):
    """Space and arrows until this radio or box is chosen, from the group that has the focus."""
    page.keyboard.press("Space")
    for _ in range(40):
        if one.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{one} cannot be chosen by keyboard")
