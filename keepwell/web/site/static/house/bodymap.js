// The figure and the list of a mark say the same place: who points at the one has chosen in the other.
for (const mark of document.querySelectorAll("[data-mark]")) {
  const list = mark.querySelector("select[data-place]") || mark.querySelector("select");
  const radios = [...mark.querySelectorAll('input[type="radio"][name$="-point"]')];
  if (!list || !radios.length) continue;
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      list.value = radio.value;
    });
  }
  list.addEventListener("change", () => {
    for (const radio of radios) radio.checked = radio.value === list.value && list.value !== "";
  });
}
