import { parse, stringify } from "yaml";
import { isObject } from "../../../runtime/json.ts";
import { correctContracts } from "../../contract/correct.ts";
import type { Contract } from "../../contract/contract.ts";
import { operationAt } from "../../contract/same-operation.ts";
import { applyEdits, type TextEdit } from "../../workspace/text-edit.ts";
import { flowText, placeAt, rangeOf, yamlText } from "../../workspace/yaml-text.ts";

/** `specs/corrections.yaml` for one line more, and the contract of that line corrected by it. */
export interface NewCorrections {
  readonly text: string;
  readonly contract: Contract;
  /** What was decided, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Decides for every correction whether the new line needs it: it does where the newest line so far needs it and it fits
 * the new contract as well. One that fits in part is left for the author.
 * @param lines those so far, oldest first. @param before the contract of the newest of them, not corrected
 */
export function newCorrections(
  text: string,
  lines: readonly string[],
  before: Contract,
  contract: Contract,
): NewCorrections {
  const data: unknown = parse(text);
  const yaml = yamlText(text);
  const edits: TextEdit[] = [];
  const notes: string[] = [];
  let corrected = contract;
  const base = lines.at(-1) ?? "";
  (Array.isArray(data) ? (data as readonly unknown[]) : []).forEach((entry, i) => {
    if (!isObject(entry)) return;
    const all = entry.lines === "all";
    const named = Array.isArray(entry.lines) ? (entry.lines as unknown[]).map(String) : [];
    if (!all && !named.includes(base)) return;
    const tried = all || sameBefore(entry, before, contract) ? tryOn(entry, corrected) : undefined;
    const about = aboutOf(entry);
    if (tried === undefined) {
      const fits = typeof tryOn(entry, corrected) !== "string";
      const note = `The correction of ${about} would fit line ${contract.line} too, whose document says something else there: is it needed?`;
      if (fits) notes.push(note);
      return;
    }
    if (typeof tried !== "string") corrected = tried;
    if (all === (typeof tried !== "string")) return;
    const place = placeAt(yaml, [i, "lines"]);
    if (place?.node === undefined) return;
    const { from, to } = rangeOf(place.node);
    if (typeof tried === "string") {
      if (!all) return;
      edits.push({ from, to, text: `[${lines.map((line) => flowText(line)).join(", ")}]` });
      notes.push(
        `The correction of ${about} does not hold on line ${contract.line}, and is left to the lines before it.`,
      );
      return;
    }
    const every = lines.every((line) => named.includes(line));
    const written = every ? "all" : `[${[...named, contract.line].map((line) => flowText(line)).join(", ")}]`;
    edits.push({ from, to, text: written });
    notes.push(`The correction of ${about} is needed on line ${contract.line} too.`);
  });
  return { text: applyEdits(text, edits), contract: corrected, notes };
}

/** True where both documents say the same of what is corrected. */
function sameBefore(entry: Readonly<Record<string, unknown>>, before: Contract, after: Contract): boolean {
  const where = isObject(entry.where) ? entry.where : {};
  const told = (contract: Contract): string => {
    const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
    if (where.schema !== undefined)
      return JSON.stringify(list(where.schema).map((name) => contract.schemas[String(name)]));
    if (where.filters !== undefined) return JSON.stringify(contract.filters);
    const operations = list(where.operation).map((route) => operationAt(contract, String(route)));
    const answers = where.answer !== undefined;
    return JSON.stringify(operations.map((it) => (answers ? it?.answers : [it?.parameters, it?.body])));
  };
  return told(before) === told(after);
}

/** The contract with one correction; why it does not fit as a text. */
function tryOn(entry: Readonly<Record<string, unknown>>, contract: Contract): Contract | string {
  const { line } = contract;
  const one = [{ ...entry, lines: [line], exchange: `${line}/any: any` }];
  const file = { path: "specs/corrections.yaml", text: stringify(one, { aliasDuplicateObjects: false }) };
  const { contracts, diagnostics } = correctContracts(new Map([[line, contract]]), file);
  return diagnostics[0]?.message ?? contracts.get(line) ?? contract;
}

function aboutOf(entry: Readonly<Record<string, unknown>>): string {
  const where = isObject(entry.where) ? Object.values(entry.where) : [];
  const words = where.map((it) =>
    Array.isArray(it) ? (it as unknown[]).map(String).join(", ") : String(it),
  );
  const text = words.join(" ");
  return `\`${text.length > 120 ? `${text.slice(0, 117)}...` : text}\``;
}
