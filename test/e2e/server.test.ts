import { createServer as createHttpServer } from "node:http";
import { createServer } from "node:net";
import { once } from "node:events";
import { describe, expect } from "vitest";
import type { Server } from "../support/server.ts";
import { createFlow, hello } from "./support/flows.ts";
import { check, kestra, useKestra } from "./support/kestra.ts";

useKestra();

/** Runs something on a server of its own. */
async function on<T>(env: Readonly<Record<string, string>>, act: (server: Server) => Promise<T>): Promise<T> {
  const server = await kestra.start({ KESTRA_MCP_LOG_LEVEL: "CRITICAL", ...env });
  try {
    return await act(server);
  } finally {
    await server.close();
  }
}

const namesOf = ({ tools }: Server): readonly string[] => tools.map(({ name }) => name);

describe("arguments", () => {
  check("a misspelt one is named, with what was meant", async () => {
    const text = await kestra.refusal("list_flows_in_namespace", { namespce: "x" });
    expect(text).toContain("there is no argument namespce");
    expect(text).toContain("Did you mean namespace?");
  });

  check("a missing one is named", async () => {
    expect(await kestra.refusal("execute_flow", { namespace: kestra.namespace })).toContain(
      "flow_id is required",
    );
  });

  check("what models write for numbers and booleans is understood", async () => {
    const { results } = await kestra.get("search_flows", { query: "no-such-word-x7q", size: "5", page: "1" });
    expect(results).toEqual([]);
    expect(
      await kestra.get("list_namespaces", {
        with_flows_only: "true",
        query: "no-such-word-x7q",
        page_size: null,
      }),
    ).toEqual({
      results: [],
    });
  });

  check("an unknown tool is told by its near miss", async () => {
    await expect(kestra.call("manage_flows")).rejects.toThrow(/Unknown tool: manage_flows.*manage_flow/);
  });

  check("one can never leave its path", async () => {
    await createFlow("guarded", hello);
    for (const flow_id of [
      "..",
      "../guarded",
      "guarded/..",
      "%2e%2e",
      "guarded?source=true",
      "guarded#x",
      "",
      "a\0b",
      ".",
    ]) {
      const text = await kestra.refusal("manage_flow", {
        action: "delete",
        namespace: kestra.namespace,
        flow_id,
      });
      expect(text).toMatch(/404|cannot be part of a path|Bad Request|400|422/);
    }
    const { results } = await kestra.get("list_flows_in_namespace", { namespace: kestra.namespace });
    expect(results).toHaveLength(1);
  });
});

describe("what the operator decides", () => {
  check("read-only: only what reads is listed, and nothing else runs", async () => {
    await on({ KESTRA_MCP_READ_ONLY: "true" }, async (server) => {
      const names = namesOf(server);
      expect(names).toEqual(
        expect.arrayContaining(["search_flows", "find_flow", "list_executions", "manage_flow"]),
      );
      for (const name of ["execute_flow", "create_flow_from_yaml", "add_execution_labels", "generate_flow"]) {
        expect(names).not.toContain(name);
        expect(await server.refusal(name, {})).toContain("KESTRA_MCP_READ_ONLY");
      }
      const flow = server.tools.find(({ name }) => name === "manage_flow");
      expect(flow?.inputSchema.properties?.action).toMatchObject({
        enum: ["list_revisions", "list_dependencies", "get_yaml"],
      });
      expect(flow?.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      const args = { action: "delete", namespace: kestra.namespace, flow_id: "guarded" };
      expect(await server.refusal("manage_flow", args)).toContain(
        "list_revisions, list_dependencies, get_yaml",
      );
      for (const tool of server.tools) expect(tool.annotations?.readOnlyHint, tool.name).toBe(true);
    });
  });

  check("disabled: toolsets, names and globs are gone", async () => {
    await on({ KESTRA_MCP_DISABLED_TOOLS: "kv, find_flow, generate_*" }, async (server) => {
      const names = namesOf(server);
      expect(names).not.toContain("manage_kv_store");
      expect(names).not.toContain("find_flow");
      expect(names.filter((name) => name.startsWith("generate_"))).toEqual([]);
      expect(names).toContain("manage_flow");
      expect(await server.refusal("find_flow", { query: "x" })).toContain("KESTRA_MCP_DISABLED_TOOLS");
    });
  });

  check("enabled: only those", async () => {
    await on({ KESTRA_MCP_ENABLED_TOOLS: "namespace,search_flows" }, (server) => {
      expect([...namesOf(server)].sort()).toEqual([
        "list_flows_in_namespace",
        "list_namespace_dependencies",
        "list_namespaces",
        "search_flows",
      ]);
      return Promise.resolve();
    });
  });

  check("a word that means nothing stops the start", async () => {
    await expect(kestra.start({ KESTRA_MCP_DISABLED_TOOLS: "flowz" })).rejects.toThrow(
      /KESTRA_MCP_DISABLED_TOOLS.*flow/,
    );
  });
});

describe("Kestra", () => {
  check("wrong credentials are told, and none shown", async () => {
    await on({ KESTRA_PASSWORD: "not-the-password-1" }, async (server) => {
      const text = await server.refusal("search_flows", { query: "x" });
      expect(text).toContain("401");
      expect(text).not.toContain("not-the-password-1");
    });
  });

  check("one without its first user is said to be so, not that the credentials are wrong", async () => {
    const answers = createHttpServer(({ url }, response) => {
      const isConfigs = url?.endsWith("/configs") === true;
      const configs = { uuid: "1", version: "1.3.25", edition: "OSS", isBasicAuthInitialized: false };
      response.writeHead(isConfigs ? 200 : 401, { "Content-Type": "application/json" });
      response.end(isConfigs ? JSON.stringify(configs) : "");
    }).listen(0, "127.0.0.1");
    await once(answers, "listening");
    try {
      const address = answers.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      await on({ KESTRA_BASE_URL: `http://127.0.0.1:${port}` }, async (server) => {
        const text = await server.refusal("search_flows", { query: "x" });
        expect(text).toMatch(/401[^]*basic authentication of this Kestra is not set up yet/);
        expect(text).toContain(`http://127.0.0.1:${port}/ui`);
      });
    } finally {
      answers.close();
      answers.closeAllConnections();
    }
  });

  check("one that is down is named by its URL, and the server stays up", async () => {
    const url = await freeAddress();
    await on({ KESTRA_BASE_URL: url }, async (server) => {
      expect(namesOf(server)).toContain("search_flows");
      expect(await server.refusal("search_flows", { query: "x" })).toContain(url);
      expect(await server.refusal("manage_flow", { action: "nothing" })).toContain("action must be one of");
    });
  });

  check("tools that its line lacks are not listed", async () => {
    await kestra.get("search_flows", { query: "" });
    const { tools } = await kestra.server.client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names.includes("generate_dashboard")).toBe(kestra.target.line !== "1.0");
    expect(names).toContain("generate_flow");
  });
});

/** An address where nobody listens. */
async function freeAddress(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}
