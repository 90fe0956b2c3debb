// Forms: nothing typed is lost by leaving, nothing too large is sent, nothing is sent twice.

const changed = new WeakSet();
const sent = new WeakSet();

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-dirty]");
  if (form) changed.add(form);
});

window.addEventListener("beforeunload", (event) => {
  const unsaved = [...document.querySelectorAll("form[data-dirty]")].some((form) => changed.has(form) && !sent.has(form));
  if (unsaved) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) {
    changed.delete(form);
    return;
  }
  if (sent.has(form)) event.preventDefault();
  else if (!event.defaultPrevented) sent.add(form);
});

// A page that comes back with the browser's back button can be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) sent.delete(form);
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.type !== "file" || !field.dataset.mostBytes) return;
  const fault = document.getElementById(field.dataset.tooLarge);
  const tooLarge = [...field.files].some((file) => file.size > Number(field.dataset.mostBytes));
  if (fault) fault.hidden = !tooLarge;
  field.toggleAttribute("aria-invalid", false);
  if (tooLarge) {
    field.value = "";
    field.setAttribute("aria-invalid", "true");
  }
});
