import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { compiled } from "../../../generated/compiled.ts";
import { openExternal } from "../../../runtime/external/open.ts";
import type { AccessEvent } from "../../../runtime/observe/observer.ts";
import type { Environment } from "../../../runtime/environment.ts";
import type { Authentication } from "../../../runtime/transport/http/authentication.ts";
import type { Trouble } from "../../../runtime/transport/http/routes/readiness.ts";
import { json } from "../../runtime/support/server.ts";
import { serving, type Serving } from "../../http/support/serving.ts";

export const publicUrl = "https://mcp.example.com/kestra";
export const resource = `${publicUrl}/mcp`;

export const roles = `
claims: [roles, realm_access.roles]
groups: { /data: [reader] }
roles:
  reader:
    - allow: [read]
      tools: [get_flow, manage_flow]
  engineer:
    - allow: [read, write, destructive]
      tools: [get_flow, manage_flow]
  nothing: []
`;

export interface ServingExternal extends Serving {
  readonly events: readonly AccessEvent[];
  readonly warned: readonly string[];
  /** Why nobody can log in. */
  readonly trouble: () => Promise<Trouble | undefined>;
  /** From now on Kestra answers only what a test lets it. @param answers what does, of each request */
  readonly hold: (answers: (() => void)[]) => void;
  /** Sends a request to the MCP endpoint. @param token absent: none */
  readonly ask: (token?: string, message?: object) => Promise<Asked>;
}

/** What the MCP endpoint answered. */
export interface Asked {
  readonly status: number;
  readonly challenge: string | null;
  readonly headers: Headers;
  readonly said: string;
}

export const listTools = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };

/** A server that takes tokens of an issuer. @param now milliseconds, of what is asked for again */
export async function servingExternal(
  issuer: string,
  env: Environment = {},
  now: () => number = Date.now,
): Promise<ServingExternal> {
  const events: AccessEvent[] = [];
  const warned: string[] = [];
  let opened: Authentication | undefined;
  let held: (() => void)[] | undefined;
  const server = await serving(
    (_, response) => {
      const answer = () => {
        json(response, { id: "hello", namespace: "company.data", revision: 1, source: "id: hello" });
      };
      if (held === undefined) answer();
      else held.push(answer);
    },
    {
      env: {
        KESTRA_MCP_AUTH: "external",
        KESTRA_MCP_OIDC_ISSUER: issuer,
        KESTRA_MCP_PUBLIC_URL: publicUrl,
        KESTRA_MCP_ROLES_FILE: rolesFile(roles),
        KESTRA_MCP_STATELESS: "true",
        ...env,
      },
      tools: { ...compiled, version: "9.9.9" },
      observers: [{ access: (event) => events.push(event) }],
      authenticationOf: async (session) =>
        (opened = await openExternal(session, { warn: (one) => warned.push(one), now })),
    },
  );
  const ask = async (token?: string, message: object = listTools): Promise<Asked> => {
    const answer = await fetch(server.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(message),
    });
    const { status, headers } = answer;
    return { status, headers, challenge: headers.get("www-authenticate"), said: await answer.text() };
  };
  const hold = (answers: (() => void)[]) => {
    held = answers;
  };
  return Object.assign(server, { events, warned, ask, hold, trouble: async () => opened?.trouble?.() });
}

/** A file of roles that is there until the test ends. */
export function rolesFile(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "external-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, "roles.yaml");
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}
