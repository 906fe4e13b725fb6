import { html } from "./element.ts";

/** How states look: one of few colours, each with a sign, for those who do not tell colours apart. */
const looks: Readonly<Record<string, readonly [look: string, sign: string]>> = {
  SUCCESS: ["good", "✓"],
  FAILED: ["bad", "✕"],
  RUNNING: ["runs", "▶"],
  RETRYING: ["warns", "↻"],
  WARNING: ["warns", "!"],
  KILLED: ["bad", "■"],
  KILLING: ["bad", "■"],
  CANCELLED: ["bad", "■"],
  PAUSED: ["waits", "‖"],
  BREAKPOINT: ["waits", "‖"],
  RESTARTED: ["runs", "↻"],
};

/** The class of a state's colour. */
export function lookOf(state: string | undefined): string {
  return (state !== undefined && Object.hasOwn(looks, state) && looks[state]?.[0]) || "quiet";
}

export function signOf(state: string | undefined): string {
  return (state !== undefined && Object.hasOwn(looks, state) && looks[state]?.[1]) || "·";
}

/** A state in a word. */
export function stateChip(state: string): HTMLElement {
  return html(
    "span",
    { class: `chip ${lookOf(state)}` },
    html("span", { "aria-hidden": "true" }, signOf(state)),
    ` ${state}`,
  );
}
