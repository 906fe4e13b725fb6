import type { Output } from "../../../generated/views/show_execution.ts";
import { html, name, type Content } from "./element.ts";
import type { Folding } from "./folding.ts";
import { sizeOf, treeOf, type Branch } from "./rows.ts";
import { lookOf, signOf } from "./state.ts";
import { lengthText, ticksOf } from "./time.ts";

type Run = Output["taskRuns"][number];

/** A branch with more rows than that, or a chart, is folded at first. */
const mostUnfolded = { inside: 12, atTop: 60 };

/** Rows of a folded branch that are shown all the same, because they failed or go on. */
const mostLoud = 20;

/** The chart: a bar for each task run, on one axis. @param seconds of the whole */
export function gantt(
  { taskRuns, states }: Pick<Output, "taskRuns" | "states">,
  seconds: number,
  folds: Folding,
): HTMLElement {
  const whole = Math.max(seconds, 0.001);
  const ticks = ticksOf(whole, window.innerWidth < 560 ? 3 : 6);
  return html(
    "section",
    { class: "gantt", "aria-label": "Task runs in time" },
    html(
      "div",
      { class: "axis", "aria-hidden": "true" },
      html("div", { class: "track" }, ...ticks.map((at) => tick(at, whole))),
    ),
    html("ol", { class: "rows" }, phases(states, whole), ...topRows(treeOf(taskRuns), { whole, folds })),
  );
}

function tick(at: number, whole: number): HTMLElement {
  const label = html("span", {}, at === 0 ? "0" : lengthText(at));
  const mark = html("div", { class: at / whole > 0.85 ? "tick end" : "tick" }, label);
  mark.style.left = percent(at / whole);
  return mark;
}

/** The execution itself: queued, running, paused. */
function phases(states: Output["states"], whole: number): HTMLElement {
  const parts = states.map(({ state, at }, index) => {
    const to = states[index + 1]?.at ?? whole;
    return { state, at, seconds: to - at };
  });
  const ended = /^(SUCCESS|FAILED|WARNING|KILLED|CANCELLED|RETRIED|SKIPPED|RESUBMITTED)$/;
  const bars = parts.filter(({ state }) => !ended.test(state)).map((part) => bar(part, whole, "phase"));
  const told = parts.map(({ state, at }) => `${state} at ${lengthText(at)}`).join(", ");
  return html(
    "li",
    { class: "row all" },
    html("div", { class: "label" }, "Execution"),
    html("div", { class: "track", role: "img", "aria-label": told }, ...bars),
    html("div", { class: "took" }, lengthText(whole)),
  );
}

interface Drawing {
  readonly whole: number;
  readonly folds: Folding;
}

/** All rows; of many at the top at first only those that did not simply succeed, and the first ones. */
function topRows(top: readonly Branch<Run>[], drawing: Drawing): readonly HTMLElement[] {
  const { atTop } = mostUnfolded;
  if (top.length <= atTop) return top.flatMap((one, index) => rowsOf(one, `${index}`, 0, drawing));
  const isFolded = drawing.folds.isFolded("top", true);
  const rows = top.flatMap((one, index) =>
    !isFolded || index < atTop || !isQuiet(one) ? rowsOf(one, `${index}`, 0, drawing) : [],
  );
  const more = drawing.folds.button("top", isFolded, `${top.length} task runs`);
  return [
    ...rows,
    html("li", { class: "row" }, html("div", { class: "label" }, `${top.length} task runs`, more)),
  ];
}

function rowsOf(branch: Branch<Run>, key: string, depth: number, drawing: Drawing): readonly HTMLElement[] {
  const { row, inside } = branch;
  const { folds } = drawing;
  const size = sizeOf(branch);
  const isFolded = size > 0 && folds.isFolded(key, size > mostUnfolded.inside);
  const what = `${row.task}: ${size} ${size === 1 ? "row" : "rows"}`;
  const numbered = inside.map((one, index) => ({ one, index }));
  const shown = isFolded ? numbered.filter(({ one }) => !isQuiet(one)).slice(0, mostLoud) : numbered;
  return [
    rowOf(row, depth, size > 0 && folds.button(key, isFolded, what), isFolded ? size : 0, drawing),
    ...shown.flatMap(({ one, index }) => rowsOf(one, `${key}.${index}`, depth + 1, drawing)),
  ];
}

function isQuiet({ row, inside }: Branch<Run>): boolean {
  return /^(SUCCESS|SKIPPED)$/.test(row.state) && inside.every(isQuiet);
}

function rowOf(run: Run, depth: number, button: Content, folded: number, { whole }: Drawing): HTMLElement {
  const { task, value, iteration, state, seconds, attempts, executionId, flow } = run;
  const round = value ?? iteration?.toString();
  const label = html(
    "div",
    { class: "label" },
    html("span", { class: `sign ${lookOf(state)}`, "aria-hidden": "true" }, signOf(state)),
    name(task),
    round !== undefined && name(round, "value"),
    attempts ? html("span", { class: "badge" }, `${attempts.length} attempts`) : undefined,
    executionId && flow !== task ? name(`→ ${flow ?? executionId}`, "flow") : undefined,
    folded > 0 && html("span", { class: "badge" }, String(folded)),
    button,
  );
  label.style.setProperty("--depth", String(Math.min(depth, 8)));
  const said = [
    state,
    seconds == null ? "" : lengthText(seconds),
    ...(attempts ?? []).map((one, index) => `attempt ${index + 1} ${one.state}`),
  ].filter(Boolean);
  return html(
    "li",
    { class: "row" },
    label,
    html("div", { class: "track", role: "img", "aria-label": said.join(", ") }, ...barsOf(run, whole)),
    html(
      "div",
      { class: "took" },
      lookOf(state) === "good" ? undefined : html("span", { class: lookOf(state) }, state),
      seconds == null ? undefined : ` ${lengthText(seconds)}`,
    ),
  );
}

function barsOf(run: Run, whole: number): readonly HTMLElement[] {
  const { at, waited, seconds, attempts, state } = run;
  if (at == null || seconds == null) return [];
  const early = Math.min(waited ?? (lookOf(state) === "quiet" ? seconds : 0), seconds);
  return [
    ...(early > 0 ? [bar({ state: "waiting", at, seconds: early }, whole, "queued")] : []),
    ...(attempts
      ? [
          bar({ state: "waiting", at: at + early, seconds: seconds - early }, whole, "between"),
          ...attempts.flatMap((one) =>
            one.at == null ? [] : [bar({ ...one, at: one.at }, whole, "attempt")],
          ),
        ]
      : seconds > early || early === 0
        ? [bar({ state, at: at + early, seconds: seconds - early }, whole, "run")]
        : []),
  ];
}

interface Part {
  readonly state: string;
  readonly at: number;
  readonly seconds?: number | null | undefined;
}

function bar({ state, at, seconds }: Part, whole: number, kind: string): HTMLElement {
  const made = html("div", {
    class: `bar ${kind} ${lookOf(state)}`,
    title: `${state} ${lengthText(seconds ?? 0)}`,
  });
  made.style.left = percent(at / whole);
  made.style.width = percent((seconds ?? 0) / whole);
  return made;
}

function percent(share: number): string {
  return `${(Math.max(0, Math.min(1, share)) * 100).toFixed(2)}%`;
}
