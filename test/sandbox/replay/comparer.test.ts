import { describe, expect, it } from "vitest";
import { compare, printed, type ActualResponse } from "./comparer.ts";
import { masks, type Mask } from "./masks.ts";
import { pairing } from "./pairing.ts";
import { lines, readScenario, scenariosOf, type Json, type RecordedResponse } from "./recording.ts";

type Place = readonly (string | number)[];

type Change = (parent: Record<string, Json> | Json[], key: string | number) => void;

function isBranch(value: Json): value is Readonly<Record<string, Json>> | readonly Json[] {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** Every leaf of a value, where empty lists and objects are leaves too. */
function leavesOf(value: Json, place: Place = []): readonly Place[] {
  return isBranch(value)
    ? Object.entries(value).flatMap(([key, item]) =>
        leavesOf(item, [...place, Array.isArray(value) ? Number(key) : key]),
      )
    : [place];
}

/** The place without its indices: one leaf of each kind is enough. */
function kindOf(place: Place): string {
  return place.filter((key) => typeof key === "string").join(".");
}

function written(place: Place): string {
  return place.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`),
    "",
  );
}

function at(value: Json, place: Place): Json {
  return place.reduce<Json>((found, key) => (found as Record<string | number, Json>)[key] ?? null, value);
}

function changed(answer: ActualResponse, place: Place, change: Change): ActualResponse {
  const copy = structuredClone(answer) as { body: Json };
  const parent = at(copy, place.slice(0, -1)) as Record<string, Json> | Json[];
  change(parent, place.at(-1) ?? "");
  return copy as ActualResponse;
}

/** Another value of the same type, which no mask takes for one of its own. */
function other(value: Json): Json {
  if (typeof value === "string") return `~${value}`;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return "something";
}

const changes: Readonly<Record<string, Change>> = {
  changing: (parent, key) => {
    const holder = parent as Record<string | number, Json>;
    holder[key] = other(holder[key] ?? null);
  },
  dropping: (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else Reflect.deleteProperty(parent, key);
  },
  adding: (parent, key) => {
    if (Array.isArray(parent)) parent.push("something more");
    else parent[`${key}More`] = "something more";
  },
};

interface Sample {
  readonly where: string;
  readonly response: RecordedResponse;
  readonly places: readonly Place[];
}

/** The answers of all recordings; of each leaf, by its place in a scenario, the first ones. */
function samples(): readonly Sample[] {
  const seen = new Map<string, number>();
  return lines.flatMap((line) =>
    scenariosOf(line).flatMap((scenario) =>
      readScenario(line, scenario).exchanges.flatMap(({ name, response }) => {
        const leaves = leavesOf(response as unknown as Json).filter(
          ([first]) => first === "status" || first === "headers" || first === "body",
        );
        const places = leaves.filter((place) => {
          const kind = `${scenario} ${response.status} ${kindOf(place)}`;
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
          return (seen.get(kind) ?? 0) <= 1;
        });
        return [{ where: `${line} ${scenario}: ${name}`, response, places }];
      }),
    ),
  );
}

/** A truncated recording shows only the beginning of lists and long texts, so that more of them may come. */
function mayGrow({ truncated = false }: RecordedResponse): boolean {
  return truncated;
}

function covered(place: Place, recorded: Json | undefined, actual: Json | undefined): boolean {
  const path = written(place.slice(1));
  const key = place.findLast((it) => typeof it === "string") ?? "";
  return masks.some((mask) => mask.covers({ path, key }, recorded, actual, pairing()));
}

describe("the comparer", () => {
  const all = samples();

  it("finds every recorded answer like itself", () => {
    const unlike = all.filter(({ response }) => compare(response, response).length > 0);
    expect(unlike.map(({ where, response }) => `${where} ${printed(compare(response, response))}`)).toEqual(
      [],
    );
  });

  it.each(Object.keys(changes))("notices %s any leaf that no mask covers", (how) => {
    const change = changes[how];
    if (change === undefined) throw new Error(how);
    const unnoticed = all.flatMap(({ where, response, places }) =>
      places
        .filter((place) => place.length > 1)
        .filter((place) => {
          const actual = changed(response, place, change);
          if (compare(response, actual).length > 0) return false;
          if (how === "adding") return !mayGrow(response);
          return !covered(place, at(response as unknown as Json, place), at(actual, place));
        })
        .map((place) => `${where} ${written(place)}`),
    );
    expect(unnoticed).toEqual([]);
  });

  it("notices another status", () => {
    const unnoticed = all.filter(
      ({ response }) => compare(response, { ...response, status: response.status + 1 }).length === 0,
    );
    expect(unnoticed.map(({ where }) => where)).toEqual([]);
  });

  it("wants each id to stand for one other, throughout a scenario", () => {
    const answer = (body: Json): RecordedResponse => ({ status: 200, headers: {}, body });
    const [a, b] = ["4YeDY3Ecancc5IxI1hz81T", "26LlzTWCMD7C3OEcg9BZAI"];
    const [c, d] = ["60eXCoqlMeC5LS3pantyLL", "7Z5w94kBLMgSAWo45qzJNx"];
    const pairs = pairing();
    expect(compare(answer([a, b, `to ${a}`]), answer([c, d, `to ${c}`]), { pairs, sorted: true })).toEqual(
      [],
    );
    expect(compare(answer({ id: a }), answer({ id: d }), { pairs })).toHaveLength(1);
    expect(compare(answer({ id: b }), answer({ id: c }), { pairs })).toHaveLength(1);
    expect(compare(answer({ id: b }), answer({ id: d }), { pairs })).toEqual([]);
  });

  it("keeps to the order of a list that was asked for", () => {
    const answer = (...results: readonly Json[]): RecordedResponse => ({
      status: 200,
      headers: {},
      body: { results, total: results.length },
    });
    expect(compare(answer("a", "b"), answer("b", "a"))).toEqual([]);
    expect(compare(answer("a", "b"), answer("b", "a"), { sorted: true })).toHaveLength(2);
    expect(compare(answer("a", "b"), answer("a", "a"))).toHaveLength(1);
  });
});

describe("the masks", () => {
  interface Example {
    readonly path: string;
    readonly recorded: Json;
    readonly covers: Json;
    readonly refuses: Json;
  }

  const examples: Readonly<Record<string, Example>> = {
    ids: {
      path: "id",
      recorded: "4YeDY3Ecancc5IxI1hz81T",
      covers: "26LlzTWCMD7C3OEcg9BZAI",
      refuses: "26LlzTWCMD7C3OEcg9BZAI and more",
    },
    dates: {
      path: "state.startDate",
      recorded: "2026-11-20T21:23:07.752538Z",
      covers: "2026-11-20T21:24:00.1Z",
      refuses: "2026-11-20",
    },
    "dates of triggers": {
      path: "triggerContext.updatedDate",
      recorded: "2026-11-20T21:47:16.982479Z",
      covers: "2026-11-20T21:47:18.5Z",
      refuses: "2026-11-21T09:00:00Z",
    },
    "the client of a webhook": {
      path: "trigger.variables.headers.Host[0]",
      recorded: "127.0.0.1:18100",
      covers: "127.0.0.1:40404",
      refuses: 40404,
    },
    "file times": {
      path: "[0].lastModifiedTime",
      recorded: 1795210762046,
      covers: 1795210763000,
      refuses: "2026-11-20",
    },
    "dates of resuming": {
      path: "outputs.resumed.on",
      recorded: "2026-11-20T21:44:08.915371928",
      covers: "2026-11-20T21:45:09.001",
      refuses: "2026-11-20T21:45:09.001Z",
    },
    "dates of log lines": {
      path: "",
      recorded: "2026-11-20T21:42:10.987932Z INFO a line",
      covers: "2026-11-20T21:42:11.1Z INFO a line",
      refuses: "2026-11-20T21:42:11.1Z INFO another line",
    },
    "dates in sources": {
      path: "source",
      recorded: "id: a\nupdated: 2026-11-20T21:44:55.268710Z\n",
      covers: "id: a\nupdated: 2026-11-20T21:44:56.1Z\n",
      refuses: "id: b\nupdated: 2026-11-20T21:44:56.1Z\n",
    },
    durations: { path: "state.duration", recorded: "PT0.08249S", covers: "PT1M2S", refuses: "0.08" },
    threads: { path: "thread", recorded: "worker_12", covers: "worker_3", refuses: 3 },
    "stack traces": {
      path: "[0].message",
      recorded: "java.lang.Exception: Task failure\n\tat a.B.run(B.java:1)\n\tat c",
      covers: "java.lang.Exception: Task failure\n\tat a.B.run(B.java:2)",
      refuses: "java.lang.Exception: Another failure\n\tat a.B.run(B.java:1)",
    },
    "words of errors": {
      path: "message",
      recorded: "Invalid query filters: Field MIN_LEVEL is not supported",
      covers: "Invalid query filters: Provided query filters are invalid",
      refuses: "Invalid entity: Field MIN_LEVEL is not supported",
    },
    "words of nested errors": {
      path: "_embedded.errors[0].message",
      recorded: "Failed to convert argument [ids] for value [null] due to: Unexpected end-of-input",
      covers: "Failed to convert argument [ids]",
      refuses: 1,
    },
    "words of constraints": {
      path: "[0].constraints",
      recorded: "Validation error: id: must not be null\nid: must not be blank\n",
      covers: "Validation error: id: must not be blank\nid: must not be null\n",
      refuses: "Validation error: id: must not be null\n",
    },
  };

  const keyOf = (path: string): string => /([^.[\]]+)(\[\d+\])*$/.exec(path)?.[1] ?? "";

  it("each have an example", () => {
    expect(masks.map(({ name }) => name).sort()).toEqual(Object.keys(examples).sort());
  });

  it.each(masks.map((mask): [string, Mask] => [mask.name, mask]))(
    "of %s cover no more than they say",
    (name, mask) => {
      const { path, recorded, covers, refuses } = examples[name] ?? {
        path: "",
        recorded: 0,
        covers: 0,
        refuses: 0,
      };
      const leaf = { path, key: keyOf(path) };
      expect(mask.reason).toMatch(/\.$/);
      expect(mask.covers(leaf, recorded, covers, pairing())).toBe(true);
      expect(mask.covers(leaf, recorded, refuses, pairing())).toBe(false);
      expect(mask.covers(leaf, recorded, undefined, pairing())).toBe(false);
      expect(
        mask.covers({ path: "results[0].namespace", key: "namespace" }, "company.team", "company", pairing()),
      ).toBe(false);
    },
  );
});
