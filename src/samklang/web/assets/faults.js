// A fragment that could not be fetched is told; a page that came instead of a fragment (one was signed out) is opened as a page.

function tell() {
  const box = document.getElementById("fault-box");
  const place = document.getElementById("messages");
  if (!box || !place) return;
  place.replaceChildren(box.content.cloneNode(true));
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", tell);
document.addEventListener("htmx:sendError", tell);
document.addEventListener("htmx:timeout", tell);
document.addEventListener("allauth.error", tell); // a passkey that was not given, or not known

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const came = xhr.responseURL ? new URL(xhr.responseURL) : null;
  const asked = new URL(pathInfo.finalRequestPath ?? pathInfo.requestPath, document.baseURI);
  const isPage = /^\s*<!doctype/i.test(xhr.responseText);
  if (came && isPage && came.pathname !== asked.pathname) {
    event.detail.shouldSwap = false;
    window.location.assign(came);
  }
});
