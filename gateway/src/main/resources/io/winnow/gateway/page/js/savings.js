// What tokens cost at a price that the user types, and what pruning saves of it.

import { $, element } from "./dom.js";
import { figure } from "./words.js";

const PRICE = "winnow.price";
const money = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
let newest;

function cost(tokens) {
  const value = tokens / 1e6 * (Number($("price").value) || 0);
  return value === 0 || value >= 0.01 ? money.format(value) : value.toPrecision(2);
}

function row(name, count, saved) {
  const made = element("tr");
  const head = element("th", "", name);
  head.scope = "row";
  made.append(head, element("td", "number", figure(count)), element("td", "number", cost(count)), element("td", "number saved", saved === undefined ? "" : cost(saved)));
  return made;
}

export function drawSavings(line) {
  newest = line ?? newest;
  if (!newest) return;
  const total = name => newest.stages.find(stage => stage.name === name)?.total ?? 0;
  const made = total("tokenize");
  const kept = total("prune");
  const rows = [row("made of frames", made), row("kept by pruning", kept, Math.max(0, made - kept))];
  const read = newest.stages.find(stage => stage.name === "read")?.facts.find(each => each.label === "tokens read");
  if (read?.value) rows.push(row("read for answers", read.value));
  $("savings").replaceChildren(...rows);
}

$("price").value = localStorage.getItem(PRICE) ?? "0.50";
$("price").addEventListener("input", () => {
  localStorage.setItem(PRICE, $("price").value);
  drawSavings();
});
