import { parse } from "yaml";
import { isObject } from "../../runtime/json.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";

/** Reads `specs/effects.yaml`. @throws SyntaxError where it is not a list of `{ route, because }` under `destructive`. */
export function loadEffects(file: SourceFile): readonly DestructiveRoute[] {
  const value: unknown = parse(file.text);
  const list: unknown = isObject(value) ? value.destructive : undefined;
  if (!Array.isArray(list)) throw new SyntaxError(`${file.path}: there is no list under \`destructive\`.`);
  return list.map((entry: unknown, i) => {
    if (isObject(entry) && typeof entry.route === "string" && typeof entry.because === "string") {
      return { route: entry.route, because: entry.because };
    }
    throw new SyntaxError(`${file.path}: entry ${i + 1} under \`destructive\` is not { route, because }.`);
  });
}

export interface DestructiveRoute {
  /** `METHOD /path`, where `*` stands for any text. */
  readonly route: string;
  readonly because: string;
}
