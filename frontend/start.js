// Runs before the page is drawn, so that what needs scripts is laid out for them at once.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
