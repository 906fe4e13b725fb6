import type { Environment } from "../environment.ts";
import { parseBaseUrl } from "../kestra/base-url.ts";
import { defaultBaseUrl, defaultTenant, type Connection } from "../network/connection.ts";
import { kestractlVariables, withScheme } from "./context-variables.ts";
import { contextNamed, isFilled, shownName, type SavedContexts } from "./saved-context.ts";
import type { KestractlFacts } from "../tool/server-facts.ts";

/**
 * The connection that kestractl would use, without a flag, and in what it is another than ours. Each value has a source of
 * its own there, but for who calls, which the highest source decides that says anything of it.
 */
export function kestractlConnection(
  env: Environment,
  contexts: SavedContexts | undefined,
  ours: Pick<Connection, "baseUrl" | "tenant" | "credentials">,
): KestractlFacts {
  const preset = contexts?.preset;
  const fields =
    (contexts && preset !== undefined ? contextNamed(contexts, preset)?.fields : undefined) ?? {};
  const saved = (key: string) => (isFilled(fields[key]) ? String(fields[key]) : "");
  const set = (key: keyof typeof kestractlVariables) => env[kestractlVariables[key]] ?? "";
  const host = set("host") || saved("host") || defaultBaseUrl;
  const baseUrl = address(host);
  const tenant = set("tenant") || saved("tenant") || defaultTenant;
  const isSet = [set("token"), set("username"), set("password")].some((value) => value !== "");
  const say = isSet ? set : saved;
  const credentials = say("token") !== "" ? "bearer" : say("username") !== "" ? "basic" : "none";
  const username = credentials === "basic" ? say("username") : undefined;
  const others = Object.values(kestractlVariables).filter((name) => (env[name] ?? "") !== "");
  const sources = [...others, ...(preset === undefined ? [] : [`context ${shownName(preset)}`])];
  const who = ours.credentials.kind === "basic" ? ours.credentials.username : undefined;
  const differs = [
    ...(baseUrl === ours.baseUrl ? [] : ["host"]),
    ...(tenant === ours.tenant ? [] : ["tenant"]),
    ...(credentials === ours.credentials.kind && username === who ? [] : ["user"]),
  ];
  return {
    from: sources.join(", ") || "its defaults",
    host: baseUrl,
    tenant,
    credentials,
    ...(username !== undefined && { username }),
    differs,
  };
}

/** Without a user and a password, which may stand in it. */
function address(host: string): string {
  try {
    return parseBaseUrl(withScheme(host)).url;
  } catch {
    return "an address that is not valid";
  }
}
