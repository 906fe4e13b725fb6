import { routeOf } from "../../contract/same-operation.ts";
import { areaOf, isOpen, newest, type DraftEndpoint } from "./draft/endpoint.ts";

/** Several operations to choose from, each with a number, its request, its lines and what it does. */
export function numbered(endpoints: readonly DraftEndpoint[], lines: readonly string[]): string {
  const width = String(endpoints.length).length;
  return endpoints.map((it, i) => `${String(i + 1).padStart(width + 1)}. ${row(it, lines)}`).join("\n");
}

/** The operations that no tool covers: counts for each area and edition, then each operation with its lines. */
export function uncoveredList(
  open: readonly DraftEndpoint[],
  all: readonly DraftEndpoint[],
  lines: readonly string[],
): string {
  const areas = [...new Set(open.map((it) => areaOf(newest(it))))].sort();
  const parts = areas.map((area) => {
    const here = open.filter((it) => areaOf(newest(it)) === area);
    return [`${area}: ${counts(here)}`, ...here.map((it) => `  ${row(it, lines)}`)].join("\n");
  });
  const each = lines.map((line) => `${line}: ${open.filter((it) => isOn(it, line)).length}`);
  const whole = all.filter(isOpen).length;
  return [
    ...parts,
    [
      `${open.length} of ${all.length} operations are in no tool: ${counts(open)}.`,
      `Of all, ${whole} are open source. By line, ${each.join(", ")}.`,
    ].join("\n"),
  ].join("\n\n");
}

function counts(endpoints: readonly DraftEndpoint[]): string {
  const open = endpoints.filter(isOpen).length;
  const closed = endpoints.length - open;
  return [...(open > 0 ? [`${open} open source`] : []), ...(closed > 0 ? [`${closed} Enterprise`] : [])].join(
    ", ",
  );
}

/** The request, the lines that have the operation where not all do, the edition, and what it does. */
function row(endpoint: DraftEndpoint, lines: readonly string[]): string {
  const operation = newest(endpoint);
  const on = lines.filter((line) => isOn(endpoint, line));
  const facts = [
    ...(on.length === lines.length ? [] : [on.join(", ")]),
    ...(isOpen(endpoint) ? [] : ["Enterprise"]),
    ...(operation.deprecated === true ? ["deprecated"] : []),
  ];
  const { summary } = operation;
  const says = summary === undefined ? "" : `  ${summary.length > 80 ? `${summary.slice(0, 79)}…` : summary}`;
  return `${routeOf(operation)}${facts.length === 0 ? "" : `  [${facts.join("; ")}]`}${says}`;
}

function isOn({ routes }: DraftEndpoint, line: string): boolean {
  return routes.some((it) => it.line === line);
}
