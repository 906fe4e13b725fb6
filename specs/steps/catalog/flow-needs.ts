import type { FlowMap } from "../validation/flow-map.ts";
import { typesIn } from "./folder-blueprints.ts";

/** What a flow needs of where it runs. */
export interface FlowNeeds {
  readonly types: readonly string[];
  readonly secrets: readonly string[];
  readonly inputs: readonly FlowInput[];
}

/** An input as its flow defines it. */
export interface FlowInput {
  readonly id: string;
  readonly type?: string | undefined;
  readonly default?: string | undefined;
  /** False where it may be left out. */
  readonly required: boolean;
}

/** What a flow's YAML shows that it needs. Secrets are those that it names by a text. */
export function flowNeeds(map: FlowMap, yaml: string): FlowNeeds {
  const secrets = [...yaml.matchAll(/\bsecret\(\s*(?:key\s*=\s*)?(["'])([\w.-]{1,200})\1/g)];
  return {
    types: typesIn(map),
    secrets: [...new Set(secrets.map(([, , name = ""]) => name))],
    inputs: map.rows("inputs").map(({ id = "", type, defaults, required }) => ({
      id,
      type,
      default: defaults,
      required: required !== "false" && defaults === undefined,
    })),
  };
}
