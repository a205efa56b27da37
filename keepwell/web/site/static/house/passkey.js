// Passkeys: allauth's scripts do the talking with the device; this shows what is on the page for them.
(() => {
  const place = document.querySelector("[data-passkey]");
  const forms = window.allauth && window.allauth.webauthn && window.allauth.webauthn.forms;
  if (!place || !forms || !window.PublicKeyCredential) return;
  const ids = { add: "passkey_button", login: "passkey_button", authenticate: "passkey_button", credential: "passkey_credential" };
  if (document.getElementById("passkey_data")) ids.data = "passkey_data";
  if (document.getElementById("passkey_alone")) ids.passwordless = "passkey_alone";
  forms[place.dataset.passkey]({ ids });
  place.hidden = false;
  for (const words of document.querySelectorAll("[data-passkey-without]")) words.hidden = true;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const said = document.createElement("p");
    said.className = "govuk-error-message";
    said.textContent = "Your device gave no passkey. Try again, or use another way.";
    place.querySelector("[data-passkey-trouble]").replaceChildren(said);
  });
})();
