import type { OtherServices } from "../network/connection.ts";
import { nearest } from "../near-miss.ts";
import { serviceVariables } from "./variables/service-variables.ts";
import { isVariableName } from "./variable-name.ts";
import type { Variable } from "./variables/variable.ts";
import { variables, type VariableName } from "./variables/variables.ts";
import type { Environment } from "../environment.ts";

const prefix = "KESTRA_";

const names: readonly string[] = variables.map(({ name }) => name);

/**
 * A sentence for each variable that means nothing here and resembles one that does. Its value is not told.
 * @param file where they stand, if not in the environment, where a misspelt KESTRA_MCP_* stops the start
 * @param services whose addresses are variables, too
 */
export function ignoredVariables(
  env: Environment,
  file?: string,
  services: OtherServices = {},
): readonly string[] {
  const misspelt = file === undefined ? [] : misspeltVariables(env);
  const ofServices = serviceVariables(services).map(({ name }) => name);
  const unknown = strangers(env).filter((name) => !ofServices.includes(name));
  const guessed = unknown.flatMap((name) => {
    const meant = meantBy(name, ofServices);
    return meant === undefined ? [] : [{ name, meant }];
  });
  const place = file === undefined ? "" : ` in ${file}`;
  return [...misspelt, ...guessed].map(
    ({ name, meant }) =>
      `${name}${place} is not a variable of kestra-mcp, and is ignored. Did you mean ${meant}?`,
  );
}

/** Each KESTRA_MCP_* that is not ours and resembles one that is. */
export function misspeltVariables(
  env: Environment,
): readonly { readonly name: string; readonly meant: string }[] {
  const ours = names.filter(isMcp).map((name) => name.slice(11));
  return Object.keys(env)
    .filter((name) => isMcp(name) && isVariableName(name) && !names.includes(name))
    .flatMap((name) => {
      const near = nearest(name.slice(11), ours);
      return near === undefined ? [] : [{ name, meant: `KESTRA_MCP_${near}` }];
    });
}

function isMcp(name: string): boolean {
  return name.toUpperCase().startsWith("KESTRA_MCP_");
}

/** ` KESTRA_URL is set: did you mean KESTRA_BASE_URL?`, with its leading space, where one of these is missing; or nothing. */
export function ignoredFor(env: Environment, ...wanted: readonly VariableName[]): string {
  const [name, meant] =
    strangers(env)
      .map((one) => [one, meantBy(one)] as const)
      .find(([, one]) => wanted.some((other) => other === one)) ?? [];
  return name === undefined || meant === undefined ? "" : ` ${name} is set: did you mean ${meant}?`;
}

/** In whatever case they are written: other programs take any. */
function strangers(env: Environment): readonly string[] {
  return Object.keys(env)
    .filter(
      (name) => isNear(name) && isVariableName(name) && !names.includes(name) && !isOfKubernetes(env[name]),
    )
    .sort();
}

/** One of KESTRA_MCP_ stops the start where it is nearly ours. */
function isNear(name: string): boolean {
  const upper = name.toUpperCase();
  return upper.startsWith(prefix) && !isMcp(upper);
}

/** @param more names that are ours, too */
function meantBy(written: string, more: readonly string[] = []): string | undefined {
  const name = written.toUpperCase();
  const other = variables.find(({ alsoCalled = [] }: Variable) => alsoCalled.includes(name));
  if (other !== undefined) return other.name;
  const rest = name.slice(prefix.length);
  const complete = `KESTRA_MCP_${rest}`;
  if (names.includes(complete)) return complete;
  // Kestra itself has many of its own: what resembles one of KESTRA_MCP_ is none of ours.
  const ours = [...names, ...more].filter((one) => one.startsWith(prefix) && !isMcp(one));
  const near = nearest(
    rest,
    ours.map((one) => one.slice(prefix.length)),
  );
  return near === undefined ? undefined : prefix + near;
}

/** Kubernetes tells every pod of a service called `kestra` where it is, in KESTRA_PORT. */
function isOfKubernetes(value = ""): boolean {
  return value.startsWith("tcp://");
}
