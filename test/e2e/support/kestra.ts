import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Edition } from "../../../sandbox/line/line.ts";
import type { Data } from "../../support/data.ts";
import { startServer, type Answer, type Server } from "../../support/server.ts";
import { skips } from "../skips.ts";
import { cleanUp } from "./clean-up.ts";
import { openTarget, type Target } from "./target.ts";

/** What a file of end-to-end tests works with: a Kestra, our server on it, and a namespace that nobody else uses. */
export interface Kestra {
  readonly target: Target;
  readonly server: Server;
  /** Its flows, executions and keys, and those of its children, are removed at the end. */
  readonly namespace: string;
  readonly call: (name: string, args?: Readonly<Record<string, unknown>>) => Promise<Answer>;
  readonly get: <T = Data>(name: string, args?: Readonly<Record<string, unknown>>) => Promise<T>;
  readonly refusal: (name: string, args?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** Another server on the same Kestra. */
  readonly start: (env: Readonly<Record<string, string>>) => Promise<Server>;
}

const line = process.env.KESTRA_E2E_LINE ?? "";
const state: { kestra?: Kestra } = {};

/** The Kestra of this file, there from the first hook on. */
export const kestra: Kestra = new Proxy({} as Kestra, {
  get(_, key: keyof Kestra) {
    if (state.kestra === undefined) throw new Error("The Kestra is used before it is started.");
    return state.kestra[key];
  },
});

/**
 * Starts the Kestra before the tests of a file, and stops it after them.
 * @param edition of a sandbox; a real one has its own
 */
export function useKestra(edition: Edition = "oss"): void {
  beforeAll(async () => {
    state.kestra = await start(edition);
  });
  afterAll(async () => {
    const { server, target, namespace } = kestra;
    await cleanUp(server, namespace);
    expect(server.stderr()).toBe("");
    await server.close();
    await target.close();
  });
}

/** A test. Where the list of skips names it, it is expected to fail, and fails the suite if it does not. */
export function check(name: string, run: () => Promise<void>): void {
  const place = process.env.KESTRA_E2E_URL ? "real" : "sandbox";
  const skip = skips.find(({ test, on }) => test === name && (on.includes(line) || on.includes(place)));
  if (skip === undefined) it(name, run);
  else it.fails(`${name} (listed in skips.ts: ${skip.reason})`, run);
}

async function start(edition: Edition): Promise<Kestra> {
  const target = await openTarget(edition);
  const program = [inject("bundle")];
  const access = {
    KESTRA_BASE_URL: target.url,
    ...(target.token === undefined
      ? { KESTRA_USERNAME: target.username, KESTRA_PASSWORD: target.password }
      : { KESTRA_API_TOKEN: target.token }),
    KESTRA_MCP_LOG_LEVEL: "WARNING",
  };
  const server = await startServer({ program, env: access });
  return {
    target,
    server,
    namespace: `e2e.t${randomBytes(6).toString("hex")}`,
    call: (name, args) => server.call(name, args),
    get: (name, args) => server.get(name, args),
    refusal: (name, args) => server.refusal(name, args),
    start: (env) => startServer({ program, env: { ...access, ...env } }),
  };
}
