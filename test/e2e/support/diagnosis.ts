import { stringify } from "yaml";
import type { Seed } from "../../../sandbox/seed/seed.ts";
import { kestra } from "./kestra.ts";

/** A cause as the tool tells it. */
export interface ToldCause {
  readonly cause: string;
  readonly object: string;
  readonly message: string;
  readonly certainty: string;
  readonly limit?: string;
  readonly evidence: readonly { readonly field: string; readonly value: string; readonly time?: string }[];
  readonly next?: { readonly tool: string; readonly arguments: Readonly<Record<string, unknown>> };
}

export interface Diagnosis {
  readonly summary: string;
  readonly causes: readonly ToldCause[];
  readonly unknown?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** Asks for causes, and holds the call that each proposes to the tools that there are. */
export async function diagnose(args: Readonly<Record<string, unknown>> = {}): Promise<Diagnosis> {
  const told = await kestra.get<Diagnosis>("diagnose", args);
  for (const { next } of told.causes) {
    const tool = kestra.server.tools.find(({ name }) => name === next?.tool);
    if (next === undefined) continue;
    if (tool === undefined) throw new Error(`There is no tool ${next.tool}.`);
    const known = Object.keys(tool.inputSchema.properties ?? {});
    const wrong = Object.keys(next.arguments).find((name) => !known.includes(name));
    if (wrong !== undefined) throw new Error(`${next.tool} takes no ${wrong}.`);
  }
  return told;
}

/** The codes of the causes. */
export const codesOf = ({ causes }: Diagnosis): readonly string[] => causes.map(({ cause }) => cause);

/** What a cause proves, as one text. */
export function proofOf({ causes }: Diagnosis, code: string): string {
  return JSON.stringify(causes.find(({ cause }) => cause === code)?.evidence ?? []);
}

/** Puts the sandbox of the tests into a state. @returns the ids of the executions */
export function plant(seed: Seed): readonly string[] {
  const { target } = kestra;
  if (target.plant === undefined) throw new Error("Only a sandbox can be put into a state.");
  return target.plant(seed);
}

export const core = "io.kestra.plugin.core";
export const [second, minute, hour] = [1000, 60_000, 3_600_000];

/** A flow of the namespace of the tests as YAML; it logs, where nothing else is said. */
export function flow(id: string, more: Readonly<Record<string, unknown>> = {}): string {
  const tasks = [{ id: "work", type: `${core}.log.Log`, message: "at work" }];
  return stringify({ id, namespace: kestra.namespace, tasks, ...more });
}

/** Executions and flows that have nothing to do with what is asked. */
export function noise(): Seed {
  const of = (flowId: string) => ({ namespace: kestra.namespace, flowId });
  return {
    flows: [flow("noise_a"), flow("noise_b"), flow("noise_c")],
    executions: [
      { ...of("noise_a"), state: "SUCCESS", age: 5 * hour },
      { ...of("noise_a"), state: "SUCCESS", age: 2 * hour },
      { ...of("noise_b"), state: "SUCCESS", age: hour },
      { ...of("noise_c"), state: "WARNING", age: 3 * hour },
    ],
  };
}
