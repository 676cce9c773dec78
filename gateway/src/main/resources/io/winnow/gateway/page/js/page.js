// The page: opens the stream of events, and hands each to the parts that show it.

import { alerts, firing } from "./alerts.js";
import { archiveTroubles } from "./archives.js";
import { $, later } from "./dom.js";
import { drawLine } from "./line.js";
import { addRates } from "./rates.js";
import { drawSavings } from "./savings.js";
import { connected, connection, seesAll, start } from "./session.js";
import { drawStreams, streams } from "./streams.js";
import { talk } from "./talk.js";
import { drawWrong } from "./wrong.js";

let line;
let webhooks = [];

function drawNow() {
  if (!line) return;
  drawLine(line);
  drawSavings(line);
  drawWrong(line, [...streams.values()], firing(), webhooks, archiveTroubles(), connected());
}

function drawRows() {
  drawStreams(line);
}

const page = {
  all(data) {
    streams.clear();
    for (const stream of data.streams) streams.set(stream.stream, stream);
    page.line(data.line);
  },
  line(data) {
    line = data;
    addRates(data);
    later(drawNow);
    later(drawRows);
  },
  stream(data) { streams.set(data.stream, data); later(drawRows); },
  removed(data) { streams.delete(data.stream); later(drawRows); },
};

const AGAIN_MILLIS = 5000;

function follow() {
  const events = new EventSource("api/events");
  for (const part of [page, talk, alerts]) {
    for (const [name, hear] of Object.entries(part)) events.addEventListener(name, event => hear(JSON.parse(event.data)));
  }
  events.onopen = () => {
    connection("live", "live");
    askWebhooks();
  };
  events.onerror = () => {
    connection("no connection", "lost");
    later(drawNow);
    // What was refused is not tried again by itself: the session may have ended, or too many pages be open.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => start(follow), AGAIN_MILLIS);
  };
}

/** Only those who see everything are told of them. */
async function askWebhooks() {
  if (!seesAll() || !connected()) return;
  const response = await fetch("api/webhooks").catch(() => undefined);
  if (response?.ok) webhooks = (await response.json()).webhooks;
}

setInterval(askWebhooks, 10_000);
start(follow);
