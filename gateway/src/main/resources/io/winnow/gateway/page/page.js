// The page: opens the event stream, keeps what it hears, and draws it. No text from a record is ever put in as markup.

const $ = id => document.getElementById(id);
const threads = new Map();
const streams = new Map();
let holder = { key: "", streams: ["**"], may: ["read", "ask"] };

// ---- figures

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

function figure(value) {
  if (value === 0) return "0";
  if (value < 10) return value.toFixed(Number.isInteger(value) ? 0 : 1);
  return value < 10000 ? whole.format(Math.round(value)) : short.format(value);
}

function bytes(value) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let at = 0;
  while (value >= 1000 && at < units.length - 1) { value /= 1000; at++; }
  return `${value < 10 && at > 0 ? value.toFixed(1) : Math.round(value)} ${units[at]}`;
}

function millis(value) {
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

function words(code) {
  return code.toLowerCase().replaceAll("_", " ");
}

function fact(value, unit) {
  if (unit === "bytes") return bytes(value);
  if (unit === "ms") return value === 0 ? "–" : millis(value);
  if (unit === "ratio") return value === 0 ? "–" : `${(100 * value).toFixed(1)} %`;
  return figure(value);
}

function ago(atMillis) {
  const seconds = Math.max(0, Math.round((Date.now() - atMillis) / 1000));
  if (seconds < 2) return "now";
  if (seconds < 90) return `${seconds} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  return new Date(atMillis).toLocaleString();
}

function offset(micros, clock) {
  if (clock === "WALL") return new Date(micros / 1000).toLocaleTimeString();
  const seconds = micros / 1e6;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)}:${rest < 10 ? "0" : ""}${rest.toFixed(1)}`;
}

// ---- elements

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

function spark(history, label) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "spark");
  svg.setAttribute("viewBox", "0 0 120 34");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  const top = Math.max(...history, 1e-9);
  const points = history.map((value, i) => [120 - (history.length - 1 - i) * (120 / 59), 32 - 29 * value / top]);
  if (points.length > 1) {
    const path = points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
    const area = document.createElementNS(SVG, "path");
    area.setAttribute("d", `${path}L120 34L${points[0][0].toFixed(1)} 34Z`);
    area.setAttribute("fill", "currentColor");
    area.setAttribute("opacity", ".14");
    const stroke = document.createElementNS(SVG, "path");
    stroke.setAttribute("d", path);
    stroke.setAttribute("fill", "none");
    stroke.setAttribute("stroke", "currentColor");
    stroke.setAttribute("stroke-width", "1.6");
    stroke.setAttribute("vector-effect", "non-scaling-stroke");
    svg.append(area, stroke);
  }
  return svg;
}

// ---- the line

function stage(data) {
  const item = element("li", "stage");
  item.classList.toggle("flowing", data.value > 0);
  const main = element("p", "figure");
  main.append(element("b", "", figure(data.value)), element("span", "", data.unit));
  const facts = element("dl", "facts");
  const rows = [[data.totalUnit, figure(data.total)], ...data.facts.map(f => [f.label, fact(f.value, f.unit)])];
  for (const [label, value] of rows) facts.append(element("dt", "", label), element("dd", "", value));
  const chips = element("div", "chips");
  for (const [reason, count] of Object.entries(data.dropped)) chips.append(element("span", "chip", `${figure(count)} dropped: ${words(reason)}`));
  for (const [reason, count] of Object.entries(data.deadLetters)) chips.append(element("span", "chip bad", `${figure(count)} dead: ${words(reason)}`));
  item.append(element("h3", "", data.name), main, spark(data.history, `${data.name}, ${data.unit}, last minute`), facts, chips);
  return item;
}

function drawLine(line) {
  $("run").textContent = line.run ? `run ${line.run}` : "no run yet";
  $("line").replaceChildren(...line.stages.map(stage));
  const { pixels, tokens, kept } = line.bytes;
  $("bytes").hidden = pixels === 0;
  const parts = [["pixels", pixels], ["tokens", tokens], ["kept", kept]].map(([name, value]) => {
    const part = element("span");
    part.append(element("span", "what", name), element("b", "", bytes(value)));
    return part;
  });
  const least = kept || tokens;
  $("bytes").replaceChildren(...parts, element("span", "ratio", least ? `${whole.format(Math.round(pixels / least))} times smaller than the pixels` : ""));
  const unreadable = Object.entries(line.unreadable).map(([topic, count]) => `${count} records on ${topic} could not be read`);
  if (unreadable.length) $("bytes").append(element("span", "chip bad", unreadable.join(", ")));
}

// ---- streams

const STATE_CHIP = { RUNNING: "calm", IDLE: "", PAUSED: "", RECONNECTING: "", ENDED: "calm", FAILED: "bad" };

function streamRow(data) {
  const row = element("tr");
  const name = element("td");
  name.append(element("div", "name", data.stream));
  if (data.message) name.append(element("div", data.state === "FAILED" ? "note bad" : "note", data.message));
  if (data.reconnects) name.append(element("div", "note", `opened again ${figure(data.reconnects)} times`));
  const state = element("td");
  state.append(element("span", `chip ${STATE_CHIP[data.state] ?? ""}`, data.state.toLowerCase()));
  const dropped = Object.values(data.dropped).reduce((sum, n) => sum + n, 0);
  const drops = element("td", "number", figure(dropped));
  for (const [reason, count] of Object.entries(data.dropped)) drops.append(element("div", "note", `${figure(count)} ${words(reason)}`));
  const last = element("td", "number", data.lastFrameMillis > 0 ? ago(data.lastFrameMillis) : "–");
  row.append(name, state, element("td", "number", figure(data.frames)), drops, last);
  return row;
}

function drawStreams() {
  const all = [...streams.values()].sort((a, b) => a.stream < b.stream ? -1 : 1);
  $("streams").tBodies[0].replaceChildren(...all.map(streamRow));
  $("streams").hidden = all.length === 0;
  $("no-streams").hidden = all.length > 0;
  $("stream-count").textContent = all.length ? whole.format(all.length) : "";
  const picked = $("stream").value;
  const options = [new Option(holder.streams.some(name => /^\*\*?$/.test(name)) ? "every stream" : "choose a stream", ""), ...all.map(s => new Option(s.stream, s.stream))];
  if (options.length !== $("stream").options.length) {
    $("stream").replaceChildren(...options);
    $("stream").value = streams.has(picked) ? picked : "";
  }
}

// ---- questions and answers

function thread(id) {
  if (!threads.has(id)) threads.set(id, { id, question: "", stream: "", askedMillis: 0, answers: new Map(), writing: new Map(), standing: null, alerts: new Map() });
  return threads.get(id);
}

function heard(answer) {
  const about = thread(answer.questionId);
  about.question ||= answer.question;
  about.askedMillis ||= answer.answeredMillis;
  // Of a standing question the last answer on each stream is shown.
  if (!(about.answers.get(answer.stream)?.occurrence > answer.occurrence)) about.answers.set(answer.stream, answer);
  about.writing.delete(answer.stream);
}

function stands(standing) {
  const about = thread(standing.id);
  Object.assign(about, { question: standing.question, askedMillis: standing.addedMillis, standing });
}

function schedule(standing) {
  const parts = [];
  if (standing.everyMillis) parts.push(`every ${millis(standing.everyMillis)}`);
  if (standing.change) parts.push(`on change of ${standing.change}`);
  if (standing.streams.length) parts.push(`of ${standing.streams.join(", ")}`);
  if (standing.when) parts.push(`alert when ${standing.when}`);
  return `asked ${parts.join(", ")}`;
}

function answerView(answer) {
  const view = element("div", "reply");
  const meta = element("p", "meta");
  meta.append(element("span", "", answer.stream), element("span", "", `${Math.round(100 * answer.confidence)} % sure`), element("span", "", millis(answer.millis.total)));
  meta.append(element("span", "", `${figure(answer.tokens.read)} of ${figure(answer.tokens.visual)} tokens read`));
  if (answer.evidence.length) meta.append(element("span", "", `seen at ${answer.evidence.slice(0, 3).map(span => offset(span.startMicros, span.clock)).join(", ")}`));
  view.append(element("p", "said", answer.answer), meta);
  return view;
}

function writingView(writing) {
  const view = element("div", "reply writing");
  const meta = element("p", "meta");
  meta.append(element("span", "", writing.stream), element("span", "", "being written"));
  view.append(element("p", "said", writing.text), meta);
  return view;
}

function threadView(about) {
  const item = element("li", "thread");
  const asked = element("p", "asked", about.question || "…");
  const when = element("span", "when", about.askedMillis ? ago(about.askedMillis) : "");
  when.dataset.at = about.askedMillis;
  asked.prepend(when);
  item.append(asked);
  if (about.standing) item.append(element("p", "meta", schedule(about.standing)));
  const firing = [...about.alerts.values()].filter(alert => alert.state === "FIRING");
  if (firing.length) {
    const chips = element("div", "chips");
    for (const alert of firing) chips.append(element("span", "chip bad", `firing: ${alert.stream}`));
    item.append(chips);
  }
  for (const answer of about.answers.values()) item.append(answerView(answer));
  for (const writing of about.writing.values()) if (writing.text) item.append(writingView(writing));
  if (about.answers.size + about.writing.size === 0) item.append(element("p", "waiting", about.stream ? `waiting for ${about.stream}` : "waiting for an answer"));
  return item;
}

function drawThreads() {
  const newest = [...threads.values()].sort((a, b) => b.askedMillis - a.askedMillis).slice(0, 50);
  $("threads").replaceChildren(...newest.map(threadView));
  $("no-threads").hidden = newest.length > 0;
}

$("ask").addEventListener("submit", async event => {
  event.preventDefault();
  const button = event.target.querySelector("button");
  const body = { question: $("question").value };
  if ($("stream").value) body.stream = $("stream").value;
  button.disabled = true;
  $("trouble").textContent = "";
  try {
    const response = await fetch("api/questions", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (response.ok) {
      $("question").value = "";
    } else {
      const { error } = await response.json();
      $("trouble").textContent = `${error.what}; ${error.hint}`;
    }
  } catch {
    $("trouble").textContent = "the gateway does not answer; is the command still running?";
  } finally {
    button.disabled = false;
    $("question").focus();
  }
});

// ---- events

function connection(text, state) {
  $("connection").textContent = text;
  $("connection").className = `connection ${state}`;
}

let waiting = false;
function later(draw) {
  drawing.add(draw);
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => { waiting = false; for (const each of drawing) each(); drawing.clear(); });
  }
}
const drawing = new Set();

const on = {
  all(data) {
    threads.clear();
    streams.clear();
    for (const asked of data.questions) Object.assign(thread(asked.id), asked);
    data.answers.forEach(heard);
    for (const writing of data.writing) thread(writing.questionId).writing.set(writing.stream, writing);
    data.standing.forEach(stands);
    for (const alert of data.alerts) thread(alert.questionId).alerts.set(alert.stream, alert);
    for (const stream of data.streams) streams.set(stream.stream, stream);
    drawLine(data.line);
    later(drawStreams);
    later(drawThreads);
  },
  line(data) { drawLine(data); later(drawStreams); },
  stream(data) { streams.set(data.stream, data); later(drawStreams); },
  removed(data) { streams.delete(data.stream); later(drawStreams); },
  question(data) { Object.assign(thread(data.id), data); later(drawThreads); },
  standing(data) { stands(data); later(drawThreads); },
  "standing-removed"(data) { thread(data.id).standing = null; later(drawThreads); },
  alert(data) {
    thread(data.questionId).alerts.set(data.stream, data);
    $("said").textContent = `${data.question}: ${data.state.toLowerCase()} on ${data.stream}`;
    later(drawThreads);
  },
  writing(data) {
    const about = thread(data.questionId);
    about.askedMillis ||= Date.now();
    about.writing.set(data.stream, data);
    later(drawThreads);
  },
  answer(data) {
    heard(data);
    $("said").textContent = `${data.question}: ${data.answer}`;
    later(drawThreads);
  },
};

function follow() {
  const events = new EventSource("api/events");
  for (const [name, hear] of Object.entries(on)) events.addEventListener(name, event => hear(JSON.parse(event.data)));
  events.onopen = () => connection("live", "live");
  events.onerror = () => {
    connection("no connection", "lost");
    // What was refused is not tried again by itself: the session may have ended, or too many pages be open.
    if (events.readyState === EventSource.CLOSED) setTimeout(start, 5000);
  };
}

// ---- signing in and out

async function start() {
  try {
    const response = await fetch("api/session");
    if (response.status === 401) {
      $("page").hidden = true;
      $("sign-in-page").hidden = false;
      $("holder").hidden = true;
      connection("signed out", "lost");
      $("secret").focus();
      return;
    }
    if (!response.ok) throw new Error(`status ${response.status}`);
    holder = await response.json();
    $("holder").hidden = !holder.key;
    $("key").textContent = holder.key ? `key ${holder.key}` : "";
    $("ask").hidden = !holder.may.includes("ask");
    const pipeline = await fetch("api/pipeline");
    if (pipeline.ok) $("pipeline").textContent = (await pipeline.json()).pipeline;
  } catch {
    connection("no connection", "lost");
    setTimeout(start, 5000);
    return;
  }
  follow();
}

$("sign-in").addEventListener("submit", async event => {
  event.preventDefault();
  $("refusal").textContent = "";
  try {
    const response = await fetch("api/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ key: $("secret").value }) });
    $("secret").value = "";
    if (response.ok) {
      location.reload();
    } else {
      const { error } = await response.json();
      $("refusal").textContent = `${error.what}; ${error.hint}`;
    }
  } catch {
    $("refusal").textContent = "the gateway does not answer; is the command still running?";
  }
});

$("sign-out").addEventListener("click", async () => {
  await fetch("api/session", { method: "DELETE" });
  location.reload();
});

setInterval(() => {
  for (const when of document.querySelectorAll(".when")) if (+when.dataset.at) when.textContent = ago(+when.dataset.at);
}, 5000);

start();
