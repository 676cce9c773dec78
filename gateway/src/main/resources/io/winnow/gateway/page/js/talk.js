// Questions and answers, the newest first.

import { $, element, later, send } from "./dom.js";
import { evidenceButton } from "./viewer.js";
import { ago, figure, millis } from "./words.js";

const threads = new Map();
const MOST_THREADS = 50;
const MOST_EVIDENCE = 6;

function thread(id) {
  if (!threads.has(id)) threads.set(id, { id, question: "", stream: "", askedMillis: 0, answers: new Map(), writing: new Map(), standing: false });
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

function meta(...texts) {
  const made = element("p", "meta");
  for (const text of texts) made.append(typeof text === "string" ? element("span", "", text) : text);
  return made;
}

function answerView(answer) {
  const view = element("div", "reply");
  const line = meta(answer.stream, `${Math.round(100 * answer.confidence)} % sure`, millis(answer.millis.total), `${figure(answer.tokens.read)} of ${figure(answer.tokens.visual)} tokens read`);
  view.append(element("p", "said", answer.answer), line);
  if (answer.evidence.length) view.append(meta("seen at", ...answer.evidence.slice(0, MOST_EVIDENCE).map(span => evidenceButton(answer.stream, span))));
  return view;
}

function writingView(writing) {
  const view = element("div", "reply writing");
  view.append(element("p", "said", writing.text), meta(writing.stream, "being written"));
  return view;
}

function threadView(about) {
  const item = element("li", "thread");
  item.dataset.id = about.id;
  const asked = element("p", "asked", about.question || "…");
  const when = element("span", "when", about.askedMillis ? ago(about.askedMillis) : "");
  when.dataset.at = about.askedMillis;
  asked.prepend(when);
  item.append(asked);
  for (const answer of about.answers.values()) item.append(answerView(answer));
  for (const writing of about.writing.values()) if (writing.text) item.append(writingView(writing));
  if (about.answers.size + about.writing.size === 0) item.append(element("p", "waiting", about.stream ? `waiting for ${about.stream}` : "waiting for an answer"));
  return item;
}

function drawThreads() {
  const newest = [...threads.values()].sort((a, b) => b.askedMillis - a.askedMillis);
  for (const old of newest.splice(MOST_THREADS)) threads.delete(old.id);
  // What has the keyboard's focus keeps it.
  const focused = document.activeElement?.closest(".thread");
  const place = focused && [focused.dataset.id, [...focused.querySelectorAll("button")].indexOf(document.activeElement)];
  $("threads").replaceChildren(...newest.map(threadView));
  if (place) [...$("threads").children].find(item => item.dataset.id === place[0])?.querySelectorAll("button")[place[1]]?.focus({ preventScroll: true });
  $("no-threads").hidden = newest.length > 0;
}

export const talk = {
  all(data) {
    threads.clear();
    for (const asked of data.questions) Object.assign(thread(asked.id), asked);
    data.answers.forEach(heard);
    for (const writing of data.writing) thread(writing.questionId).writing.set(writing.stream, writing);
    later(drawThreads);
  },
  question(data) {
    Object.assign(thread(data.id), data);
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

$("ask").addEventListener("submit", async event => {
  event.preventDefault();
  const pressed = event.target.querySelector("button");
  const body = { question: $("question").value };
  if ($("stream").value) body.stream = $("stream").value;
  pressed.disabled = true;
  $("trouble").textContent = "";
  try {
    const { note } = await send("POST", "api/questions", body);
    $("trouble").textContent = note ?? "";
    $("question").value = "";
  } catch (problem) {
    $("trouble").textContent = problem.message;
  } finally {
    pressed.disabled = false;
    $("question").focus();
  }
});

setInterval(() => {
  for (const when of document.querySelectorAll(".when")) if (+when.dataset.at) when.textContent = ago(+when.dataset.at);
}, 5000);
