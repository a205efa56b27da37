import { initAll } from "./govuk-frontend.min.js";
import "./wording.js";

initAll();

// A printout is asked for by a button only where a script can answer it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
