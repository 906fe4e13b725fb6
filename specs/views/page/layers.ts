import { edge, gap, type Block } from "./block.ts";

/** A block, and the blocks that it comes after. */
export interface Placed {
  readonly id: string;
  readonly after: readonly string[];
  readonly block: Block;
}

/** Tasks of a Dag in layers: each below all that it waits for. */
export function layered(nodes: readonly Placed[]): Block {
  const levels = new Map<string, number>();
  const levelOf = ({ id, after }: Placed, on: readonly string[] = []): number => {
    const known = levels.get(id);
    if (known !== undefined) return known;
    const before = nodes.filter((one) => after.includes(one.id) && !on.includes(one.id));
    const level = Math.max(0, ...before.map((one) => 1 + levelOf(one, [...on, id])));
    levels.set(id, level);
    return level;
  };
  const layers: Placed[][] = [];
  for (const placed of nodes) (layers[levelOf(placed)] ??= []).push(placed);
  const widths = layers.map((layer) =>
    layer.reduce((sum, { block }) => sum + block.width + gap.across, -gap.across),
  );
  const heights = layers.map((layer) => Math.max(...layer.map(({ block }) => block.height)));
  const width = Math.max(0, ...widths);
  const fall = gap.down * 1.6;
  return {
    width,
    height: heights.reduce((sum, one) => sum + one + fall, 0),
    middle: width / 2,
    draw(x, y) {
      const ends = new Map<string, { readonly x: number; readonly y: number }>();
      let top = y + fall;
      return layers.flatMap((layer, level) => {
        let left = x + (width - (widths[level] ?? 0)) / 2;
        const drawn = layer.flatMap(({ id, after, block }) => {
          const to = left + block.middle;
          const from = after.flatMap((one) => ends.get(one) ?? []);
          const starts = from.length > 0 ? from : [{ x: x + width / 2, y }];
          ends.set(id, { x: to, y: top + block.height });
          const parts = [...starts.map((start) => edge(start.x, start.y, to, top)), ...block.draw(left, top)];
          left += block.width + gap.across;
          return parts;
        });
        top += (heights[level] ?? 0) + fall;
        return drawn;
      });
    },
  };
}
