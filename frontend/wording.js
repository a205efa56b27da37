// Hints about plain words that follow while somebody types: see keepwell/web/record/wording.py.

const PAUSE = 800; // milliseconds without a key before the text is read

for (const part of document.querySelectorAll("[data-wording]")) {
  const box = document.getElementById(part.dataset.wording);
  const found = part.querySelector("[data-wording-found]");
  const form = part.closest("form");
  if (!box || !found || !form) continue;
  let waiting, asked = 0;

  async function look() {
    const mine = ++asked;
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
    sent.set("wording", "text");
    sent.set("text", box.value);
    try {
      const answer = await fetch(part.dataset.wordingAt, { method: "POST", body: sent, headers: { "X-Requested-With": "fetch" } });
      // An answer that was overtaken, or the page for signing in, is not shown.
      if (mine !== asked || !answer.ok || answer.redirected) return;
      show(await answer.text());
    } catch {
      // Without the network the words cannot be looked at; what was typed stays.
    }
  }

  function show(html) {
    const wasOpen = found.querySelector("details")?.open;
    found.innerHTML = html;
    const details = found.querySelector("details");
    if (details && wasOpen) details.open = true;
    for (const words of found.querySelectorAll("[data-start]")) pointer(words);
  }

  // Each of the words becomes a button that marks them in the box.
  function pointer(words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kw-wording__words";
    button.textContent = words.textContent;
    button.title = "Show it in the text";
    button.addEventListener("click", () => {
      box.focus();
      box.setSelectionRange(Number(words.dataset.start), Number(words.dataset.end));
    });
    words.replaceChildren(button);
  }

  const button = part.querySelector("button");
  button.querySelector(".kw-wording__tab")?.remove();
  button.addEventListener("click", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    look();
  });
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
}
