import { stringify } from "yaml";
import { afterEach } from "vitest";
import { plant, type Seed } from "../../sandbox/seed/seed.ts";
import { manualClock } from "../../sandbox/values/clock.ts";
import { history, runs } from "./engine/harness.ts";
import { startEnterprise, type EnterpriseKestra } from "./enterprise-kestra.ts";

const core = "io.kestra.plugin.core";
export const start = new Date("2026-01-05T08:30:00Z");
export const [minute, hour] = [60_000, 3_600_000];
export const namespace = "company.team";

export function flow(id: string, more: Readonly<Record<string, unknown>> = {}): string {
  return stringify({
    id,
    namespace,
    tasks: [{ id: "say", type: `${core}.log.Log`, message: "Hello" }],
    ...more,
  });
}

const open: EnterpriseKestra[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ sandbox }) => sandbox.close()));
});

/** An Enterprise sandbox in some state, whose clock stands still. */
export interface Instance {
  readonly ask: EnterpriseKestra["ask"];
  readonly plant: (seed: Seed) => readonly string[];
  /** Starts an execution and lets a minute pass. */
  readonly run: (id: string) => Promise<string>;
  readonly pass: (milliseconds: number) => void;
  readonly execution: (id: string) => readonly string[];
}

export async function instanceOf(line: string, seed: Seed): Promise<Instance> {
  const clock = manualClock(start);
  const kestra = await startEnterprise(line, { clock, lag: { executions: 0, triggers: 0 } });
  open.push(kestra);
  const { kestra: inner } = kestra.sandbox;
  const pass = (milliseconds: number): void => {
    clock.advance(milliseconds);
    inner.settle();
  };
  plant(inner, seed);
  return {
    ask: kestra.ask,
    plant: (more) => plant(inner, more),
    pass,
    run: async (id) => {
      const { body } = await kestra.ask("POST", `/api/v1/main/executions/${namespace}/${id}`);
      pass(minute);
      return body.id;
    },
    execution: (id) => {
      const found = inner.engine.executions.get(id);
      if (found === undefined) throw new Error(`No execution ${id}`);
      return [history(found), ...runs(found)];
    },
  };
}

export const messages = async ({ ask }: Instance, id: string): Promise<string> =>
  JSON.stringify((await ask("GET", `/api/v1/main/logs/${id}`)).body);
