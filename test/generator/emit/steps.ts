import { join } from "node:path";
import type { JsonObject } from "../../../runtime/json.ts";
import { isChoice, isComposite, type ToolDefinition } from "../../../runtime/tool/definition.ts";
import { folder } from "./models.ts";

/** What each call answers, or fails with. */
export type Answers = Readonly<Record<string, object | Error>>;

/** Runs the printed steps of an action of a golden case, whose calls answer so. No secret is in what they say. */
export async function runSteps(golden: string, action: string, input: JsonObject, answers: Answers) {
  const asked: [string, JsonObject][] = [];
  const kestra = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      (given: JsonObject) => {
        asked.push([name, given]);
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
    ]),
  );
  const steps = await stepsOf(golden, action);
  const output = await steps(input, kestra, { mask: (text: string) => text }).catch(
    (error: unknown) => error,
  );
  return { asked, output };
}

type Steps = (input: JsonObject, kestra: object, context: object) => Promise<unknown>;

async function stepsOf(golden: string, action: string): Promise<Steps> {
  const file = (await import(join(folder, golden, "expected.ts"))) as Readonly<
    Record<string, ToolDefinition>
  >;
  const behaviour = Object.values(file)[0]?.behaviour;
  const chosen = behaviour !== undefined && isChoice(behaviour) ? behaviour.actions[action] : undefined;
  if (chosen === undefined || !isComposite(chosen)) throw new Error(`${golden} has no steps for ${action}.`);
  return chosen.steps as Steps;
}
