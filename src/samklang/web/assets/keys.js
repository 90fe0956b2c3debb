// Keys that go to an area, to the search and to the help; /handbook/keyboard/ lists them and turns them off.
// What each leads to stands in the page: data-key="g s" on a link. Nothing is listened to while one writes.

const SWITCH = "samklang-keys";
const WAIT = 1500;
let first = "";
let firstAt = 0;

function areOff() {
  try {
    return localStorage.getItem(SWITCH) === "off";
  } catch {
    return false;
  }
}

function turn(off) {
  try {
    if (off) localStorage.setItem(SWITCH, "off");
    else localStorage.removeItem(SWITCH);
  } catch {
    // A browser that keeps nothing asks again on the next page.
  }
}

function showState() {
  for (const button of document.querySelectorAll("[data-keys-switch]")) {
    const off = areOff();
    button.hidden = false;
    button.textContent = off ? button.dataset.on : button.dataset.off;
    const state = button.closest("#keys, dialog").querySelector("[data-keys-state]");
    state.hidden = false;
    state.textContent = off ? button.dataset.isOff : button.dataset.isOn;
  }
}

function isWriting(target) {
  return target.isContentEditable || Boolean(target.closest("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [role=textbox]"));
}

function search() {
  const field = document.getElementById("site-search") || document.getElementById("handbook-search");
  if (!field) return false;
  const menu = field.closest(".site-menu");
  if (menu && !field.offsetParent) document.querySelector(`[data-unfolds="${menu.id}"]`).click();
  field.focus();
  field.select();
  return true;
}

function closeButton(words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = words;
  button.addEventListener("click", () => button.closest("dialog").close());
  return button;
}

// The list is fetched from the page that has it, so that it stands in one place; the link is gone to where that fails.
async function list(link) {
  const old = document.getElementById("keys-dialog");
  if (old) return old.close();
  if (location.pathname === link.pathname) return;
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const dialog = document.createElement("dialog");
    dialog.id = "keys-dialog";
    dialog.setAttribute("aria-label", link.textContent.trim());
    dialog.append(document.importNode(page.getElementById("keys"), true), closeButton(link.dataset.close));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    showState();
  } catch {
    location.assign(link.href);
  }
}

function follow(keys) {
  const link = document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
  if (!link) return false;
  if (keys === "?") list(link);
  else link.click();
  return true;
}

function pressed(key, now) {
  const after = first && now - firstAt < WAIT ? first : "";
  first = "";
  if (after) return follow(`${after} ${key}`);
  if (key === "g") {
    first = key;
    firstAt = now;
    return true;
  }
  return key === "/" ? search() : (key === "?" || key === "h") && follow(key);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat || event.key.length !== 1) return;
  if (areOff() || isWriting(event.target)) return;
  if (event.target.closest("dialog") && event.key !== "?") return;
  if (pressed(event.key.toLowerCase(), event.timeStamp)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys-switch]")) return;
  turn(!areOff());
  showState();
});

showState();
