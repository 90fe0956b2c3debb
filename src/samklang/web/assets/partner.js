// Talking with the language model: the answer shows as it comes, and what is held to be spoken becomes text in the field.
// Without it, each line is an ordinary form.

const FAULT = "\u001e";
const MOST_SPEECH = 60_000;
const place = () => document.getElementById("talk");
const words = (name) => place().dataset[name];

function tell(text) {
  const status = place().querySelector("[data-status]");
  if (status) status.textContent = text;
}

function bubble(mine, text) {
  const item = document.createElement("li");
  item.className = `said said-${mine ? "staff" : "other"} said-coming`;
  const [number, body, by, line] = ["span", "div", "span", "p"].map((name) => document.createElement(name));
  number.className = "said-number";
  by.className = "said-by";
  by.textContent = words(mine ? "you" : "other");
  line.textContent = text;
  body.append(by, line);
  item.append(number, body);
  place().querySelector(".dialogue").append(item);
  item.scrollIntoView({ block: "nearest" });
  return { item, line };
}

// What the server has kept is what is shown: it numbers the lines, and has taken out what is personal.
async function refresh() {
  const answer = await fetch(location.pathname, { cache: "no-store" });
  const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("talk");
  if (!fresh || answer.redirected) return location.reload();
  const over = !fresh.querySelector("form[data-talk]");
  if (over) return location.reload();
  place().replaceWith(document.importNode(fresh, true));
  offerSpeech();
  const next = place().querySelector("form[data-talk] textarea, form[data-talk] button");
  next?.focus({ preventScroll: true });
  place().querySelector(".dialogue > li:last-child")?.scrollIntoView({ block: "nearest" });
}

async function read(answer, line) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    line.textContent = text.split(FAULT)[0] || words("thinking");
  }
  const [said, fault] = text.split(FAULT);
  return { said, fault: fault ?? "" };
}

async function send(form) {
  const field = form.querySelector("textarea");
  const body = new FormData(form);
  const shown = [];
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  tell("");
  try {
    if (field?.value.trim()) shown.push(bubble(true, field.value.trim()).item);
    const coming = bubble(false, words("thinking"));
    shown.push(coming.item);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/plain" } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("text/plain")) {
      const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
      throw Object.assign(new Error(), { told: plain ? await answer.text() : "" });
    }
    const { said, fault } = await read(answer, coming.line);
    await refresh();
    tell(fault || `${words("other")}: ${said}`);
    place().querySelector("[data-status]")?.classList.toggle("is-quiet", !fault);
  } catch (error) {
    for (const one of shown) one.remove();
    for (const button of form.querySelectorAll("button")) button.disabled = false;
    tell(error.told || words("fault"));
    field?.focus();
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("#talk form[data-talk]");
  if (!form || event.defaultPrevented) return;
  const field = form.querySelector("textarea");
  if (field && !field.value.trim()) return;
  event.preventDefault();
  send(form);
}, true);

// Speech: recorded while the button is held, and sent when it is let go. It is kept nowhere.

let recorder = null;
let held = false;

async function listen(button) {
  if (held || recorder) return;
  held = true;
  try {
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    if (!held) return sound.getTracks().forEach((track) => track.stop());
    const parts = [];
    recorder = new MediaRecorder(sound);
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", () => {
      sound.getTracks().forEach((track) => track.stop());
      const speech = new Blob(parts, { type: recorder.mimeType || "audio/webm" });
      recorder = null;
      write(button, speech);
    });
    recorder.start();
    setTimeout(letGo, MOST_SPEECH);
    button.classList.add("is-listening");
    tell(words("listening"));
  } catch {
    held = false;
    recorder = null;
    tell(words("deaf"));
  }
}

function letGo() {
  held = false;
  for (const button of document.querySelectorAll("[data-speech]")) button.classList.remove("is-listening");
  if (recorder?.state === "recording") recorder.stop();
}

async function write(button, speech) {
  const form = button.closest("form");
  const field = form.querySelector("textarea");
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  body.append("speech", speech, "speech");
  tell(words("writing"));
  try {
    const answer = await fetch(button.dataset.speech, { method: "POST", body, headers: { Accept: "text/plain" } });
    const text = answer.headers.get("Content-Type")?.startsWith("text/plain") ? await answer.text() : words("fault");
    if (answer.ok) field.value = `${field.value} ${text}`.trim();
    tell(answer.ok ? words("read") : text);
  } catch {
    tell(words("fault"));
  }
  field.focus();
}

function offerSpeech() {
  const able = navigator.mediaDevices?.getUserMedia && "MediaRecorder" in window;
  for (const button of document.querySelectorAll("[data-speech]")) button.hidden = !able;
}

const isSpeech = (event) => event.target.closest?.("[data-speech]");
const isKey = (event) => event.key === " " || event.key === "Enter";
document.addEventListener("pointerdown", (event) => isSpeech(event) && listen(isSpeech(event)));
document.addEventListener("pointerup", letGo);
document.addEventListener("pointercancel", letGo);
document.addEventListener("keydown", (event) => {
  if (!isSpeech(event) || !isKey(event)) return;
  event.preventDefault();
  if (!event.repeat) listen(isSpeech(event));
});
document.addEventListener("keyup", (event) => isSpeech(event) && isKey(event) && letGo());
offerSpeech();
