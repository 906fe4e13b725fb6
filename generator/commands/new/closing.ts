import { listed } from "../../text/listed.ts";
import type { ChosenEndpoint } from "./choose.ts";
import { todoMark } from "./draft/yaml-text.ts";

/** What whoever asked for a tool reads after it was made. @param text of its YAML, as it is written */
export function closing({ draft, endpoint, notes }: ChosenEndpoint, text: string): string {
  const lines = endpoint.routes.map(({ line }) => line);
  const edition = draft.tool.edition === "ee" ? "Enterprise" : "both editions";
  const places = text.split("\n").flatMap((line, i) => {
    const at = line.indexOf(`# ${todoMark}`);
    return at < 0 ? [] : [`  ${draft.path}:${i + 1}:${at + 1} ${wholeComment(text, i)}`];
  });
  const count = `${places.length} place${places.length === 1 ? "" : "s"}`;
  return [
    `${draft.path}  ${draft.tool.effect ?? "read"}, Kestra ${listed(lines)}, ${edition}`,
    ...notes,
    ...(places.length === 0 ? [] : [`${count} that only you can tell:`, ...places]),
    `Read it through, its description first; then: npm run generate`,
    "",
  ].join("\n");
}

/** The comment that begins on a line, and goes on below it. */
function wholeComment(text: string, from: number): string {
  const lines = text.split("\n").slice(from);
  const end = lines.findIndex((line, i) => i > 0 && (!/^\s*#/.test(line) || line.includes(`# ${todoMark}`)));
  const part = lines.slice(0, end < 0 ? lines.length : end);
  return part
    .map((line) => line.replace(/^\s*# ?/, ""))
    .join(" ")
    .slice(todoMark.length);
}
