import { svg } from "./element.ts";

/** A part of a diagram: how much room it needs, and how it is drawn at a place. */
export interface Block {
  readonly width: number;
  readonly height: number;
  /** Where an arrow to it ends and one from it begins: how far from its left edge. */
  readonly middle: number;
  /** Draws it with its upper left corner there. */
  readonly draw: (x: number, y: number) => readonly SVGElement[];
}

/** The room between blocks, in pixels. */
export const gap = { down: 24, across: 16, inside: 12, label: 18 };

/** Blocks one below the other, with arrows. */
export function below(blocks: readonly Block[]): Block {
  const middle = Math.max(0, ...blocks.map((one) => one.middle));
  const right = Math.max(0, ...blocks.map((one) => one.width - one.middle));
  const height = blocks.reduce((sum, one) => sum + one.height, gap.down * Math.max(0, blocks.length - 1));
  return {
    width: middle + right,
    height,
    middle,
    draw(x, y) {
      let top = y;
      return blocks.flatMap((one, index) => {
        const arrowTo = index > 0 ? [edge(x + middle, top - gap.down, x + middle, top)] : [];
        const drawn = one.draw(x + middle - one.middle, top);
        top += one.height + gap.down;
        return [...arrowTo, ...drawn];
      });
    },
  };
}

/** A column beside others, with what stands at the arrow to it. */
export interface Column {
  readonly block: Block;
  readonly label?: string | undefined;
  readonly isDashed?: boolean;
}

/** Columns side by side, with arrows from one point above all of them. */
export function beside(columns: readonly Column[]): Block {
  const width = columns.reduce(
    (sum, { block }) => sum + block.width,
    gap.across * Math.max(0, columns.length - 1),
  );
  const height = Math.max(0, ...columns.map(({ block }) => block.height));
  const hasLabels = columns.some(({ label }) => label !== undefined);
  const fork = gap.down + (hasLabels ? gap.label : 0);
  const [only, ...others] = columns;
  const middle = only !== undefined && others.length === 0 ? only.block.middle : width / 2;
  return {
    width,
    height: height + fork,
    middle,
    draw(x, y) {
      let left = x;
      return columns.flatMap(({ block, label, isDashed }) => {
        const to = left + block.middle;
        const drawn = [
          edge(x + middle, y, to, y + fork, isDashed),
          ...(label === undefined ? [] : [caption(to + 6, y + fork - 7, label, block.width - block.middle)]),
          ...block.draw(left, y + fork),
        ];
        left += block.width + gap.across;
        return drawn;
      });
    },
  };
}

/** An arrow. */
export function edge(x1: number, y1: number, x2: number, y2: number, isDashed = false): SVGElement {
  const bend = Math.min(14, (y2 - y1) / 2);
  const way =
    Math.abs(x1 - x2) < 1
      ? `M${x1} ${y1}V${y2 - 4}`
      : `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y1} ${x2} ${y1 + bend * 2}V${y2 - 4}`;
  return svg(
    "g",
    {},
    svg("path", { class: isDashed ? "edge dashed" : "edge", d: way }),
    svg("path", { class: "edge", d: `M${x2 - 3.5} ${y2 - 6}L${x2} ${y2 - 1}L${x2 + 3.5} ${y2 - 6}` }),
  );
}

/** A text that is as long as there is room for; the whole of it is told where it is pointed at. */
export function caption(x: number, y: number, text: string, room: number, kind = "dim"): SVGElement {
  const most = Math.max(4, Math.floor(room / (kind === "dim" ? 6 : 6.8)));
  const letters = Array.from(text);
  const shown = letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
  const made = svg("text", { x, y, class: kind }, shown);
  made.style.setProperty("unicode-bidi", "isolate");
  if (shown !== text) made.append(svg("title", {}, text));
  return made;
}
