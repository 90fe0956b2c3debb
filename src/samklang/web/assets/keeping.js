// What a service worker does that keeps one kind of page, so that it opens without a connection. Nothing else is kept.
// A page is fetched from the network whenever that answers, is never older than a day, and is dropped when one signs out.

const PATIENCE = 6_000;
const MOST_AGE = 86_400_000;

// name: what the caches are called by; isPage: which addresses are kept.
export function keepPages(name, isPage) {
  const PAGES = `${name}-pages`;
  const PARTS = `${name}-parts`;

  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

  async function dropOld(cache) {
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      if (!(Date.now() - Date.parse(answer.headers.get("X-Kept-At")) < MOST_AGE)) await cache.delete(request);
    }
  }

  async function put(path, answer) {
    const cache = await caches.open(PAGES);
    const headers = new Headers(answer.headers);
    headers.set("X-Kept-At", new Date().toISOString());
    await cache.put(path, new Response(await answer.blob(), { status: 200, headers }));
    await dropOld(cache);
  }

  async function keepPage(path, parts) {
    const answer = await fetch(path, { redirect: "manual", cache: "no-store" });
    if (!answer.ok) return false;
    await put(path, answer);
    const cache = await caches.open(PARTS);
    for (const part of parts) if (!(await cache.match(part))) await cache.add(part);
    return true;
  }

  self.addEventListener("message", (event) => {
    const { keep, parts, forget } = event.data ?? {};
    if (forget) event.waitUntil(caches.open(PAGES).then((cache) => cache.delete(forget)));
    if (!keep || !isPage.test(keep) || !navigator.onLine) return;
    const done = keepPage(keep, parts ?? []).then((kept) => kept && event.source.postMessage({ kept: keep }));
    event.waitUntil(done.catch(() => null));
  });

  async function pageFor(request, path) {
    const cache = await caches.open(PAGES);
    await dropOld(cache);
    const known = await cache.match(path);
    if (known && !navigator.onLine) return known;
    try {
      return await fetch(request, known ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    } catch (fault) {
      if (known) return known;
      throw fault;
    }
  }

  async function partFor(request) {
    const known = await (await caches.open(PARTS)).match(request.url);
    if (known && !navigator.onLine) return known;
    try {
      return await fetch(request);
    } catch (fault) {
      if (known) return known;
      throw fault;
    }
  }

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const { pathname, origin } = new URL(request.url);
    if (request.method !== "GET" || origin !== location.origin) return;
    if (request.mode === "navigate" && isPage.test(pathname)) event.respondWith(pageFor(request, pathname));
    else if (pathname.startsWith("/static/")) event.respondWith(partFor(request));
  });
}
