import type { Json } from "../../../../runtime/json.ts";
import type { OpenSchema } from "../../../../runtime/json/schema.ts";
import { chooseMedia, mediaOn } from "./media.ts";
import type { OperationGrammar, ParamGrammar } from "../../../spec/spec.ts";
import type { Route } from "../../../resolve/request/route.ts";
import type { Scope } from "../../../resolve/context/scope.ts";
import { confirm, placeByName } from "../../../resolve/request/target.ts";
import { contractOf } from "../../../resolve/context/world.ts";
import { byLines, type OnLine } from "./by-lines.ts";
import type { Edit, Note } from "./edit.ts";
import { filterSlots } from "./filters.ts";
import { argumentNamed, bodySlots, parameterSlots, type Slot } from "./slot.ts";
import { asSentence, named } from "./wording.ts";

/** What an operation takes, as YAML says it. */
export interface Inputs {
  /** The lines on which it can be said. */
  readonly routes: readonly Route[];
  readonly grammar: Pick<OperationGrammar, "media" | "params" | "set">;
  /** The body's arguments by their name, on the newest line that has them; for samples. */
  readonly bodies: ReadonlyMap<string, Slot>;
  /** The body's arguments, where the contract requires none of them. */
  readonly guessed: readonly string[];
  readonly notes: readonly Note[];
  readonly edits: readonly Edit[];
}

interface Gathered {
  readonly slot: Slot;
  readonly on: readonly OnLine<string>[];
  readonly required: boolean;
}

/** The arguments of an operation: all that a line requires, the body, the page of a search, and a filter of a bulk write. */
export function inputsOf(scope: Scope, all: readonly Route[]): Inputs {
  const { routes, media, others } = chooseMedia(all);
  const bodies = routes.map((route) => {
    const sent = mediaOn(route, media);
    return { route, sent, ...bodySlots(contractOf(scope.world, route.line), route.operation, sent) };
  });
  const slots = bodies.map(({ route, slots: body }) => {
    const outside = [...parameterSlots(route.operation), ...filterSlots(scope.world, routes, route)];
    return { line: route.line, ...apart(outside, body) };
  });
  const gathered = gather(slots);
  const shown = gathered.filter(({ slot, required }) => required || slot.wanted === true);
  const params = shown.map((it): readonly [string, ParamGrammar | null] => [
    it.slot.name,
    paramOf(scope, routes, it),
  ]);
  const set = byLines(slots.map(({ line, twins }) => ({ line, value: twins })));
  const isSet = slots.some(({ twins }) => Object.keys(twins).length > 0);
  const isOpen = bodies.at(-1)?.state === "open";
  const undescribed = shown.filter((it) => isUndescribed(scope, it) && !(isOpen && it.slot.place === "body"));
  return {
    routes,
    grammar: {
      ...(media === undefined ? {} : { media }),
      ...(params.length === 0 ? {} : { params: Object.fromEntries(params) }),
      ...(isSet ? { set: set } : {}),
    },
    bodies: new Map(shown.map(({ slot }) => [slot.name, slot])),
    guessed: bodies.at(-1)?.state === "guessed" ? optionalFields(shown) : [],
    notes: [
      ...moreNote(
        scope,
        routes.at(-1),
        gathered.filter((it) => !shown.includes(it)),
      ),
      ...(others.length === 0 ? [] : [{ at: ["media"], text: `It takes ${others.join(" and ")} too.` }]),
    ],
    edits: [
      ...undescribed.map(({ slot }): Edit => ({
        reason: "argument",
        at: ["params", slot.name],
        todo: `Say what ${slot.name} is: no contract does.`,
      })),
      ...bodyEdits(bodies, shown),
      ...leftOut(all, routes, media),
    ],
  };
}

function optionalFields(shown: readonly Gathered[]): readonly string[] {
  const fields = shown.filter(({ slot }) => slot.place.startsWith("body."));
  return fields.some(({ required }) => required) ? [] : fields.map(({ slot }) => slot.name);
}

/** A field of the body that is called as a parameter of the path is the same thing: it is sent there too. */
function apart(
  outside: readonly Slot[],
  body: readonly Slot[],
): { readonly slots: readonly Slot[]; readonly twins: Readonly<Record<string, Json>> } {
  const slots: Slot[] = [];
  for (const slot of outside) slots.push(free(slots, slot, slot.place.split(".")[0] ?? "other"));
  const twins: Record<string, Json> = {};
  for (const slot of body) {
    const twin = slots.find((it) => it.name === slot.name);
    if (twin?.place.startsWith("path.") === true && slot.place.startsWith("body.")) {
      if (slot.wanted === true) twins[slot.place] = { $argument: twin.name };
    } else slots.push(free(slots, slot, "body"));
  }
  return { slots, twins };
}

function free(taken: readonly Slot[], slot: Slot, prefix: string): Slot {
  if (!taken.some((it) => it.name === slot.name)) return slot;
  return { ...slot, name: argumentNamed(`${prefix}_${slot.name}`) };
}

/** The slots of all lines, by the argument's name; those of the path first. */
function gather(
  lines: readonly { readonly line: string; readonly slots: readonly Slot[] }[],
): readonly Gathered[] {
  const names = [...new Set(lines.toReversed().flatMap(({ slots }) => slots.map((it) => it.name)))];
  const gathered = names.flatMap((name): readonly Gathered[] => {
    const found = lines.map(({ line, slots }) => ({ line, slot: slots.find((it) => it.name === name) }));
    const there = found.flatMap(({ slot }) => (slot === undefined ? [] : [slot]));
    const slot = there.find((it) => it.words !== undefined && it === there.at(-1)) ?? there.at(-1);
    if (slot === undefined) return [];
    const words = there.findLast((it) => it.words !== undefined)?.words;
    return [
      {
        slot: {
          ...slot,
          ...(words === undefined ? {} : { words }),
          ...(there.some((it) => it.wanted) ? { wanted: true } : {}),
        },
        on: found.map((it) => ({ line: it.line, value: it.slot?.place ?? null })),
        required: there.some((it) => it.required),
      },
    ];
  });
  const order = (it: Gathered): number => (it.slot.place.startsWith("path.") ? 0 : it.required ? 1 : 2);
  return gathered.toSorted((a, b) => order(a) - order(b));
}

function paramOf(scope: Scope, routes: readonly Route[], it: Gathered): ParamGrammar | null {
  const { slot, on, required } = it;
  const isFound = routes.every(
    (route, i) => on[i]?.value !== null && placeByName(scope, route, slot.name) === on[i]?.value,
  );
  const description = descriptionOf(scope, slot);
  const types = new Set(
    on.flatMap(({ value }, i) => {
      const route = routes[i];
      const target = route && value ? confirm(scope, route, value, scope.at) : undefined;
      return target === undefined ? [] : [typeNameOf(target.schema)];
    }),
  );
  const isUntyped = types.size > 1 || types.has("");
  const isBound = slot.place.startsWith("filter.") && required;
  const param: ParamGrammar = {
    ...(isFound ? {} : { to: byLines(on) }),
    ...(isUntyped ? { type: slot.place.startsWith("body") ? "any" : "string" } : {}),
    ...(isBound ? { optional: false } : {}),
    ...(description === undefined ? {} : { description }),
  };
  return Object.keys(param).length === 0 ? null : param;
}

/** Empty where nothing is said. */
function typeNameOf({ type, enum: values }: OpenSchema): string {
  return values === undefined ? String(type ?? "") : "enum";
}

/** What the agent reads of it; undefined where the vocabulary says it. */
function descriptionOf({ world }: Scope, { name, words = "" }: Slot): string | undefined {
  if (Object.hasOwn(world.vocabulary, name)) return undefined;
  const said = asSentence(words, 200);
  return said === "" ? named(name) : said;
}

function isUndescribed({ world }: Scope, { slot }: Gathered): boolean {
  const { name, words = "", place } = slot;
  return (
    !Object.hasOwn(world.vocabulary, name) && asSentence(words, 200) === "" && !place.startsWith("filter.")
  );
}

function bodyEdits(
  bodies: readonly { readonly state: "told" | "guessed" | "open"; readonly sent: string | undefined }[],
  shown: readonly Gathered[],
): readonly Edit[] {
  const last = bodies.at(-1);
  const field = shown.find(({ slot }) => slot.place.startsWith("body"))?.slot.name;
  const at = field === undefined ? ["request"] : ["params", field];
  const todo = {
    guessed: "Keep the fields that agents need: the contract requires none of the body's.",
    open: "Say what the body is, or send its fields as arguments of their own: the contract says nothing of it.",
    told: "",
  }[last?.state ?? "told"];
  const typed =
    last?.sent !== undefined && last.sent.includes("json") && last.sent !== "application/json"
      ? [
          {
            reason: "media",
            at: ["request"],
            todo: `Try it: it is sent as application/json, not ${last.sent}.`,
          } as const,
        ]
      : [];
  return [...(todo === "" ? [] : [{ reason: "body", at, todo } as const]), ...typed];
}

/** The arguments that it could have, with their places where those are not found by the name. */
function moreNote(scope: Scope, route: Route | undefined, more: readonly Gathered[]): readonly Note[] {
  if (route === undefined || more.length === 0) return [];
  const said = more.map(({ slot: { name, place } }) =>
    placeByName(scope, route, name) === place ? name : `${name} (to ${place})`,
  );
  return [{ at: ["params"], text: `It can have more: ${said.join(", ")}.` }];
}

function leftOut(all: readonly Route[], kept: readonly Route[], media: string | undefined): readonly Edit[] {
  const lines = all.filter((it) => !kept.includes(it)).map(({ line }) => line);
  if (lines.length === 0) return [];
  const todo = `Kestra ${lines.join(" and ")} has it too, but takes no ${media ?? "such body"} there.`;
  return [{ reason: "lines", at: ["request"], todo }];
}
