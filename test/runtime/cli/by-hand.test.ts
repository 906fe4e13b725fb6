import { describe, expect, it } from "vitest";
import type { SandboxOptions } from "../../../runtime/cli/commands/sandbox.ts";
import { quoted } from "../../../runtime/cli/commands/shell.ts";
import { isObject } from "../../../runtime/json.ts";
import { kestra, kestraMcp } from "../support/command-line.ts";
import { deadUrl } from "../support/server.ts";
import { compiled } from "../support/tools.ts";

const ask = "Put a label on a box.";
const examples = () =>
  Promise.resolve({ manage_box: [{ ask, call: { action: "put", box_id: "a b", label: "x\ny" } }] });

describe("describe", () => {
  it("tells all about a tool, and asks nobody", async () => {
    const env = { KESTRA_BASE_URL: await deadUrl() };
    const { out, err, exitCode } = await kestraMcp(["describe", "manage_box"], env, {
      compiled: { ...compiled, examples },
    });
    expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
    expect(out).toBe(`manage_box: Manage Box

Does all to a box.

Toolset  box
Effect   destructive
Kestra   1.0, 1.3, 2.0

Arguments
  action  get | put | drop  required
  box_id  string            required       Its id.
  label   string
  force   boolean           default false

action
  get   read         box_id
  put   write        box_id, label
  drop  destructive  box_id, force

What it asks, in the order of its parts; names in braces are arguments
  get   1.0, 1.3, 2.0  GET /api/v1/{tenant}/boxes/{box_id}
  put   1.0, 1.3, 2.0  POST /api/v1/{tenant}/boxes/{box_id}
  drop  2.0            DELETE /api/v1/{tenant}/boxes/{box_id}

Examples
  Put a label on a box.
    kestra-mcp call manage_box --arg action=put --arg 'box_id=a b' --arg label=@FILE
`);
  });

  it("quotes as the shells of Windows do there", async () => {
    const { out } = await kestraMcp(
      ["describe", "manage_box"],
      {},
      {
        compiled: { ...compiled, examples },
        platform: "win32",
      },
    );
    expect(out).toContain('--arg "box_id=a b"');
    expect(quoted('{"a":"b c"}', "cmd")).toBe(String.raw`"{\"a\":\"b c\"}"`);
    expect(quoted(String.raw`C:\a b\ `.trim(), "cmd")).toBe(String.raw`"C:\a b\\"`);
    expect(quoted(String.raw`a\"b c`, "cmd")).toBe(String.raw`"a\\\"b c"`);
    expect(quoted("it's", "sh")).toBe(String.raw`'it'\''s'`);
  });

  it("knows a near miss, and what is hidden", async () => {
    expect(await kestraMcp(["describe", "manage_bx"])).toMatchObject({
      err: "Unknown tool: manage_bx. Did you mean manage_box?\n",
      exitCode: 2,
    });
    const hidden = await kestraMcp(["describe", "drop_box"], { KESTRA_MCP_READ_ONLY: "true" });
    expect(hidden).toMatchObject({ out: "", exitCode: 1 });
    expect(hidden.err).toContain("It is hidden: KESTRA_MCP_READ_ONLY");
    expect((await kestraMcp(["describe"])).err).toBe("kestra-mcp describe needs the name of a tool.\n");
  });

  it("shows what clients see", async () => {
    const { out } = await kestraMcp(["describe", "get_box", "--json"]);
    expect(JSON.parse(out)).toMatchObject({ name: "get_box", annotations: { readOnlyHint: true } });
  });
});

describe("list", () => {
  it("shows what clients see", async () => {
    const { out } = await kestraMcp(["list", "--json"], { KESTRA_BASE_URL: await kestra() });
    const { tools } = JSON.parse(out) as { readonly tools: readonly unknown[] };
    expect(tools.map((tool) => isObject(tool) && tool.name)).toEqual([
      "get_box",
      "list_boxes",
      "manage_box",
      "relabel_box",
    ]);
    expect(tools[0]).toHaveProperty("inputSchema.required", ["box_id"]);
  });

  it("cuts each line where the terminal ends", async () => {
    const { out } = await kestraMcp(["list"], { KESTRA_BASE_URL: await kestra() }, { width: 32 });
    expect(out.split("\n").slice(2, 4)).toEqual([
      "manage_box   box    write  Does…",
      "relabel_box  crate  write  Read…",
    ]);
  });
});

describe("options", () => {
  it.each([
    [["list", "--arg", "a=b"], "--arg belongs to kestra-mcp call."],
    [["call", "get_box", "--json"], "--json belongs to kestra-mcp list and describe."],
    [["list", "--port", "1"], "--port belongs to kestra-mcp sandbox."],
    [["doctor", "--transport", "http"], "--transport belongs to kestra-mcp without a command."],
    [["call", "get_box", "--arg"], "--arg needs an argument and its value"],
    [["sandbox", "--port", "x"], "--port must be a number from 0 to 65535"],
    [["sandbox", "1.1"], "The line of a sandbox must be one of 1.0, 1.3, 2.0, not 1.1."],
  ])("%j is refused", async (argv, message) => {
    expect(await kestraMcp(argv)).toMatchObject({
      out: "",
      err: expect.stringContaining(message) as string,
      exitCode: 2,
    });
  });
});

describe("sandbox", () => {
  it("lasts until it is stopped, and says how to use it", async () => {
    const stop = new AbortController();
    const started: SandboxOptions[] = [];
    let closed = 0;
    let said = "";
    const running = kestraMcp(
      ["sandbox", "--port", "8085", "1.3"],
      {},
      {
        signal: stop.signal,
        out: (text) => {
          said += text;
          stop.abort();
        },
        startSandbox: (options) => {
          started.push(options);
          return Promise.resolve({ url: "http://127.0.0.1:8085", close: () => closed++ });
        },
      },
    );
    expect(await running).toMatchObject({ err: "", exitCode: 0 });
    expect(closed).toBe(1);
    expect(started).toMatchObject([{ line: "1.3", port: 8085, samples: true }]);
    const password = started[0]?.password ?? "";
    expect(said).toContain("A Kestra 1.3 with samples, in memory: http://127.0.0.1:8085\n");
    expect(said).toContain(`"KESTRA_PASSWORD": "${password}"`);
    expect(said).toContain(`$env:KESTRA_PASSWORD="${password}"`);
    expect(said).toContain(`set "KESTRA_PASSWORD=${password}"`);
    expect(said).toContain("Ctrl-C");
  });

  it("says that its port is taken", async () => {
    const startSandbox = () => Promise.reject(Object.assign(new Error("listen"), { code: "EADDRINUSE" }));
    expect(await kestraMcp(["sandbox", "--port=8085"], {}, { startSandbox })).toMatchObject({
      err: "Port 8085 is taken: choose another --port.\n",
      exitCode: 2,
    });
  });
});
