// What is wrong now, the worst first.

import { $, element } from "./dom.js";
import { figure, percent, words } from "./words.js";

/** Reasons of drops that somebody asked for. */
const WANTED = new Set(["POLICY", "tokens", "LATEST"]);
/** Of all frames; less is noise. */
const WORTH_A_WORD = 0.001;

/** What is wrong, and what to do about it. */
function parts(problem) {
  const [what, ...why] = problem.split("; ");
  return [what, why.join("; ")];
}

function troubles(line, streams, alerts, webhooks, archives, connected) {
  const bad = [];
  if (!connected) bad.push(["this page has no connection", "what it shows is old"]);
  if (line.problem) bad.push(parts(line.problem));
  const poor = [];
  for (const stream of streams) {
    if (stream.state === "FAILED") bad.push([`${stream.stream} has failed`, stream.message]);
    if (stream.state === "RECONNECTING") poor.push([`${stream.stream} is away and is opened again`, stream.message]);
  }
  for (const stage of line.stages) {
    const dead = Object.values(stage.deadLetters).reduce((sum, n) => sum + n, 0);
    if (dead) bad.push([`${figure(dead)} dead letters of ${stage.name}`, Object.keys(stage.deadLetters).map(words).join(", ")]);
    for (const [reason, count] of Object.entries(stage.dropped)) {
      if (!WANTED.has(reason) && count > WORTH_A_WORD * Math.max(1, stage.total)) {
        poor.push([`${figure(count)} frames lost of ${stage.name}: ${words(reason)}`, `${percent(count / Math.max(1, stage.total))} of all`]);
      }
    }
  }
  for (const [topic, count] of Object.entries(line.unreadable)) bad.push([`${count} records on ${topic} could not be read`, "is this gateway older than the pipeline?"]);
  for (const hook of webhooks) if (hook.state !== "READY") bad.push([`alerts do not reach ${hook.name}`, hook.problem]);
  bad.push(...archives.bad);
  poor.push(...archives.poor);
  for (const alert of alerts) if (alert.state === "FIRING") poor.push([`${alert.question} ${alert.answer}`, alert.stream]);
  return [...bad.map(each => ["bad", ...each]), ...poor.map(each => ["poor", ...each])];
}

const CALM = {
  ENDED: "All is well: the run has ended.",
  STOPPED: "The pipeline is stopped, and goes on where it stood when it is resumed: winnow pipelines resume, or winnow run.",
};
const MOST = 8;
let shown = "";

export function drawWrong(line, streams, alerts, webhooks, archives, connected) {
  const all = troubles(line, streams, alerts, webhooks, archives, connected);
  const calm = CALM[line.state] ?? "All is well.";
  const text = JSON.stringify([all, calm, line.run]);
  if (text === shown) return;
  // What is put in again is read out again.
  shown = text;
  $("calm").hidden = all.length > 0 || !line.run;
  $("calm").textContent = calm;
  const items = all.slice(0, MOST).map(([how, what, why]) => {
    const item = element("li", how);
    item.append(element("b", "", what));
    if (why) item.append(element("span", "", why));
    return item;
  });
  if (all.length > MOST) items.push(element("li", "more", `and ${all.length - MOST} more`));
  $("wrong").replaceChildren(...items);
}
