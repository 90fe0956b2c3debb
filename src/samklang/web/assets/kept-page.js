// What a page does that is kept on the phone and sends what was noted when there is a connection.

// The page itself is kept by the worker, so that it opens without a connection.
export function keepPage() {
  const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((one) => one.href || one.src);
  const seen = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => name.startsWith(`${location.origin}/static/`));
  navigator.serviceWorker?.controller?.postMessage({ keep: location.pathname, parts: [...new Set([...parts, ...seen])] });
}

// scope: the addresses of the worker. isKept: called when the page has been kept anew.
export async function begin(script, scope, isKept) {
  const worker = navigator.serviceWorker;
  if (!worker) return;
  worker.addEventListener("message", ({ data }) => (data?.kept === location.pathname ? isKept() : null));
  worker.addEventListener("controllerchange", keepPage);
  window.addEventListener("load", keepPage); // by then it is known which letters and icons it takes
  try {
    await worker.register(script, { scope });
    keepPage();
  } catch {
    // Without a worker the page needs a connection to open; what is noted is kept all the same.
  }
}

// Sends it as a form does; after a new sign-in the page that was kept holds an old token, so a fresh one is fetched.
export async function post(address, body, root) {
  const once = (token) => fetch(address, {
    method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(15_000),
    headers: { Accept: "application/json", "X-CSRFToken": token },
  });
  const tokens = root.querySelectorAll("input[name=csrfmiddlewaretoken]");
  const answer = await once(tokens[0].value);
  if (answer.status !== 403) return answer;
  const page = await fetch(location.pathname, { redirect: "manual", cache: "no-store" });
  if (!page.ok) return answer;
  const found = new DOMParser().parseFromString(await page.text(), "text/html").querySelector(`#${root.id} input[name=csrfmiddlewaretoken]`);
  if (!found) return answer;
  for (const token of tokens) token.value = found.value;
  return once(found.value);
}

export const isSignedOut = (answer) => answer.type === "opaqueredirect" || answer.status === 403;
export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
