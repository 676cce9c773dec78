// Who looks: signing in and out, and what the key allows. A gateway without keys serves everyone.

import { $, send } from "./dom.js";

const AGAIN_MILLIS = 5000;
let holder = { key: "", streams: ["**"], may: ["read", "ask", "control"] };

/** Whether every stream may be asked about at once. */
export const seesAll = () => holder.streams.some(pattern => /^\*\*?$/.test(pattern));

/** Whether what is shown is what happens. */
export const connected = () => $("connection").classList.contains("live");

export function connection(text, state) {
  $("connection").textContent = text;
  $("connection").className = `connection ${state}`;
}

function signedOut() {
  $("page").hidden = true;
  $("sign-in-page").hidden = false;
  $("holder").hidden = true;
  connection("signed out", "lost");
  $("secret").focus();
}

/** Finds out who looks, and goes on where somebody may. */
export async function start(follow) {
  try {
    const response = await fetch("api/session");
    if (response.status === 401) return signedOut();
    if (!response.ok) throw new Error(`status ${response.status}`);
    holder = await response.json();
    $("holder").hidden = !holder.key;
    $("key").textContent = holder.key ? `key ${holder.key}` : "";
    $("ask").hidden = !holder.may.includes("ask");
    $("stand-box").hidden = !holder.may.includes("control");
    document.body.classList.toggle("controls", holder.may.includes("control"));
    const pipeline = await fetch("api/pipeline");
    if (pipeline.ok) $("pipeline").textContent = (await pipeline.json()).pipeline;
  } catch {
    connection("no connection", "lost");
    setTimeout(() => start(follow), AGAIN_MILLIS);
    return;
  }
  follow();
}

$("sign-in").addEventListener("submit", async event => {
  event.preventDefault();
  $("refusal").textContent = "";
  try {
    await send("POST", "api/session", { key: $("secret").value });
    location.reload();
  } catch (problem) {
    $("refusal").textContent = problem.message;
  } finally {
    $("secret").value = "";
  }
});

$("sign-out").addEventListener("click", async () => {
  await fetch("api/session", { method: "DELETE" });
  location.reload();
});
