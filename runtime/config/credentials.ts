import { ConfigurationError } from "../errors.ts";
import type { BaseUrl } from "../kestra/base-url.ts";
import type { Credentials } from "../network/connection.ts";
import { ignoredFor } from "./ignored-variables.ts";
import { requireToken } from "./readers/token.ts";
import type { Values } from "./values.ts";
import type { VariableName } from "./variables/variables.ts";
import type { Environment } from "../environment.ts";

/**
 * Basic before Bearer, and variables of their own before what stands in the address.
 * @throws ConfigurationError naming the variable; it never holds a credential
 */
export function credentialsOf(env: Environment, value: Values, base: BaseUrl): Credentials {
  const username = value("KESTRA_USERNAME");
  const password = value("KESTRA_PASSWORD");
  const token = value("KESTRA_API_TOKEN") ?? "";
  if (username !== undefined && password !== undefined) {
    if (username.includes(":")) throw new ConfigurationError("KESTRA_USERNAME must not hold a colon.");
    return { kind: "basic", username, password };
  }
  if (token !== "") return { kind: "bearer", token: requireToken(token, "KESTRA_API_TOKEN") };
  if (username !== undefined) throw lonely("KESTRA_USERNAME", "KESTRA_PASSWORD", env);
  if (password !== undefined) throw lonely("KESTRA_PASSWORD", "KESTRA_USERNAME", env);
  if (base.username === undefined) {
    const hint = ignoredFor(env, "KESTRA_USERNAME", "KESTRA_PASSWORD", "KESTRA_API_TOKEN").trim();
    return { kind: "none", ...(hint === "" ? {} : { hint }) };
  }
  if (base.username.includes(":"))
    throw new ConfigurationError("The user in KESTRA_BASE_URL must not hold a colon.");
  return {
    kind: "basic",
    username: base.username,
    password: base.password ?? "",
    from: "KESTRA_BASE_URL",
  };
}

function lonely(set: VariableName, missing: VariableName, env: Environment): ConfigurationError {
  return new ConfigurationError(`${set} is set, but ${missing} is not.${ignoredFor(env, missing)}`);
}
