import { nearest } from "../../../runtime/near-miss.ts";
import { say, shortened, type Said } from "../../../runtime/text/said.ts";
import { complaintsIn, isLast, type Complaint } from "./complaint.ts";
import type { Edit, FlowMap, Found } from "./flow-map.ts";

/** One thing to mend in a flow, or to know of it. */
export interface Problem {
  /** Of a flow with an `error` nothing is saved. */
  readonly severity: "error" | "warning" | "deprecated" | "info";
  readonly message: Said;
  readonly place?: Found | undefined;
  readonly didYouMean?: readonly string[] | undefined;
  /** A proposal, of the likeliest that may be meant. */
  readonly fix?: Edit | undefined;
}

/** What Kestra says of one flow. */
export interface FlowVerdict {
  readonly constraints?: string | null | undefined;
  readonly warnings?: readonly unknown[] | null | undefined;
  readonly deprecationPaths?: readonly unknown[] | null | undefined;
  readonly infos?: readonly unknown[] | null | undefined;
  readonly outdated?: boolean | null | undefined;
}

/** What is known of types. */
export interface Types {
  readonly near: (type: string) => readonly string[];
  /** What brings a type, where the instance does not have its plugin. */
  readonly missing: (type: string) => Said | undefined;
  /** The property of a class that a word means which is like none by its letters. */
  readonly property: (of: string, field: string) => string | undefined;
  /** Whether the instance has no such type, as far as it told which it has. */
  readonly isUnknown: (type: string) => boolean;
}

/** What 1.0 says of a flow without an id. */
const stumble = "HV000028: ";

/** Types that Kestra has not come to and that are told: what each may mean takes time to find. */
const mostUnseen = 20;

/** Characters of a text of Kestra's in a message. */
const longest = 300;

/** What Kestra has against a flow; nothing where it is good. */
export function complaintsOf({ constraints }: FlowVerdict): readonly Complaint[] {
  return typeof constraints === "string" && constraints.trim() !== "" ? complaintsIn(constraints) : [];
}

/** The problems that Kestra tells of one flow, those that keep it from being saved first. */
export function problemsOf(verdict: FlowVerdict, map: FlowMap | undefined, types: Types): readonly Problem[] {
  return [
    ...complaintsOf(verdict).flatMap((complaint) => errors(complaint, map, types)),
    ...texts(verdict.warnings).map((text) => plain("warning", text)),
    ...texts(verdict.deprecationPaths).map((path): Problem => ({
      severity: "deprecated",
      message: say`${shortened(path, longest)} is deprecated`,
      place: map?.ofPath(path),
    })),
    ...texts(verdict.infos).flatMap((text) => replaced(text, map)),
    ...(verdict.outdated === true
      ? [plain("warning", "The revision that the YAML names is older than the one that is stored.")]
      : []),
  ];
}

function errors(complaint: Complaint, map: FlowMap | undefined, types: Types): readonly Problem[] {
  const severity = "error";
  if (complaint.kind === "yaml") {
    const { message, line, column } = complaint;
    const place = line === undefined || column === undefined ? undefined : { path: "", line, column };
    return [{ severity, message: say`The YAML cannot be read: ${shortened(message, longest)}`, place }];
  }
  if (complaint.kind === "type") {
    const { type } = complaint;
    return ofType(type, map, types);
  }
  if (complaint.kind === "property") {
    const { field, of, known } = complaint;
    const near = nearest(field, known) ?? types.property(of, field);
    const message = say`Unknown property ${shortened(field, longest)} of ${of}, which takes ${[...known].sort().join(", ")}`;
    const place = map?.ofProperty(field, of);
    if (near === undefined) return [{ severity, message, place }];
    const fix = place && map?.edit(place, field, near);
    return [{ severity, message, place, didYouMean: [near], fix }];
  }
  const { path, message } = complaint;
  const said = shortened(message, longest);
  const isStumble = message.startsWith(stumble) && map?.has("id") === false;
  if (isStumble)
    return [{ severity, message: say`id: must not be null (Kestra says: ${said})`, place: map.ofPath("id") }];
  if (path !== "") return [{ severity, message: say`${path}: ${said}`, place: map?.ofPath(path) }];
  return [{ severity, message: said, place: map === undefined ? undefined : ofWhole(message, map) }];
}

/** Of a type that the instance does not have, at each place. */
function ofType(type: string, map: FlowMap | undefined, types: Types): readonly Problem[] {
  const reason = types.missing(type);
  const message = say`Invalid type: ${shortened(type, longest)}${reason === undefined ? say`` : say`: ${reason}`}`;
  const places = map?.ofType(type) ?? [];
  const didYouMean = types.near(type);
  const [likeliest] = didYouMean;
  return (places.length === 0 ? [undefined] : places).map((place) => ({
    severity: "error",
    message,
    place,
    didYouMean,
    fix:
      place && likeliest !== undefined && !types.isUnknown(likeliest)
        ? map?.edit(place, type, likeliest)
        : undefined,
  }));
}

/**
 * The types of a flow that the instance does not have and that Kestra has not come to, as it stops at the first.
 * @param complaints that it has
 */
export function unseenProblems(
  complaints: readonly Complaint[],
  map: FlowMap | undefined,
  types: Types,
): readonly Problem[] {
  if (map === undefined || !complaints.some(isLast)) return [];
  const told = complaints.flatMap((one) => (one.kind === "type" ? [one.type] : []));
  return unseenTypes(map, told, types).flatMap((type) => ofType(type, map, types));
}

/** The first types of a flow, besides those that are told, that the instance does not have. */
export function unseenTypes(
  map: FlowMap,
  told: readonly string[],
  { isUnknown }: Pick<Types, "isUnknown">,
): readonly string[] {
  // From 2.0 on conditions are not listed.
  const listed = map.typed().filter(({ path }) => !path.includes("conditions["));
  return [...new Set(listed.map(({ type }) => type))]
    .filter((type) => !told.includes(type) && isUnknown(type))
    .slice(0, mostUnseen);
}

/** Where what is wrong with a flow as a whole stands: at the last of the ids that are named. */
function ofWhole(message: string, map: FlowMap): Found | undefined {
  if (/flow id/i.test(message)) return map.ofPath("id");
  const names = [...message.matchAll(/\[[^[\]]+\]|'[^']+'/g)].flatMap(([text]) =>
    text.slice(1, -1).split(", "),
  );
  return names.map((name) => map.ofId(name).at(-1)).find((found) => found !== undefined);
}

/** `old is replaced by new`, as Kestra says it of a type. */
function replaced(text: string, map: FlowMap | undefined): readonly Problem[] {
  const [, old, now] = /^(\S+) is replaced by (\S+)$/.exec(text) ?? [];
  if (old === undefined || now === undefined) return [plain("info", text)];
  const places = map?.ofType(old) ?? [];
  return (places.length === 0 ? [undefined] : places).map((place) => ({
    severity: "deprecated",
    message: shortened(text, longest),
    place,
    didYouMean: [now],
    fix: place && map?.edit(place, old, now),
  }));
}

function plain(severity: Problem["severity"], text: string): Problem {
  return { severity, message: shortened(text, longest) };
}

function texts(value: readonly unknown[] | null | undefined): readonly string[] {
  return (value ?? []).filter((it) => typeof it === "string");
}

/** All of it in a sentence. */
export function summaryOf(problems: readonly Problem[], complaints: readonly Complaint[]): string {
  const count = problems.filter(({ severity }) => severity === "error").length;
  const others = problems.length - count;
  const rest =
    others === 0
      ? ""
      : ` ${others} ${others === 1 ? "remark that keeps" : "remarks that keep"} nothing from being saved.`;
  if (count === 0) return `Valid: Kestra would save it.${rest}`;
  const stop = complaints.some(isLast)
    ? " Kestra stops at such a problem: validate again once it is mended, since there may be others behind it."
    : "";
  return `Not valid: ${count} ${count === 1 ? "problem" : "problems"}.${stop}${rest}`;
}
