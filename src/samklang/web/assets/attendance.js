// Attendance on a phone: a mark shows at once, is kept on the phone until it is sent, and is sent when there is a connection.
// What is kept are numbers of people and their marks, no names; it is gone as soon as it is sent.

import { begin, filled, isSignedOut, keepPage, post } from "./kept-page.js";

const page = document.getElementById("attendance");
const KEY = `samklang-attendance-${page?.dataset.session}-${page?.dataset.by}`;
const MOST_DAYS = 14;
const AGAIN = 10_000;
const FOLLOW = 20_000;
// When the marks that this page has set itself were set, by person, as the house answered.
const own = new Map();
let sending = false;
let retry = 0;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY)) ?? {};
    const within = (days) => (one) => one.at > Date.now() - days * 86_400_000;
    return { unsent: (found.unsent ?? []).filter(within(MOST_DAYS)), sent: (found.sent ?? []).filter(within(1)) };
  } catch {
    return { unsent: [], sent: [] };
  }
}

function keep(store) {
  try {
    if (store.unsent.length || store.sent.length) localStorage.setItem(KEY, JSON.stringify(store));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing sends at once or not at all, and says so.
  }
}

const row = (person) => page.querySelector(`[data-person="${person}"]`);

function show({ person, mark, minutes }) {
  const one = row(person);
  if (!one) return;
  one.dataset.mark = mark;
  one.dataset.minutes = minutes ?? "";
  one.querySelector("[data-state]").textContent = mark === "partial" && minutes ? filled(page.dataset.minutes, { n: minutes }) : "";
  for (const button of one.querySelectorAll(".attend-buttons > button")) button.setAttribute("aria-pressed", String(button.value === mark));
  count();
}

function fault(person, text) {
  const place = row(person)?.querySelector("[data-fault]");
  if (place) place.textContent = text;
}

function count() {
  for (const figure of page.querySelectorAll("[data-count]")) {
    figure.textContent = page.querySelectorAll(`.attend[data-mark="${figure.dataset.count}"]`).length;
  }
}

function tell(words = "") {
  const n = kept().unsent.length;
  const place = page.querySelector("[data-queue]");
  const text = words ? filled(page.dataset[words], { n }) : n ? filled(page.dataset.unsent, { n }) : place.textContent && page.dataset.sent;
  if (place.textContent !== text) place.textContent = text || "";
  place.classList.toggle("is-waiting", Boolean(n));
}

function say(person, mark, minutes) {
  const store = kept();
  const id = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
  store.unsent = store.unsent.filter((one) => one.person !== person);
  store.unsent.push({ id, person, mark, minutes, at: Date.now() });
  keep(store);
  fault(person, "");
  show({ person, mark, minutes });
  tell();
  send();
}

async function sendOne(one) {
  const body = new URLSearchParams({ person: one.person, mark: one.mark, minutes: one.minutes ?? "", at: one.at, sent: Date.now(), id: one.id });
  if (own.has(one.person)) body.set("after", own.get(one.person));
  const answer = await post(page.dataset.marks, body, page);
  if (isSignedOut(answer)) return "signedOut";
  if (answer.status !== 200 && answer.status !== 422) throw new Error(String(answer.status));
  const said = await answer.json();
  const store = kept();
  store.unsent = store.unsent.filter((other) => other.id !== one.id);
  if (!said.refused && navigator.serviceWorker?.controller) store.sent = [...store.sent.filter((other) => other.person !== one.person), one];
  keep(store);
  if (said.moment && said.mark === one.mark) own.set(one.person, said.moment);
  if (said.refused) {
    fault(one.person, said.refused);
    follow();
  } else if (!store.unsent.some((other) => other.person === one.person)) show(said);
  return "";
}

async function send() {
  if (sending || !navigator.onLine) return tell();
  sending = true;
  clearTimeout(retry);
  let words = "";
  try {
    for (let [one] = kept().unsent; one && !words; [one] = kept().unsent) words = await sendOne(one);
    if (!words) keepPage();
  } catch {
    retry = setTimeout(send, AGAIN);
  } finally {
    sending = false;
  }
  tell(words);
}

// What others set, and who checked in with the code.
async function follow() {
  if (!navigator.onLine || document.hidden || kept().unsent.length) return;
  try {
    const answer = await fetch(page.dataset.marks, { headers: { Accept: "application/json" }, redirect: "manual", cache: "no-store" });
    if (!answer.ok) return;
    const { marks } = await answer.json();
    const waiting = new Set(kept().unsent.map((one) => one.person));
    for (const one of marks) if (!waiting.has(one.person)) show(one);
  } catch {
    // The next time is soon enough.
  }
}

function minutesOf(form) {
  const field = form.elements.minutes;
  const minutes = Number(field.value);
  const right = Number.isInteger(minutes) && minutes >= 1 && minutes <= Number(field.max);
  field.toggleAttribute("aria-invalid", !right);
  return right ? minutes : null;
}

function marked(form, mark) {
  const { person } = form.closest("[data-person]").dataset;
  if (mark !== "partial") return say(Number(person), mark, null);
  const minutes = minutesOf(form);
  if (minutes === null) {
    fault(person, page.dataset.minutesWrong);
    return form.elements.minutes.focus();
  }
  form.querySelector("details").open = false;
  say(Number(person), mark, minutes);
}

function restPresent() {
  const rest = [...page.querySelectorAll('.attend[data-mark="expected"]')].map((one) => Number(one.dataset.person));
  for (const person of rest) say(person, "present", null);
  const done = page.querySelector("[data-done]");
  done.hidden = rest.length === 0;
  done.querySelector("[data-done-text]").textContent = filled(page.dataset.restDone, { n: rest.length });
  done.querySelector("[data-undo]").onclick = () => {
    for (const person of rest) if (row(person)?.dataset.mark === "present") say(person, "expected", null);
    done.hidden = true;
  };
}

if (page) {
  page.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.matches("[data-rest]")) restPresent();
    else marked(event.target, event.submitter?.value || "partial");
  });
  window.addEventListener("online", send);
  window.addEventListener("offline", () => tell());
  document.addEventListener("visibilitychange", () => (document.hidden ? null : send().then(follow)));
  setInterval(follow, FOLLOW);
  for (const one of [...kept().sent, ...kept().unsent]) show(one);
  tell();
  begin(page.dataset.worker, "/courses/", () => keep({ ...kept(), sent: [] }));
  send().then(follow);
}
