// Recording a conversation in the browser. What is recorded goes into the form's own file field, and is sent as a file is.

const BYTES_MOST = 19_000_000;
const BITS_A_SECOND = 32_000;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

function begin(form) {
  const kind = window.MediaRecorder && KINDS.find((one) => MediaRecorder.isTypeSupported(one));
  if (!kind || !navigator.mediaDevices?.getUserMedia || !window.DataTransfer) return;
  const find = (name) => form.querySelector(`[data-recorder-${name}]`);
  const box = find("box"), state = find("state"), time = find("time");
  const [start, pause, stop] = [find("start"), find("pause"), find("stop")];
  const pauseWords = pause.textContent;
  let recorder = null, parts = [], size = 0, seconds = 0, clock = 0, kept = false;
  box.hidden = false;
  if (!form.querySelector(".form-error")) find("file").open = false;

  function show(name) {
    box.dataset.state = name;
    state.textContent = state.dataset[name];
    start.hidden = name !== "ready" && name !== "denied";
    pause.hidden = stop.hidden = name !== "on" && name !== "paused";
    pause.textContent = name === "paused" ? pause.dataset.goOn : pauseWords;
  }
  function tick() {
    if (recorder?.state === "recording") seconds += 1;
    time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
  function send() {
    clearInterval(clock);
    recorder.stream.getTracks().forEach((track) => track.stop());
    const type = kind.split(";")[0];
    const files = new DataTransfer();
    files.items.add(new File(parts, `recording.${type.split("/")[1]}`, { type }));
    form.querySelector("input[type=file]").files = files.files;
    kept = true;
    form.submit();
  }
  async function record() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      show("denied");
      return;
    }
    parts = [], size = 0, seconds = 0;
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS_A_SECOND });
    recorder.addEventListener("dataavailable", (event) => {
      parts.push(event.data);
      size += event.data.size;
      if (size > BYTES_MOST && recorder.state !== "inactive") end("full");
    });
    recorder.addEventListener("stop", send);
    recorder.start(1000);
    clock = setInterval(tick, 1000);
    show("on");
    stop.focus();
  }
  function end(name) {
    show(name);
    recorder.stop();
  }
  start.addEventListener("click", record);
  pause.addEventListener("click", () => {
    if (recorder.state === "recording") recorder.pause();
    else recorder.resume();
    show(recorder.state === "paused" ? "paused" : "on");
  });
  stop.addEventListener("click", () => end("sending"));
  window.addEventListener("beforeunload", (event) => {
    if (!kept && recorder && recorder.state !== "inactive") event.preventDefault();
  });
  show("ready");
}

document.querySelectorAll("form[data-recorder]").forEach(begin);
