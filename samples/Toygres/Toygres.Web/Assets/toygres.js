// Keeps a page fresh. Without it everything works by loading the page or sending its form.
"use strict";

const live = document.getElementById("live");
const lost = document.getElementById("lost");

// Whoever reads what is unfolded or selected is not disturbed.
const isRead = () => live.querySelector("details[open]") || !getSelection().isCollapsed;

const refresh = async () => {
  let text;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!response.ok || response.redirected) {
      return false;
    }
    text = await response.text();
  } catch {
    // The connection is lost; when it is back the next event comes.
    return false;
  }
  const next = new DOMParser().parseFromString(text, "text/html").getElementById("live");
  if (!next || isRead()) {
    return false;
  }
  if (live.innerHTML !== next.innerHTML) {
    const focused = live.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    live.replaceChildren(...next.childNodes);
    if (focused) {
      [...live.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
    }
  }
  return true;
};

let trouble = 0;
const follow = () => {
  let seen = null;
  const changes = new EventSource(live.dataset.changes);
  const look = async (event) => {
    if (event.data !== seen && (await refresh())) {
      seen = event.data;
    }
  };
  changes.addEventListener("open", () => {
    clearTimeout(trouble);
    trouble = 0;
    lost.hidden = true;
  });
  changes.addEventListener("change", look);
  changes.addEventListener("still", look);
  changes.addEventListener("error", () => {
    // A stream that ends after a while is opened again at once, which is nothing to tell.
    trouble ||= setTimeout(() => (lost.hidden = false), 2000);
    // The browser comes again by itself after a lost connection, but not after a refusal, as when the memory is away.
    if (changes.readyState === EventSource.CLOSED) {
      setTimeout(follow, 3000);
    }
  });
};

if (live) {
  follow();
}
