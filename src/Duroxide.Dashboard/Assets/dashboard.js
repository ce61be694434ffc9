// Keeps pages as things are now. Without this script, or with it stopped, reload the page or send its form.
"use strict";

// Puts the part of a page that another address has in the place of that part here.
const take = async (address, id, mayReplace) => {
  let text;
  try {
    const response = await fetch(address, { headers: { accept: "text/html" } });
    if (!response.ok) {
      return false;
    }
    text = await response.text();
  } catch {
    // The connection is lost. When it is back, the next change or move tells how things are.
    return false;
  }
  const part = document.getElementById(id);
  const next = new DOMParser().parseFromString(text, "text/html").getElementById(id);
  if (!next || !mayReplace(part)) {
    return false;
  }
  part.replaceChildren(...next.childNodes);
  return true;
};

const live = document.getElementById("live");
const lost = document.getElementById("lost");
let seen = live?.dataset.seen;
const follow = () => {
  const changes = new EventSource(live.dataset.changes);
  changes.addEventListener("open", () => (lost.hidden = true));
  changes.addEventListener("error", () => {
    lost.hidden = false;
    // The browser comes again by itself after a lost connection, but not after a refusal, as when the store is away.
    if (changes.readyState === EventSource.CLOSED) {
      setTimeout(follow, 3000);
    }
  });
  changes.addEventListener("change", async (change) => {
    const now = change.lastEventId;
    const { status } = JSON.parse(change.data);
    if (status === "Completed" || status === "Failed") {
      changes.close();
    }
    // Whoever has unfolded a payload reads it: what is open stays until it is folded and something changes.
    if (now !== seen && (await take(location.href, "live", (part) => !part.querySelector("details[open]")))) {
      seen = now;
    }
  });
  changes.addEventListener("deleted", () => changes.close());
};
if (live?.dataset.changes) {
  follow();
}

const travel = document.querySelector("form.travel");
if (travel) {
  const slider = travel.elements.event;
  let moving = false;
  const address = () => `${travel.action}?${new URLSearchParams(new FormData(travel))}`;
  slider.addEventListener("input", async () => {
    travel.querySelector("output").value = slider.value;
    if (moving) {
      return;
    }
    moving = true;
    // Where the slider has gone meanwhile is shown next, and what lies between is passed over.
    for (let shown = ""; shown !== address(); ) {
      shown = address();
      if (await take(shown, "moment", () => true)) {
        history.replaceState(null, "", shown);
      }
    }
    moving = false;
  });
}
