import { InputError } from "../errors.ts";
import { uriFileName } from "./file-name.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { labelTexts } from "./label.ts";
import { isBase64 } from "../http-client/multipart.ts";
import type { PlannedBody, Part } from "../http-client/request-plan.ts";
import { own, Said, say } from "../text/said.ts";
import { segment } from "../http-client/segment.ts";

/**
 * A path template: every hole is percent-encoded as one segment, so that an argument never leaves it; one of a list is as many.
 * `{tenant}` stays literal for the connection to fill in. It knows which of its segments are the route's own.
 * @throws InputError for an empty value, a slash, `.`, `..`, a control character or a lone surrogate.
 */
export function path(
  texts: TemplateStringsArray,
  ...holes: readonly (string | number | readonly (string | number)[])[]
): Said {
  const pieces = texts.flatMap((text, i) => {
    const hole = holes[i];
    return hole === undefined
      ? [{ text, own: true }]
      : [
          { text, own: true },
          { text: encoded(hole), own: false },
        ];
  });
  return new Said(pieces);
}

function encoded(hole: string | number | readonly (string | number)[]): string {
  return isList(hole) && hole.length > 0
    ? hole.map((one) => segment(String(one))).join("/")
    : segment(String(hole));
}

function isList(hole: string | number | readonly (string | number)[]): hole is readonly (string | number)[] {
  return Array.isArray(hole);
}

/** An ISO 8601 date or date-time. Kestra answers 500 to one without a zone, so UTC is written where none is given. */
export function instant(value: string | undefined, argument: string): string | undefined {
  if (value === undefined || value === "") return undefined;
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(
      value.trim(),
    );
  const zone = zoneOf(match?.[3]);
  if (match === null || zone === undefined || !exists(match[1] ?? "", match[2] ?? "00:00")) {
    throw new InputError(
      say`${own(argument)} must be an ISO 8601 date-time such as 2026-05-01T10:00:00Z, not ${JSON.stringify(value)}.`,
    );
  }
  return `${match[1] ?? ""}T${match[2] ?? "00:00:00"}${zone}`;
}

/** False for 30 February, which JavaScript reads as a day of March. */
function exists(day: string, time: string): boolean {
  const date = new Date(`${day}T${time}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

/** A zone as every Kestra reads it, `Z` or `+hh:mm`; undefined for one that is on no clock. */
function zoneOf(zone = "Z"): string | undefined {
  if (zone.toUpperCase() === "Z") return "Z";
  const hours = zone.slice(1, 3);
  const minutes = zone.slice(3).replace(":", "") || "00";
  const offset = Number(hours) * 60 + Number(minutes);
  return offset > 18 * 60 || Number(minutes) > 59 ? undefined : `${zone[0] ?? ""}${hours}:${minutes}`;
}

/** The elements of an `IN` or `NOT_IN` filter: joined by commas, each decoded once more by Kestra. */
export function list(values: readonly string[] | undefined, argument: string): string | undefined {
  if (values === undefined || values.length === 0) return undefined;
  const withComma = values.find((value) => value.includes(","));
  if (withComma !== undefined) {
    throw new InputError(
      say`${own(argument)}: ${JSON.stringify(withComma)} holds a comma, which Kestra reads as a separator.`,
    );
  }
  return values.map((value) => value.replaceAll("%", "%25").replaceAll("+", "%2B")).join(",");
}

/**
 * Labels as Kestra's query takes them: `key:value`, one parameter for each.
 * @throws InputError that names a label which Kestra would refuse, or read as another one
 */
export function pairs(values: Readonly<Record<string, Json>> | undefined): string[] | undefined {
  return values === undefined
    ? undefined
    : labelTexts(Object.entries(values)).map(([key, value]) => `${key}:${value}`);
}

/**
 * One query parameter for each key: `keyed("filters[labels][EQUALS]", { env: "prod" })`.
 * @throws InputError as `pairs`: an empty value would not be sent, and everything found
 */
export function keyed(
  parameter: string,
  values: Readonly<Record<string, Json>> | undefined,
): Record<string, string> {
  return Object.fromEntries(
    labelTexts(Object.entries(values ?? {})).map(([key, value]) => [`${parameter}[${key}]`, value]),
  );
}

/**
 * One multipart part for each key, as Kestra reads inputs: text as it is, anything else as JSON; null is left out.
 * A file is `{ "$file": "name.csv", "text": "..." }`, or `base64` in place of `text`; its name as `uriFileName` has it.
 * No keys: no body at all, which Kestra takes where a flow has no inputs.
 */
export function form(values: JsonObject | undefined): PlannedBody | undefined {
  const parts = Object.entries(values ?? {}).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [part(name, value)],
  );
  return parts.length === 0 ? undefined : { kind: "multipart", parts };
}

/**
 * A file part, of its text or of the base64 of its bytes; of both the one that is not empty, as some clients fill in all.
 * @param names of the arguments that may hold it
 * @throws InputError where none of them or both are given, and for base64 that is none
 */
export function filePart(
  given: { readonly text?: string | undefined; readonly base64?: string | undefined },
  names: string,
): JsonObject {
  const { text, base64 } = oneContent(given);
  if (text !== undefined && base64 !== undefined) throw new InputError(say`Give ${own(names)}, not both.`);
  if (text === undefined && base64 === undefined) throw new InputError(say`${own(names)} is required.`);
  if (base64 !== undefined && !isBase64(base64)) {
    throw new InputError(
      say`${own(names)}: what was given as base64 is not base64 (its standard alphabet, padded with =).`,
    );
  }
  return { $file: "file", text, base64 };
}

/** Without the empty one of two contents. */
function oneContent<Content extends { readonly text?: unknown; readonly base64?: unknown }>(
  given: Content,
): Content {
  if (given.text === undefined || given.base64 === undefined) return given;
  if (given.base64 === "") return { ...given, base64: undefined };
  return given.text === "" ? { ...given, text: undefined } : given;
}

function part(name: string, value: Json): Part {
  if (isObject(value) && typeof value.$file === "string") {
    const filename = uriFileName(value.$file, name);
    const file = oneContent(value);
    refuseOtherKeys(name, file);
    if (typeof file.text === "string") return { name, filename, content: file.text };
    if (typeof file.base64 === "string") return { name, filename, content: file.base64, base64: true };
    throw new InputError(say`${name}: a file needs \`text\` or \`base64\` beside \`$file\`.`);
  }
  return { name, content: plain(value) };
}

/** What a file is given by. */
const fileKeys = ["$file", "text", "base64"];

/** @throws InputError for a file with two contents, of which one would be lost, or with what would be */
function refuseOtherKeys(name: string, file: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(file).filter((key) => file[key] !== null && file[key] !== undefined);
  const unknown = given.filter((key) => !fileKeys.includes(key));
  if (unknown.length > 0) {
    const keys = own(fileKeys.join(", "));
    throw new InputError(say`${name}: a file has only the keys ${keys}, not ${unknown.join(", ")}.`);
  }
  if (given.includes("text") && given.includes("base64")) {
    throw new InputError(
      say`${name}: a file has one content: give \`text\` or \`base64\` beside \`$file\`, not both.`,
    );
  }
}

/** A value as text: text as it is, anything else as JSON. */
export function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
