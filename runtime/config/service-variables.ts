import { parseAddress } from "../kestra/base-url.ts";
import type { OtherServices, ServiceAddress } from "../network/connection.ts";
import type { Environment } from "../environment.ts";
import type { Variable } from "./variable.ts";

/**
 * The variables that say where services besides Kestra answer. No file gives them: whoever wrote it would decide what
 * agents read there.
 */
export function serviceVariables(services: OtherServices): readonly Variable[] {
  return Object.values(services).map(({ title, variable, default: preset }) => ({
    name: variable,
    default: preset,
    read: parseAddress,
    meaning: `Where ${title} answers. Only tools that need it ask it, and nothing that is Kestra's goes there.`,
  }));
}

/** Where each service answers. @throws ConfigurationError naming the variable */
export function serviceAddresses(
  services: OtherServices,
  env: Environment,
): Readonly<Record<string, ServiceAddress>> {
  const entries = Object.entries(services).map(([name, { variable, default: preset, timeout }]) => {
    const url = parseAddress(env[variable] || preset, variable);
    return [
      name,
      { url, from: variable, ...(timeout === undefined ? {} : { timeout: 1000 * timeout }) },
    ] as const;
  });
  return Object.fromEntries(entries);
}
