// Passkeys need a script and a browser that knows them: only then are their buttons shown.
// A form says with data-passkey which of allauth's three ceremonies it holds.
const known = Boolean(window.PublicKeyCredential);

for (const form of document.querySelectorAll("[data-passkey]")) {
  const kind = form.dataset.passkey;
  const field = (name) => form.querySelector(`[name="${name}"]`)?.id;
  const ids = { [kind]: form.querySelector(".passkey").id, credential: field("credential"), passwordless: field("passwordless") };
  if (document.getElementById("js_data")) ids.data = "js_data";
  window.allauth.webauthn.forms[`${kind}Form`]({ ids });
  if (form.hidden) form.hidden = !known;
}

// The browser's own errors are not sentences; say one instead.
document.addEventListener("allauth.error", () => {
  for (const part of document.querySelectorAll(".passkey-failed")) part.hidden = false;
});
