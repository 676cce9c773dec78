// What the line did each second since the page was opened, at most the last quarter of an hour.

import uPlot from "../webjars/uplot/1.6.30/dist/uPlot.esm.js";
import { $ } from "./dom.js";
import { figure } from "./words.js";

const LONGEST = 900;
const SHORTEST = 60;
const SERIES = [["frames", "decode", "--series-1"], ["tokens", "tokenize", "--series-2"], ["kept", "prune", "--series-3"]];
const data = [[], ...SERIES.map(() => [])];
let chart;

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function size() {
  return { width: Math.max(240, $("rates").clientWidth), height: 190 };
}

function draw() {
  chart?.destroy();
  const axis = { stroke: color("--soft"), grid: { stroke: color("--edge"), width: 1 }, ticks: { stroke: color("--edge"), width: 1 } };
  chart = new uPlot({
    ...size(),
    legend: { live: true },
    cursor: { y: false },
    scales: {
      x: { range: (plot, first, last) => [Math.min(first, last - SHORTEST), last] },
      y: { range: (plot, low, high) => [0, Math.max(1, high * 1.08)] },
    },
    axes: [axis, { ...axis, size: 56, values: (plot, values) => values.map(figure) }],
    series: [{}, ...SERIES.map(([label, , name]) => ({ label: `${label}/s`, stroke: color(name), width: 2, points: { show: false }, value: (plot, value) => value == null ? "–" : figure(value) }))],
  }, data, $("rates"));
}

/** A second has passed. */
export function addRates(line) {
  const value = name => line.stages.find(stage => stage.name === name)?.value ?? 0;
  data[0].push(line.atMillis / 1000);
  SERIES.forEach(([, stage], i) => data[i + 1].push(value(stage)));
  if (data[0].length > LONGEST) for (const each of data) each.shift();
  if (!chart) draw();
  else if (!document.hidden) chart.setData(data);
}

new ResizeObserver(() => chart?.setSize(size())).observe($("rates"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => chart && draw());
