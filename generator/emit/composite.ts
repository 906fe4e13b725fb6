import type { CompositeModel } from "../model.ts";
import { capital, type Names } from "./code/names.ts";
import { bounds, inputConstant, inputStatements, operationStatements, reach } from "./operation.ts";
import type { Scope } from "./code/scope.ts";
import { constant, outputType, typeAlias, type Statement } from "./code/statements.ts";
import { literal, object, propertyKey } from "./code/text.ts";

/** A behaviour with steps: what stands before it in the file, its own object, and the type of its steps. */
export interface PrintedComposite {
  readonly statements: readonly Statement[];
  readonly behaviour: string;
  /** Absent where the runtime has its steps. */
  readonly stepsType?: string;
}

/**
 * Prints a behaviour that is made of several calls.
 * @param name what its types are called after: the tool's name, or the action's
 * @param callsName of the constant that holds its calls
 * @param prefix of the constants of its calls: nothing where the tool has one behaviour
 * @param steps the expression that gives its steps
 */
export function printComposite(
  composite: CompositeModel,
  use: Scope["use"],
  names: Names,
  given: {
    readonly name: string;
    readonly callsName: string;
    readonly prefix: string;
    readonly steps: string;
  },
): PrintedComposite {
  const { name, callsName, prefix, steps } = given;
  const calls = composite.calls.map((call) => {
    const own = names.take(prefix === "" ? call.name : `${prefix}_${call.name}`, "Call", ["Input"]);
    return { call, own };
  });
  const entries = calls.map(({ call, own }) => entry(call.name, own));
  const ready = readySteps(composite, use);
  const behaviour = object([
    ...reach(composite),
    `input: ${name}Input`,
    entry("calls", callsName),
    entry("steps", ready ?? steps),
    ...bounds(composite),
  ]);
  const callStatements = [
    ...calls.flatMap(({ call, own }) => operationStatements(own, own, call.operation, use)),
    constant(callsName, object(entries)),
  ];
  if (ready !== undefined) {
    return { statements: [inputConstant(name, composite, use), ...callStatements], behaviour };
  }
  const types = {
    input: `${capital(name)}Input`,
    output: `${capital(name)}Output`,
    calls: `${capital(name)}Calls`,
  };
  return {
    statements: [
      ...inputStatements(name, composite, use, true),
      ...callStatements,
      typeAlias(types.calls, `${use("Calls")}<typeof ${callsName}>`, true),
      outputType(types.output, composite.outputSchema),
    ],
    behaviour,
    stepsType: `${use("Composite")}<${types.input}, ${types.output}, ${types.calls}>["steps"]`,
  };
}

/** The steps that the runtime has, where the spec says them. */
function readySteps({ saves, chain }: CompositeModel, use: Scope["use"]): string | undefined {
  if (saves !== undefined) return `${use("saving")}(${literal({ ...saves })})`;
  return chain === undefined ? undefined : `${use("chain")}(${literal(chain.map((it) => ({ ...it })))})`;
}

/** `key: value`, or `key` alone where both are one word. */
export function entry(key: string, value: string): string {
  return key === value ? key : `${propertyKey(key)}: ${value}`;
}
