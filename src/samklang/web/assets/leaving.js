// When one signs out, and where nobody is signed in, the pages that the phone keeps for use without a connection are dropped.

async function drop() {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) if (name.startsWith("attendance-")) await caches.delete(name);
}

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-leaves]")) drop();
});

if (!document.querySelector("[data-leaves]")) drop();
