// The menu on a phone unfolds, and what has unfolded closes with Escape or a click beside it.

function toggle(button) {
  const menu = document.getElementById(button.dataset.unfolds);
  const open = menu.classList.toggle("is-open");
  button.setAttribute("aria-expanded", String(open));
}

function close(details, returnFocus) {
  details.open = false;
  if (returnFocus) details.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-unfolds]");
  if (button) toggle(button);
  for (const details of document.querySelectorAll("details[data-closes][open]")) {
    if (!details.contains(event.target)) close(details, false);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of document.querySelectorAll("details[data-closes][open]")) close(details, details.contains(document.activeElement));
  for (const button of document.querySelectorAll("[data-unfolds][aria-expanded='true']")) {
    toggle(button);
    button.focus();
  }
});
