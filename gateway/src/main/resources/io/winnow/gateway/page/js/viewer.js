// What one stream shows: its newest picture, and the newest whose window is pruned, with the cells that were kept and those that a smaller budget would have kept, or what a picture made of its tokens shows.

import { $, button } from "./dom.js";
import { bytes, offset, percent, whole } from "./words.js";

const EVERY_MILLIS = 1000;
let stream;
let moment;
let pruned;
let rebuilding = false;
/** Address of the picture of tokens that is to be shown; empty for none. */
let wanted = "";

export const lookedAt = () => stream;
export const looksBack = () => moment !== undefined;

function address(picture) {
  return `api/picture?${new URLSearchParams({ stream, epoch: picture.epoch, at: picture.atMicros })}`;
}

/** Looks at a stream from now on. */
export function look(at) {
  stream = at;
  moment = undefined;
  pruned = undefined;
  wanted = "";
  $("rebuilt").removeAttribute("src");
  $("rebuilt-caption").textContent = "";
  $("viewer").hidden = true;
  ask();
}

/** Shows the picture of a moment, until somebody goes back to now. */
export async function lookBack(at, micros, clock) {
  stream = at;
  const wanted = { micros, clock };
  moment = wanted;
  $("viewer").hidden = false;
  $("viewer-stream").textContent = stream;
  $("viewer-live").hidden = false;
  $("kept-view").hidden = true;
  $("rebuilt-view").hidden = true;
  $("slider-row").hidden = true;
  $("viewer-note").textContent = "";
  const query = new URLSearchParams({ stream, at: micros, clock });
  const response = await fetch(`api/moment?${query}`).catch(() => undefined);
  // Somebody has gone on, or back to now, meanwhile.
  if (moment !== wanted) return;
  $("now").closest("figure").hidden = !response?.ok;
  if (!response?.ok) {
    $("now").removeAttribute("src");
    $("now-caption").textContent = "";
    $("viewer-note").textContent = `No picture of ${offset(micros, clock)} is kept any more: they stay for ten minutes.`;
    return;
  }
  const { picture } = await response.json();
  show($("now"), picture);
  $("now-caption").textContent = `at ${offset(picture.atMicros, picture.clock)}, for the answer's ${offset(micros, clock)}`;
  $("viewer").scrollIntoView({ behavior: "smooth", block: "nearest" });
}

function show(image, picture) {
  const source = address(picture);
  if (image.getAttribute("src") !== source) image.src = source;
  // The picture's own shape is that of the tokenizer's input.
  image.style.aspectRatio = `${picture.width} / ${picture.height}`;
  image.alt = `${stream} at ${offset(picture.atMicros, picture.clock)}`;
}

async function ask() {
  const asked = stream;
  if (asked === undefined || moment || document.hidden || $("page").hidden) return;
  const response = await fetch(`api/pictures?${new URLSearchParams({ stream: asked })}`).catch(() => undefined);
  if (!response?.ok) return;
  const shown = (await response.json()).pictures[0];
  if (asked !== stream || moment) return;
  $("viewer").hidden = false;
  $("viewer-stream").textContent = stream;
  $("viewer-live").hidden = true;
  if (!shown) {
    $("viewer-note").textContent = "No picture of it in the last minutes. The pipeline makes them unless previews.topic is false.";
    for (const view of document.querySelectorAll(".views > figure")) view.hidden = true;
    $("slider-row").hidden = true;
    return;
  }
  $("now").closest("figure").hidden = false;
  show($("now"), shown.newest);
  $("now-caption").textContent = `newest, ${offset(shown.newest.atMicros, shown.newest.clock)}`;
  pruned = shown.pruned;
  $("kept-view").hidden = !pruned;
  $("rebuilt-view").hidden = !pruned?.decodes;
  const plain = pruned?.kept.rows === 0 && !pruned.decodes;
  $("slider-row").hidden = !pruned || plain;
  $("viewer-note").textContent = plain ? "Its tokens stand for no place in the picture, so there is no map of them." : "";
  if (pruned) {
    show($("kept-picture"), pruned.picture);
    draw();
  }
}

function draw() {
  const budget = Math.round(pruned.kept.all * $("keep").value / 100);
  drawMap(budget);
  if (pruned.decodes) rebuild(budget);
  $("keep-value").textContent = `${percent(budget / Math.max(1, pruned.kept.seen))} of its window's ${whole.format(pruned.kept.seen)} tokens`;
}

/** Shows what the first tokens make, one picture after the other however fast the slider moves. What is said of a picture changes when it does. */
function rebuild(budget) {
  const { picture, kept } = pruned;
  const there = kept.ranks.filter(rank => rank < budget).length;
  const image = $("rebuilt");
  // Its place keeps its shape while there is no picture.
  image.style.aspectRatio = image.closest(".stage-picture").style.aspectRatio = `${picture.width} / ${picture.height}`;
  const says = (words, shown) => {
    image.hidden = !shown;
    $("rebuilt-caption").textContent = words;
  };
  if (there === 0) {
    wanted = "";
    says("made again of nothing", false);
    return;
  }
  const of = stream;
  const source = `api/reconstruction?${new URLSearchParams({ stream, epoch: picture.epoch, at: picture.atMicros, tokens: there })}`;
  const shows = () => {
    image.alt = `${of} at ${offset(picture.atMicros, picture.clock)}, made of ${there} tokens`;
    says(`made again of ${whole.format(there)} tokens, ${bytes(Math.ceil(kept.bytes * there / kept.here))}`, true);
  };
  wanted = source;
  if (image.getAttribute("src") === source) {
    shows();
    return;
  }
  if (rebuilding) return;
  rebuilding = true;
  const next = new Image();
  const done = () => {
    rebuilding = false;
    if (pruned?.decodes && wanted && wanted !== source) draw();
  };
  next.onload = () => {
    if (of === stream && wanted) {
      image.src = source;
      shows();
    }
    done();
  };
  // A newer window has come, or others ask as well: the next second asks again.
  next.onerror = () => {
    if (of === stream && wanted === source) {
      image.removeAttribute("src");
      says(`no picture of ${whole.format(there)} tokens at this moment`, false);
    }
    done();
  };
  next.src = source;
}

/** Cells that are not kept are dimmed; the rank of a token says up to which budget it goes. */
function drawMap(budget) {
  const { picture, kept } = pruned;
  const canvas = $("kept-map");
  const scale = 2;
  canvas.width = picture.width * scale;
  canvas.height = picture.height * scale;
  canvas.hidden = kept.rows === 0;
  const pen = canvas.getContext("2d");
  const width = canvas.width / kept.columns;
  const height = canvas.height / kept.rows;
  pen.fillStyle = "rgba(8, 14, 12, .74)";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  let there = 0;
  kept.cells.forEach((cell, i) => {
    if (kept.ranks[i] >= budget) return;
    there++;
    const x = cell % kept.columns * width;
    const y = Math.floor(cell / kept.columns) * height;
    pen.clearRect(x, y, width, height);
    pen.strokeStyle = "rgba(120, 245, 225, .9)";
    pen.lineWidth = 2;
    pen.strokeRect(x + 1, y + 1, width - 2, height - 2);
  });
  canvas.setAttribute("aria-label", `${there} of ${kept.rows * kept.columns} cells kept of this frame`);
  $("kept-map").dataset.there = there;
  const at = offset(picture.atMicros, picture.clock);
  $("kept-caption").textContent = kept.rows ? `kept of ${at}: ${there} of ${kept.rows * kept.columns} cells` : pruned.decodes ? `as it was, ${at}` : `kept of ${at}: ${kept.here} tokens`;
}

$("keep").addEventListener("input", () => pruned && draw());
$("viewer-live").addEventListener("click", () => look(stream));
setInterval(ask, EVERY_MILLIS);

/** Where an answer looked, to go there. */
export function evidenceButton(at, span) {
  const made = button(offset(span.startMicros, span.clock), "evidence", () => lookBack(at, span.startMicros, span.clock));
  made.title = `Show ${at} at ${offset(span.startMicros, span.clock)}`;
  return made;
}
