import type { FlowMap } from "../validation/flow-map.ts";
import { plainLine } from "../catalog/plain-line.ts";
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

/** Secrets and inputs that are told, and characters of what is told of an input. */
const most = { secrets: 50, inputs: 50, text: 200 };

/** A secret that is named by a text: the first argument, or the one called `key`, maybe in a text in quotes. */
const secret = /\bsecret\(\s{0,50}(?:[^()]{0,200}?\bkey\s{0,50}=\s{0,50})?\\?(["'])([\w.-]{1,200})\\?\1/g;

/** What a flow's YAML shows that it needs. */
export function flowNeeds(map: FlowMap, yaml: string): FlowNeeds {
  const secrets = [...yaml.matchAll(secret)].map(([, , name = ""]) => name);
  const line = (text: string | undefined) => plainLine(text, most.text);
  return {
    types: typesIn(map),
    secrets: [...new Set(secrets)].slice(0, most.secrets),
    inputs: map
      .rows("inputs")
      .slice(0, most.inputs)
      .map(({ id, type, defaults, required }) => ({
        id: line(id) ?? "",
        type: line(type),
        default: line(defaults),
        required: required !== "false" && defaults === undefined,
      })),
  };
}
