// Figures, times and codes as people read them.

export const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

export function figure(value) {
  if (value === 0) return "0";
  if (value < 10) return value.toFixed(Number.isInteger(value) ? 0 : 1);
  return value < 10000 ? whole.format(Math.round(value)) : short.format(value);
}

export function bytes(value) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let at = 0;
  while (value >= 1000 && at < units.length - 1) { value /= 1000; at++; }
  return `${value < 10 && at > 0 ? value.toFixed(1) : Math.round(value)} ${units[at]}`;
}

export function millis(value) {
  if (value >= 1000) return `${(value / 1000).toFixed(1)} s`;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}

export function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

export function words(code) {
  return code.toLowerCase().replaceAll("_", " ");
}

export function fact(value, unit) {
  if (unit === "bytes") return bytes(value);
  if (unit === "ms") return value === 0 ? "–" : millis(value);
  if (unit === "ratio") return value === 0 ? "–" : percent(value);
  if (unit === "cores") return value.toFixed(2);
  return figure(value);
}

export function ago(atMillis) {
  const seconds = Math.max(0, Math.round((Date.now() - atMillis) / 1000));
  if (seconds < 2) return "now";
  if (seconds < 90) return `${seconds} s ago`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min ago`;
  return new Date(atMillis).toLocaleString();
}

export function offset(micros, clock) {
  if (clock === "WALL") return new Date(micros / 1000).toLocaleTimeString();
  const seconds = micros / 1e6;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)}:${rest < 10 ? "0" : ""}${rest.toFixed(1)}`;
}
