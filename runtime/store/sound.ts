import { isObject } from "../json.ts";
import type { StoredRecord } from "./store.ts";

/** What a field holds: a text, a boolean, lists of texts, or milliseconds since the epoch. */
type Held = "text" | "flag" | "texts by name" | "time";

/** What records hold, as `records.ts` says; a field whose name ends in `?` may be absent. */
const shapes = {
  user: {
    iss: "text",
    sub: "text",
    emailVerified: "flag",
    "name?": "text",
    "email?": "text",
    "rolesAt?": "texts by name",
    "seenAt?": "time",
  },
  credential: {
    sealed: "text",
    kind: "text",
    baseUrl: "text",
    tenant: "text",
    "verifiedAt?": "time",
    "refusedAt?": "time",
    "whose?": "text",
    "login?": "text",
    "addedBy?": "text",
  },
  grant: {
    client: "text",
    scope: "text",
    resource: "text",
    family: "text",
    born: "time",
    "clientName?": "text",
    "checkedAt?": "time",
    "sealedRefresh?": "text",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Held>>>>;

/** A kind whose records are looked at before they are read. */
export type CheckedKind = keyof typeof shapes;

const holds: Readonly<Record<Held, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  flag: (value) => typeof value === "boolean",
  "texts by name": (value) => isObject(value) && Object.values(value).every(isTexts),
  // Dates go no further.
  time: (value) => typeof value === "number" && Math.abs(value) <= 8.64e15,
};

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** Whether a record says what this program writes: somebody else may have had their hands in the store. */
export function isSound(kind: CheckedKind, { body, isBroken }: StoredRecord): boolean {
  if (isBroken === true) return false;
  return Object.entries(shapes[kind]).every(([field, held]) => {
    const name = field.replace("?", "");
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return (value === undefined && field.endsWith("?")) || holds[held](value);
  });
}
