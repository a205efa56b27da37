"""A window of 320 pixels, which is also 400% of a usual screen, and what sticks out of it."""

NARROW = {"viewport": {"width": 320, "height": 640}}
# What sticks out of the window although no box of its own scrolls it. Clipped text for those who listen does not count.
STICKING_OUT = """() => {
  const scrolls = (el) => ["auto", "scroll"].includes(getComputedStyle(el).overflowX);
  const scrolled = (el) => el && (scrolls(el) || scrolled(el.parentElement));
  const wide = document.documentElement.scrollWidth;
  const out = [...document.querySelectorAll("main *, header *, footer *")].filter((el) => {
    const box = el.getBoundingClientRect();
    return box.width > 1 && box.right > innerWidth + 1 && !scrolled(el.parentElement);
  });
  return { wide, out: out.slice(0, 5).map((el) => `${el.tagName} ${el.className} ${el.textContent.slice(0, 40)}`) };
}"""


def sticking_out(page):
    return page.evaluate(STICKING_OUT)
