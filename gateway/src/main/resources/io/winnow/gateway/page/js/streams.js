// The streams: a row each, of which one is looked at.

import { $, element } from "./dom.js";
import { seesAll } from "./session.js";
import { ago, figure, whole, words } from "./words.js";
import { look, lookedAt, looksBack } from "./viewer.js";

export const streams = new Map();
const STATE_CHIP = { RUNNING: "calm", IDLE: "", PAUSED: "", RECONNECTING: "", ENDED: "calm", FAILED: "bad", STOPPED: "" };
const OVER = new Set(["ENDED", "FAILED"]);
/** As long as a pipeline may say nothing. */
const SILENCE_MILLIS = 30_000;

/** Whether a stream's state is how it is, and not how it was when it was heard of last. */
function holds(data, line) {
  if (OVER.has(data.state) || !line || line.state === "RUNNING") return true;
  return line.state === "WAITING" && Date.now() - data.updatedMillis < SILENCE_MILLIS;
}

function row(data, line) {
  const made = element("tr");
  made.classList.toggle("looked-at", data.stream === lookedAt());
  const name = element("td");
  const pick = element("button", "name", data.stream);
  pick.type = "button";
  pick.dataset.stream = data.stream;
  pick.setAttribute("aria-pressed", String(data.stream === lookedAt()));
  name.append(pick);
  if (data.message) name.append(element("div", data.state === "FAILED" ? "note bad" : "note", data.message));
  if (data.reconnects) name.append(element("div", "note", `opened again ${figure(data.reconnects)} times`));
  const state = element("td");
  const now = data.state.toLowerCase();
  if (holds(data, line)) {
    state.append(element("span", `chip ${STATE_CHIP[data.state] ?? ""}`, now));
  } else {
    state.append(element("span", "chip", data.state === "STOPPED" ? now : `was ${now}`));
    state.append(element("div", "note", `last heard ${ago(data.updatedMillis)}`));
  }
  const dropped = Object.values(data.dropped).reduce((sum, n) => sum + n, 0);
  const drops = element("td", "number", figure(dropped));
  for (const [reason, count] of Object.entries(data.dropped)) drops.append(element("div", "note", `${figure(count)} ${words(reason)}`));
  const last = element("td", "number", data.lastFrameMillis > 0 ? ago(data.lastFrameMillis) : "–");
  made.append(name, state, element("td", "number", figure(data.frames)), drops, last);
  return made;
}

/** The line as it was when they were drawn last. */
let drawn;

export function drawStreams(line) {
  drawn = line;
  const all = [...streams.values()].sort((a, b) => a.stream < b.stream ? -1 : 1);
  if (!streams.has(lookedAt()) && !looksBack() && all.length) look((all.find(each => each.state === "RUNNING") ?? all[0]).stream);
  const focused = document.activeElement?.dataset?.stream;
  $("streams").tBodies[0].replaceChildren(...all.map(each => row(each, line)));
  if (focused !== undefined) [...$("streams").querySelectorAll("button")].find(each => each.dataset.stream === focused)?.focus({ preventScroll: true });
  $("streams").hidden = all.length === 0;
  $("no-streams").hidden = all.length > 0;
  $("stream-count").textContent = all.length ? whole.format(all.length) : "";
  const picked = $("stream").value;
  const options = [new Option(seesAll() ? "every stream" : "choose a stream", ""), ...all.map(each => new Option(each.stream, each.stream))];
  const there = [...$("stream").options].map(option => option.value).join("\n");
  if (options.map(option => option.value).join("\n") !== there) {
    $("stream").replaceChildren(...options);
    $("stream").value = streams.has(picked) ? picked : "";
  }
}

$("streams").addEventListener("click", event => {
  const stream = event.target.closest("button")?.dataset.stream;
  if (stream !== undefined) {
    look(stream);
    drawStreams(drawn);
  }
});
