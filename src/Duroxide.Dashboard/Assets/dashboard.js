// Keeps the page of an instance as it is now. Without this script, or with it stopped, reload the page.
"use strict";
const live = document.getElementById("live");
if (live && live.dataset.changes) {
  const changes = new EventSource(live.dataset.changes);
  let seen = live.dataset.seen;
  const show = async (now) => {
    let text;
    try {
      const response = await fetch(location.href, { headers: { accept: "text/html" } });
      if (!response.ok) {
        return;
      }
      text = await response.text();
    } catch {
      // The connection is lost. When the stream is back, its first event tells how things are.
      return;
    }
    const next = new DOMParser().parseFromString(text, "text/html").getElementById("live");
    // Whoever has unfolded a payload reads it: what is open stays until it is folded and something changes.
    if (next && !live.querySelector("details[open]")) {
      live.replaceChildren(...next.childNodes);
      seen = now;
    }
  };
  changes.addEventListener("change", (change) => {
    const { revision, execution, events, status } = JSON.parse(change.data);
    const now = `${revision} ${execution} ${events}`;
    if (now !== seen) {
      show(now);
    }
    if (status === "Completed" || status === "Failed") {
      changes.close();
    }
  });
  changes.addEventListener("deleted", () => changes.close());
}
