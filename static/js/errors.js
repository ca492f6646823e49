// A form that came back starts at its list of errors.
document.getElementById("error-summary")?.focus();
