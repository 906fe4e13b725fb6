import type { Output } from "../../../generated/views/show_flow.ts";
import { below, beside, caption, gap, type Block } from "./block.ts";
import { svg } from "./element.ts";
import { layered } from "./layers.ts";
import { sizeOf, treeOf, type Branch } from "./rows.ts";
import { lookOf, signOf } from "./state.ts";
import { lengthText, shortDate, type DateStyle } from "./time.ts";

type Task = Output["tasks"][number];
type Trigger = Output["triggers"][number];

/** Which tasks are folded. */
export interface Folds {
  isFolded(key: string): boolean;
  turn(key: string): void;
}

const height = 42;

/** Where a diagram is drawn. */
export interface Frame {
  /** That there is, in pixels. */
  readonly width: number;
  readonly folds: Folds;
  readonly dates: DateStyle;
}

/** A diagram that is a little too wide is drawn smaller, down to this; one that is wider is scrolled. */
const smallest = 0.7;

/** The diagram of a flow, from its triggers down. */
export function diagram({ tasks, triggers }: Output, { width, folds, dates }: Frame): SVGSVGElement {
  const drawing = { box: width < 560 ? 132 : 176, folds };
  const top = treeOf(tasks);
  const flow = sequence(top, "", drawing);
  const whole =
    triggers.length === 0 ? flow : below([triggersBlock(triggers, drawing.box, width, dates), flow]);
  const edges = 8;
  const size = { width: Math.ceil(whole.width) + edges * 2, height: Math.ceil(whole.height) + edges * 2 };
  const scale = Math.min(1, Math.max(smallest, width / size.width));
  return svg(
    "svg",
    {
      width: size.width * scale,
      height: size.height * scale,
      viewBox: `0 0 ${size.width} ${size.height}`,
      class: "diagram",
      role: "group",
      "aria-label": "Tasks of the flow",
    },
    ...whole.draw(edges, edges),
  );
}

interface Drawing {
  readonly box: number;
  readonly folds: Folds;
}

type Node = Branch<Task>;

/** Tasks that follow one another, and below them those that follow where something failed, and at the end. */
function sequence(nodes: readonly Node[], key: string, drawing: Drawing): Block {
  const block = (some: readonly Node[]) => below(some.map((one) => nodeBlock(one, keyOf(key, one), drawing)));
  const main = block(nodes.filter(({ row }) => !isAftermath(row.branch)));
  const after = aftermath.flatMap((branch) => {
    const some = nodes.filter(({ row }) => row.branch === branch);
    return some.length === 0 ? [] : [{ block: block(some), label: branch, isDashed: true }];
  });
  if (after.length === 0) return main;
  return under(main, beside(after));
}

const aftermath = ["errors", "finally", "afterExecution"];

function isAftermath(branch: string | null | undefined): boolean {
  return branch != null && aftermath.includes(branch);
}

function keyOf(above: string, { row }: Node): string {
  return `${above}/${row.id}`;
}

function nodeBlock(node: Node, key: string, drawing: Drawing): Block {
  const { row, inside } = node;
  const { folds, box } = drawing;
  const isFolded = inside.length > 0 && folds.isFolded(key);
  const head = taskBlock(
    row,
    box,
    inside.length === 0
      ? undefined
      : {
          isFolded,
          turn: () => {
            folds.turn(key);
          },
          key,
          count: sizeOf(node),
        },
  );
  if (inside.length === 0 || isFolded) return head;
  return framed(head, insideBlock(node, key, drawing));
}

/** What is in a task: its branches side by side. */
function insideBlock({ row, inside }: Node, key: string, drawing: Drawing): Block {
  const nodes = inside.map((one) => ({ one, block: nodeBlock(one, keyOf(key, one), drawing) }));
  if (row.kind === "dag")
    return layered(nodes.map(({ one, block }) => ({ id: one.row.id, after: one.row.after ?? [], block })));
  if (row.kind === "parallel")
    return beside(
      nodes.map(({ one, block }) => ({
        block,
        label: one.row.branch ?? undefined,
        isDashed: isAftermath(one.row.branch),
      })),
    );
  const branches = [...new Set(inside.map((one) => one.row.branch ?? undefined))];
  return beside(
    branches.map((branch) => ({
      block: below(
        nodes.flatMap(({ one, block }) => ((one.row.branch ?? undefined) === branch ? [block] : [])),
      ),
      label: branch ?? (row.kind === "loop" ? "for each" : undefined),
      isDashed: isAftermath(branch),
    })),
  );
}

/** A task with what is in it, in a frame. */
function framed(head: Block, inside: Block): Block {
  const both = under(head, inside);
  const width = both.width + gap.inside * 2;
  const all = both.height + gap.inside * 2;
  return {
    width,
    height: all,
    middle: both.middle + gap.inside,
    draw: (x, y) => [
      svg("rect", { x, y, width, height: all, rx: 9, class: "group" }),
      ...both.draw(x + gap.inside, y + gap.inside),
    ],
  };
}

/** One block right below another one: the arrows between them are the lower one's. */
function under(upper: Block, lower: Block): Block {
  const middle = Math.max(upper.middle, lower.middle);
  return {
    width: middle + Math.max(upper.width - upper.middle, lower.width - lower.middle),
    height: upper.height + lower.height,
    middle,
    draw: (x, y) => [
      ...upper.draw(x + middle - upper.middle, y),
      ...lower.draw(x + middle - lower.middle, y + upper.height),
    ],
  };
}

interface Fold {
  readonly isFolded: boolean;
  readonly key: string;
  readonly count: number;
  readonly turn: () => void;
}

function taskBlock(task: Task, width: number, fold: Fold | undefined): Block {
  const { id, state, seconds, runs, retries, disabled, when, flow, type } = task;
  const name = type.split(".").at(-1) ?? type;
  const facts = [
    flow ? `→ ${flow}` : when ? `${name}: ${when}` : name,
    retries ? "retries" : "",
    runs ? `× ${runs}` : seconds == null ? "" : lengthText(seconds),
  ].filter(Boolean);
  const said = [id, type, when, flow, disabled && "disabled", retries && "retries", state ?? "not run"];
  const box = boxBlock(width, {
    title: `${fold === undefined ? "" : fold.isFolded ? "▸ " : "▾ "}${id}${fold?.isFolded ? ` (${fold.count})` : ""}`,
    facts: facts.join(" · "),
    look: lookOf(state ?? undefined),
    sign: state ? signOf(state) : "",
    isOff: disabled === true,
    radius: 5,
    said: said.filter(Boolean).join(", "),
  });
  if (fold === undefined) return box;
  return { ...box, draw: (x, y) => box.draw(x, y).map((one) => foldable(one, fold)) };
}

function foldable(element: SVGElement, { key, isFolded, turn }: Fold): SVGElement {
  element.setAttribute("role", "button");
  element.setAttribute("tabindex", "0");
  element.setAttribute("aria-expanded", String(!isFolded));
  element.dataset.key = key;
  element.addEventListener("click", turn);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    turn();
  });
  return element;
}

interface Box {
  readonly title: string;
  readonly facts: string;
  readonly look: string;
  readonly sign: string;
  readonly isOff: boolean;
  readonly radius: number;
  readonly said: string;
}

function boxBlock(width: number, { title, facts, look, sign, isOff, radius, said }: Box): Block {
  const room = width - (sign === "" ? 16 : 32);
  return {
    width,
    height,
    middle: width / 2,
    draw: (x, y) => [
      svg(
        "g",
        { class: look, role: "img", "aria-label": said },
        svg("rect", { x, y, width, height, rx: radius, class: `box ${look}${isOff ? " off" : ""}` }),
        caption(x + 9, y + 17, title, room, "title"),
        caption(x + 9, y + 33, facts, width - 16),
        ...(sign === "" ? [] : [signAt(x + width - 10, y + 17, sign)]),
      ),
    ],
  };
}

function signAt(x: number, y: number, sign: string): SVGElement {
  const made = svg("text", { x, y, "text-anchor": "end", "aria-hidden": "true" }, sign);
  made.style.fill = "currentColor";
  return made;
}

/** What starts the flow, in as many rows as the width asks for. */
function triggersBlock(triggers: readonly Trigger[], box: number, width: number, dates: DateStyle): Block {
  const across = Math.max(1, Math.min(triggers.length, Math.floor((width - 16) / (box + gap.across))));
  const lines = Math.ceil(triggers.length / across);
  const full = across * (box + gap.across) - gap.across;
  return {
    width: full,
    height: lines * (height + 8) - 8,
    middle: full / 2,
    draw: (x, y) =>
      triggers.flatMap((trigger, index) =>
        triggerBlock(trigger, box, dates).draw(
          x + (index % across) * (box + gap.across),
          y + Math.floor(index / across) * (height + 8),
        ),
      ),
  };
}

function triggerBlock(trigger: Trigger, width: number, dates: DateStyle): Block {
  const { id, type, disabled, state, nextDate, cron } = trigger;
  const name = cron ?? type.split(".").at(-1) ?? type;
  const next = nextDate ? `next ${shortDate(nextDate, dates)}` : (state ?? "on events");
  return boxBlock(width, {
    title: `⚡ ${id}`,
    facts: disabled ? `disabled · ${name}` : nextDate ? next : `${name} · ${next}`,
    look: disabled ? "quiet" : "runs",
    sign: "",
    isOff: disabled,
    radius: 20,
    said: `trigger ${id}, ${type}, ${[cron, disabled ? "disabled" : next].filter(Boolean).join(", ")}`,
  });
}
