import { briefRows, namedLabels, sizeOfBrief, type Brief, type BriefRows } from "../json/brief-rows.ts";
import { fittingRows } from "../json/leave-out.ts";
import { limits } from "../limits.ts";
import { jsonOf } from "./result-json.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import type { Behaviour } from "../tool/definition.ts";

/** Characters for what stands around rows: how many there are, of which time. */
const around = 300;

/** The brief that a call's rows are told by; undefined where all is told, since there is none or `full` asks for it. */
function briefOf({ brief }: Behaviour, input: unknown): Brief | undefined {
  return isObject(input) && input.full === true ? undefined : brief;
}

/** An output with its rows told briefly, where its behaviour has a brief and nobody asked for all. What they share stands before them. */
export function briefly(output: JsonObject, behaviour: Behaviour, input: unknown): JsonObject {
  const brief = briefOf(behaviour, input);
  const key = behaviour.limit?.rows;
  const rows = key === undefined ? undefined : output[key];
  if (brief === undefined || key === undefined || !Array.isArray(rows)) return output;
  let made: JsonObject = output;
  const fits = (told: BriefRows): boolean => {
    made = withRows(output, key, told);
    // The text is that of the answer, where it fits.
    return jsonOf(made).length <= limits.result;
  };
  const told = briefRows(rows as readonly Json[], brief, fits, namedLabels(input));
  return made[key] === told.rows ? made : withRows(output, key, told);
}

function withRows(output: JsonObject, key: string, { rows, ...before }: BriefRows): JsonObject {
  const entries = Object.entries(output).flatMap(([name, value]): [string, Json | undefined][] =>
    name === key ? [...Object.entries(before), [name, rows]] : [[name, value]],
  );
  return Object.fromEntries(entries);
}

/** How many of the first rows an answer has room for, as they are told. */
export function fittingOf(behaviour: Behaviour, input: unknown): (rows: readonly object[]) => number {
  const room = limits.result - around;
  const brief = briefOf(behaviour, input);
  if (brief === undefined) return (rows) => fittingRows(rows, room);
  const hasRoom = (told: BriefRows): boolean => sizeOfBrief(told) <= room;
  return (rows) => {
    const labels = namedLabels(input);
    const fits = (some: readonly object[]): boolean =>
      hasRoom(briefRows(some as readonly Json[], brief, hasRoom, labels));
    if (fits(rows)) return rows.length;
    let low = 0;
    let high = rows.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (fits(rows.slice(0, middle))) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
