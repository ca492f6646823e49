// Passkeys need a script and a browser that knows them: only then are their buttons shown.
const known = Boolean(window.PublicKeyCredential);

for (const part of document.querySelectorAll(".needs-script")) part.hidden = !known;

// The browser's own errors are not sentences; say one instead.
document.addEventListener("allauth.error", () => {
  for (const part of document.querySelectorAll(".passkey-failed")) part.hidden = false;
});
