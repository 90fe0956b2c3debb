// The sheet of a sparring on the partner's phone: what is tapped is kept on the phone until it is sent.
// It is gone from the phone when it is sent and one is finished, when one signs out, and after two days (leaving.js).
import { begin, isSignedOut, keepPage, post } from "./kept-page.js";

const sheet = document.getElementById("sparring-sheet");
const KEY = `samklang-sparring-${sheet?.dataset.sparring}-${sheet?.dataset.by}`;
const PAUSE = 1_200;
const AGAIN = 10_000;
const NUMBER_OR_ADDRESS = /\d{6}[- ]?\d{4}|(?:\d[ -]?){8}|\S@\S/;
let sending = false;
let timer = 0;
let ending = false;
// What the server has of each field, which is sent in place of what it has refused.
let good = {};

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function keep(store) {
  try {
    if (store) localStorage.setItem(KEY, JSON.stringify(store));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing sends at once or not at all, and says so.
  }
}

function values() {
  const found = {};
  for (const [name, value] of new FormData(sheet)) if (/^(shown|count|quote)-/.test(name)) found[name] = value;
  return found;
}

function show(all) {
  for (const one of sheet.querySelectorAll("[name^=shown-], [name^=count-], [name^=quote-]")) {
    const value = all[one.name] ?? "";
    if (one.type === "radio") one.checked = one.value === value;
    else one.value = value;
    if (value) for (let box = one.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }
}

const faultAt = (name) => sheet.querySelector(`[data-fault="${name.replace(/^[a-z]+-/, "")}"]`);

function tell(words) {
  const place = sheet.querySelector("[data-queue]");
  const text = sheet.dataset[words] ?? words ?? "";
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle("is-waiting", words !== "sent");
}

function changed(held = kept()?.held ?? []) {
  keep({ values: values(), held, at: Date.now(), key: `${Date.now()}-${Math.random().toString(36).slice(2)}`, unsent: true });
  tell("unsent");
  clearTimeout(timer);
  timer = setTimeout(send, PAUSE);
}

function body(store) {
  const sent = { ...store.values };
  for (const name of store.held) sent[name] = good[name] ?? "";
  return new URLSearchParams({ ...sent, at: store.at, sent: Date.now(), key: store.key });
}

// Whether it is to be tried again at once.
function refused(said, store) {
  if (said.gone) {
    forget();
    tell(said.gone);
    for (const one of sheet.elements) one.disabled = true;
    return false;
  }
  const names = Object.keys(said.faults ?? {});
  const now = kept() ?? store;
  for (const name of names) {
    faultAt(name)?.replaceChildren(said.faults[name].says);
    const field = sheet.elements[name];
    if (field && now.values[name] === store.values[name]) field.value = now.values[name] = said.faults[name].masked;
  }
  ending = false;
  const fresh = names.filter((name) => !store.held.includes(name));
  keep({ ...now, held: [...new Set([...now.held, ...names])], key: `${now.key}m`.slice(-40) });
  return fresh.length > 0;
}

function arrived(store) {
  for (const [name, value] of Object.entries(store.values)) if (!store.held.includes(name)) good[name] = value;
  const now = kept();
  if (now && now.key !== store.key) return true;
  if (store.held.length) {
    keep({ ...store, unsent: false });
    tell("held");
  } else {
    if (navigator.serviceWorker?.controller) keep({ ...store, unsent: false });
    else keep(null);
    tell("sent");
    if (ending) return finish();
    keepPage();
  }
  return false;
}

async function once() {
  const store = kept();
  if (!store?.unsent) return false;
  const answer = await post(sheet.action, body(store), sheet);
  if (isSignedOut(answer)) {
    tell("signedOut");
    return false;
  }
  if (answer.status !== 200 && answer.status !== 422) throw new Error(String(answer.status));
  const said = await answer.json();
  return said.taken ? arrived(store) : refused(said, store);
}

async function send() {
  clearTimeout(timer);
  if (sending || !kept()?.unsent) return;
  if (!navigator.onLine) return tell("unsent");
  sending = true;
  try {
    while (await once());
  } catch {
    tell("unsent");
    timer = setTimeout(send, AGAIN);
  } finally {
    sending = false;
  }
}

function forget() {
  keep(null);
  navigator.serviceWorker?.controller?.postMessage({ forget: location.pathname });
}

function finish() {
  forget();
  location.assign(sheet.dataset.back);
  return false;
}

function edited(event) {
  const { name, value } = event.target;
  if (!name) return;
  if (name.startsWith("quote-")) faultAt(name).textContent = NUMBER_OR_ADDRESS.test(value) ? sheet.dataset.named : "";
  changed((kept()?.held ?? []).filter((one) => one !== name));
}

if (sheet) {
  good = values();
  const before = kept();
  // What has been sent already is shown only where the page that was kept may be older.
  if (before?.unsent || before?.held.length || !navigator.onLine) show(before?.values ?? good);
  else keep(null);
  for (const one of sheet.querySelectorAll("[data-plus]")) {
    one.hidden = false;
    one.addEventListener("click", () => {
      const field = sheet.elements[one.dataset.plus];
      field.value = Math.min(99, Number(field.value || 0) + 1);
      changed();
    });
  }
  sheet.addEventListener("input", edited);
  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    ending = event.submitter?.name === "end";
    if (ending && !kept()?.unsent && !kept()?.held.length) return finish();
    changed([]);
    return send();
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => (document.hidden ? null : send()));
  if (before?.unsent) tell("unsent");
  else if (before?.held.length) tell("held");
  begin(sheet.dataset.worker, "/practice/", () => {
    const now = kept();
    if (now && !now.unsent && !now.held.length) keep(null);
  });
  send();
}
