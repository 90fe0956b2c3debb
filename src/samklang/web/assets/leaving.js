// When one signs out, and where nobody is signed in, the pages that the phone keeps for use without a connection are dropped.
// What was noted on the sheet of a sparring is dropped when one signs out, and after two days in any case.

const KEPT = ["attendance-", "sparring-"];
const NOTED = "samklang-sparring-";
const MOST_AGE = 2 * 86_400_000;

async function drop() {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) if (KEPT.some((one) => name.startsWith(one))) await caches.delete(name);
}

function isOld(key) {
  try {
    return !(Date.now() - JSON.parse(localStorage.getItem(key)).at < MOST_AGE);
  } catch {
    return true;
  }
}

function forget(which) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(NOTED) && which(key)) localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-leaves]")) return;
  forget(() => true);
  drop();
});

forget(isOld);
if (!document.querySelector("[data-leaves]")) drop();
