// Drafts: what is typed into a form marked data-draft is saved on the server a few seconds after the last word, and when
// the page is left. Nothing is kept in the browser. See keepwell/web/record/drafts.py.
const AFTER = 3000; // milliseconds without a new letter
const LONGEST = 15000; // but somebody who types on and on is saved this often
const OUT = "Not saved: you have been signed out. What was saved before is on the server: sign in and open this page again.";
const SAID = {
  401: "Not saved: you have been signed out. What you typed is still on this page. Send it now, and you will be asked to sign in.",
  413: "Not saved as a draft: it is too long. Send it, or shorten it.",
};

for (const form of document.querySelectorAll("form[data-draft]")) {
  const said = form.querySelector("[data-draft-said]");
  let timer = null;
  let since = 0;
  let changed = false;
  let sent = false;
  let going = null;

  const fields = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  };

  const say = (words) => {
    if (said && said.textContent !== words) said.textContent = words;
  };

  const save = async (leaving) => {
    clearTimeout(timer);
    timer = null;
    if (!changed || sent) return;
    changed = false;
    going = new AbortController();
    const asked = { method: "POST", body: fields(), headers: { "X-Draft": "1" }, redirect: "manual", signal: going.signal };
    if (leaving) Object.assign(asked, { keepalive: true, signal: undefined });
    try {
      const answer = await fetch(form.dataset.draft, asked);
      if (answer.status === 204) {
        const at = answer.headers.get("X-Saved-At");
        if (at) say(`Saved on the server at ${at}`);
      } else {
        changed = true;
        say(SAID[answer.status] || OUT);
      }
    } catch {
      if (sent || leaving) return;
      changed = true;
      say("Not saved yet: the server cannot be reached. What you typed is still on this page.");
      timer = setTimeout(save, LONGEST);
    }
  };

  const typed = () => {
    if (!changed) since = Date.now();
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(AFTER, since + LONGEST - Date.now())));
  };

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    if (going) going.abort();
  });
  addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save(true);
  });
  // Back from the page after it: the browser shows this one as it was left.
  addEventListener("pageshow", () => {
    sent = false;
  });
}
