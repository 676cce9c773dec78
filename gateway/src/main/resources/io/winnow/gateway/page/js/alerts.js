// Standing questions, and when what they look for was so: a row each on a line of time.

import { $, button, drawn, element, later, send } from "./dom.js";
import { ago, millis } from "./words.js";

const HOUR = 3_600_000;
const standing = new Map();
let history = [];
/** The newest of each question and stream, however long ago. */
const newest = new Map();

export const firing = () => [...newest.values()].filter(alert => alert.state === "FIRING");

function note(alert) {
  newest.set(`${alert.questionId}\n${alert.stream}`, alert);
}

function schedule(question) {
  const parts = [];
  if (question.everyMillis) parts.push(`every ${millis(question.everyMillis)}`);
  if (question.change) parts.push(`on a change of ${question.change}`);
  if (question.streams.length) parts.push(`of ${question.streams.join(", ")}`);
  if (question.when) parts.push(`alert when ${question.when}`);
  return `asked ${parts.join(", ")}`;
}

function item(question) {
  const made = element("li");
  const text = element("div");
  text.append(element("b", "", question.question), element("p", "soft", schedule(question)));
  for (const alert of firing().filter(each => each.questionId === question.id)) text.append(element("p", "chip bad", `firing on ${alert.stream} since ${ago(alert.atMillis)}`));
  made.append(text, button("End", "quiet", () => send("DELETE", `api/standing-questions/${encodeURIComponent(question.id)}`).catch(problem => { $("stand-trouble").textContent = problem.message; })));
  return made;
}

/** Stretches of firing, by question and stream. */
function stretches(from, now) {
  const rows = new Map();
  for (const alert of history) {
    const key = `${alert.question} – ${alert.stream}`;
    const row = rows.get(key) ?? [];
    rows.set(key, row);
    const last = row[row.length - 1];
    if (alert.state === "FIRING" && (!last || last.end)) row.push({ start: alert.atMillis });
    if (alert.state !== "FIRING" && last && !last.end) last.end = alert.atMillis;
  }
  return [...rows].map(([name, row]) => [name, row.map(({ start, end }) => [Math.max(from, start), end ?? now]).filter(([, end]) => end > from)]).filter(([, row]) => row.length);
}

function drawTimeline() {
  const now = Date.now();
  const oldest = Math.min(...history.map(alert => alert.atMillis));
  const from = Math.max(now - 24 * HOUR, Math.min(now - HOUR / 6, oldest - 60_000));
  const rows = stretches(from, now);
  $("timeline").hidden = rows.length === 0;
  const x = at => 100 * (at - from) / (now - from);
  $("timeline").replaceChildren(...rows.map(([name, row]) => {
    const line = element("div", "stretch");
    const svg = drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", role: "img", "aria-label": `${name}: fired ${row.length} times, last ${ago(row[row.length - 1][0])}` });
    for (const [start, end] of row) svg.append(drawn("rect", { x: x(start), y: 1, width: Math.max(0.6, x(end) - x(start)), height: 8 }));
    line.append(element("span", "", name), svg);
    return line;
  }), ...(rows.length ? [scale(from, now)] : []));
}

function scale(from, now) {
  const made = element("div", "scale");
  made.append(element("span", "", new Date(from).toLocaleTimeString()), element("span", "", "now"));
  return made;
}

function draw() {
  drawTimeline();
  $("standing").replaceChildren(...[...standing.values()].map(item));
  $("no-standing").hidden = standing.size > 0;
}

export const alerts = {
  all(data) {
    standing.clear();
    for (const question of data.standing) standing.set(question.id, question);
    history = data.alertHistory;
    newest.clear();
    data.alerts.forEach(note);
    later(draw);
  },
  standing(data) { standing.set(data.id, data); later(draw); },
  "standing-removed"(data) { standing.delete(data.id); later(draw); },
  alert(data) {
    history = [...history.slice(-499), data];
    note(data);
    $("said").textContent = `${data.question}: ${data.state.toLowerCase()} on ${data.stream}`;
    later(draw);
  },
};

$("stand").addEventListener("submit", async event => {
  event.preventDefault();
  $("stand-trouble").textContent = "";
  const body = { question: $("stand-question").value, everyMillis: Math.round(1000 * Number($("stand-every").value)) };
  if ($("stand-when").value.trim()) body.when = $("stand-when").value.trim();
  try {
    await send("POST", "api/standing-questions", body);
    $("stand-question").value = "";
  } catch (problem) {
    $("stand-trouble").textContent = problem.message;
  }
});
setInterval(() => later(drawTimeline), 10_000);
