// Archives: how far each is, and what came of its originals.

import { $, element } from "./dom.js";
import { connected, seesAll } from "./session.js";
import { bytes, figure, percent, whole } from "./words.js";

const EVERY_MILLIS = 5000;
const FIRST_LOOK_MILLIS = 500;
let archives = [];

/** So many items or streams. */
function counted(number, of) {
  return `${whole.format(number)} ${number === 1 ? of.slice(0, -1) : of}`;
}

/** What is wrong with them: what cannot be read, and what failed. */
export function archiveTroubles() {
  return {
    bad: archives.filter(each => each.problem).map(each => [each.problem.includes(each.address) ? each.problem : `${each.address}: ${each.problem}`, each.hint]),
    poor: archives.filter(each => each.progress?.failed).map(each => [`${counted(each.progress.failed, each.of)} failed of ${each.address}`, "winnow archive retry tries again"]),
  };
}

function left(progress) {
  return Math.max(0, progress.items - progress.done - progress.failed - progress.skipped);
}

function time(seconds) {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** How far, and how long the rest takes if it goes on as it went. */
function pace(archive) {
  const { progress, of } = archive;
  if (of === "streams") return `${counted(progress.items, of)}, written while the pipeline runs`;
  const done = `${whole.format(progress.done)} of ${counted(progress.items, of)}`;
  const todo = left(progress);
  if (todo === 0) return done;
  const rate = progress.itemsPerSecond;
  return rate === 0 ? done : `${done}, ${figure(rate)} a second, ${time(todo / rate)} for the rest at that`;
}

function facts(progress) {
  const list = element("dl", "facts");
  const rows = [["tokens", figure(progress.tokens)], ["in the archive", bytes(progress.bytesOut)]];
  if (progress.bytesIn) {
    rows.unshift(["originals", bytes(progress.bytesIn)]);
    rows.push(["of the originals", percent(progress.bytesOut / progress.bytesIn)]);
  }
  if (progress.skipped) rows.push(["no media", figure(progress.skipped)]);
  for (const [label, value] of rows) {
    const row = element("div");
    row.append(element("dt", "", label), element("dd", "", value));
    list.append(row);
  }
  return list;
}

function view(archive) {
  const { address, progress } = archive;
  const item = element("li", "card");
  item.append(element("h3", "", address.replace(/[/]+$/, "").replace(/^.*[/]/, "")), element("p", "mono soft address", address));
  if (archive.problem) item.append(element("p", "trouble", archive.problem));
  if (!progress) {
    if (!archive.problem) item.append(element("p", "soft", "being looked at"));
    return item;
  }
  item.append(element("p", "soft", `by ${progress.tokenizer}`));
  const words = pace(archive);
  if (archive.of === "items") {
    const bar = element("progress");
    bar.max = Math.max(1, progress.items);
    bar.value = progress.items - left(progress);
    bar.setAttribute("aria-label", `How far ${address} is`);
    item.append(bar);
  }
  item.append(element("p", "pace", words), facts(progress));
  const chips = element("div", "chips");
  if (progress.failed) chips.append(element("span", "chip bad", `${figure(progress.failed)} failed`));
  item.append(chips);
  return item;
}

let drawn = "";

function draw() {
  $("archives").hidden = $("archives-link").hidden = archives.length === 0;
  const text = JSON.stringify(archives.map(archive => ({ ...archive, lookedMillis: 0 })));
  if (text === drawn) return;
  drawn = text;
  $("archive-list").replaceChildren(...archives.map(view));
}

/** Only those who see everything are told of them. */
async function ask() {
  const asks = seesAll() && connected() && !document.hidden;
  try {
    const response = asks && await fetch("api/archives");
    if (response?.ok) {
      archives = (await response.json()).archives;
      draw();
    }
  } catch {
    // Without an answer, or with half of one, what was known last stays.
  } finally {
    const looking = !asks || archives.some(archive => archive.lookedMillis === 0);
    setTimeout(ask, looking ? FIRST_LOOK_MILLIS : EVERY_MILLIS);
  }
}

ask();
