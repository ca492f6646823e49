// Saves each field of a form by itself while one writes on; without this, the button at the bottom saves them all.

for (const form of document.querySelectorAll("form[data-save-field]")) {
  const status = form.querySelector("[data-save-status]");
  let turn = Promise.resolve(); // one after the other, so that the last word typed is the one that stays

  async function save(name) {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Save-Field": name },
        redirect: "error",
      });
      const isSentence = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
      status.textContent = isSentence ? await answer.text() : form.dataset.notSaved;
      status.className = answer.headers.get("X-Field-Kept") === "yes" ? "saved" : "invalid-feedback";
    } catch {
      status.textContent = form.dataset.notSaved;
      status.className = "invalid-feedback";
    }
  }

  form.addEventListener("change", (event) => {
    const name = event.target.name;
    if (name) turn = turn.then(() => save(name));
  });
}
