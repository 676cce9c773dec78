// Elements. No text from a record is ever put in as markup.

export const $ = id => document.getElementById(id);

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

export function button(text, className, pressed) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function drawn(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function spark(history, label) {
  const svg = drawn("svg", { class: "spark", viewBox: "0 0 120 34", preserveAspectRatio: "none", role: "img", "aria-label": label });
  const top = Math.max(...history, 1e-9);
  const points = history.map((value, i) => [120 - (history.length - 1 - i) * (120 / 59), 32 - 29 * value / top]);
  if (points.length > 1) {
    const path = points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
    svg.append(
      drawn("path", { d: `${path}L120 34L${points[0][0].toFixed(1)} 34Z`, fill: "currentColor", opacity: ".14" }),
      drawn("path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": "1.6", "vector-effect": "non-scaling-stroke" }));
  }
  return svg;
}

const drawing = new Set();
let waiting = false;

/** Draws once a frame, however often it is asked to. */
export function later(draw) {
  drawing.add(draw);
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const all = [...drawing];
      drawing.clear();
      for (const each of all) each();
    });
  }
}

/** Sends JSON; gives what came back, or throws the gateway's own words. */
export async function send(method, path, body) {
  let response;
  try {
    response = await fetch(path, { method, headers: { "Content-Type": "application/json" }, body: body && JSON.stringify(body) });
  } catch {
    throw new Error("the gateway does not answer; is the command still running?");
  }
  const json = await response.json();
  if (!response.ok) throw new Error(`${json.error.what}; ${json.error.hint}`);
  return json;
}
