import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { catalog } from "../../../generated/catalog.ts";
import { presets, toolsets } from "../../../generated/toolsets.ts";
import type { Compiled } from "../../../runtime/catalog/select.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import { chosenContext, wantedConnection } from "../../../runtime/connections/chosen-connection.ts";
import { contextsPath, readContexts } from "../../../runtime/connections/contexts-file.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { createLog } from "../../../runtime/log.ts";
import { createSavedSessions } from "../../../runtime/mcp/connections/saved-sessions.ts";
import { createSession } from "../../../runtime/mcp/session.ts";
import { call, textOf } from "./session.ts";
import { configs, httpServer, json, type Asked } from "./server.ts";
import { compiled } from "./tools.ts";

const all: Compiled = { ...compiled, tools: catalog, toolsets, presets };

/** A Kestra that takes one token, and echoes any other. */
export async function kestraTaking(
  token: string,
): Promise<{ readonly url: string; readonly asked: Asked[] }> {
  return httpServer(({ url, headers }, response) => {
    if (url === "/api/v1/configs") json(response, configs);
    else if (headers.authorization === `Bearer ${token}`) json(response, { results: [], total: 7 });
    else json(response, { message: `no ${headers.authorization ?? "one"}` }, 401);
  });
}

/** A session over a home with this file. */
export async function openAtHome(text: string | undefined, more: Environment = {}) {
  const home = await mkdtemp(join(tmpdir(), "sessions-"));
  onTestFinished(() => rm(home, { recursive: true }));
  const path = contextsPath({ HOME: home }) ?? "";
  const put = async (written: string) => {
    await mkdir(join(home, ".kestractl"), { recursive: true });
    await writeFile(path, written);
  };
  if (text !== undefined) await put(text);
  const env = { KESTRA_MCP_LOG_LEVEL: "DEBUG", KESTRA_MCP_ENABLED_TOOLS: "*", ...more };
  const logged: string[] = [];
  const chosen = chosenContext(wantedConnection(env, true), await readContexts(path), path);
  const { saved, ignored } = chosen;
  const config = readConfig({ ...env, ...saved?.given }, { saved, ignored });
  const log = createLog(
    "debug",
    (line) => logged.push(line),
    (one) => one,
    () => new Date(0),
  );
  const session = createSavedSessions(
    { compiled: all, env, file: undefined, path, chosen },
    (others, changes) => createSession(all, config, log, { saved: others, changes }),
  );
  onTestFinished(() => {
    session.saved?.close();
    session.close();
  });
  const get = async (name: string, values: object = {}) => {
    const result = await call(session, name, values);
    return result.isError === true ? textOf(result) : (JSON.parse(textOf(result)) as Record<string, unknown>);
  };
  const say = async (name: string, values: object) => textOf(await call(session, name, values));
  return { session, path, put, logged, get, say, read: () => readFile(path, "utf8") };
}

/** A file of connections, each by its token. @param preset the default */
export const fileOf = (hosts: Readonly<Record<string, readonly [url: string, token: string]>>, preset = "") =>
  `contexts:\n${Object.entries(hosts)
    .map(([name, [url, token]]) => `  ${name}:\n    host: ${url}\n    tenant: main\n    token: ${token}\n`)
    .join("")}default_context: ${preset}\n`;

/** What Kestra was told of who calls. */
export const authorizations = (asked: readonly Asked[]) =>
  new Set(asked.map(({ headers }) => headers.authorization));
