// The line: a stage beside the other, what each does now, and what it left out.

import { $, element, spark } from "./dom.js";
import { bytes, fact, figure, whole, words } from "./words.js";

function stage(data) {
  const item = element("li", "stage");
  item.dataset.stage = data.name;
  item.classList.toggle("flowing", data.value > 0);
  const main = element("p", "figure");
  main.append(element("b", "", figure(data.value)), element("span", "", data.unit));
  const facts = element("dl", "facts");
  const rows = [[data.totalUnit, figure(data.total)], ...data.facts.map(f => [f.label, fact(f.value, f.unit)])];
  for (const [label, value] of rows) {
    const row = element("div");
    row.append(element("dt", "", label), element("dd", "", value));
    facts.append(row);
  }
  const chips = element("div", "chips");
  for (const [reason, count] of Object.entries(data.dropped)) chips.append(element("span", "chip", `${figure(count)} dropped: ${words(reason)}`));
  for (const [reason, count] of Object.entries(data.deadLetters)) chips.append(element("span", "chip bad", `${figure(count)} dead: ${words(reason)}`));
  item.append(element("h3", "", data.name), main, spark(data.history, `${data.name}, ${data.unit}, last minute`), facts, chips);
  return item;
}

export function drawLine(line) {
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
}
