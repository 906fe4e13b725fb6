import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { quoted } from "../runtime/cli/commands/shell.ts";
import type { Data } from "../test/support/data.ts";
import { aloneWith } from "../test/support/public-services.ts";
import { startServer, type Server } from "../test/support/server.ts";
import { shorten, type Say } from "./transcript.ts";

const run = promisify(execFile);

type Arguments = Readonly<Record<string, unknown>>;

const flow = `id: greet
namespace: demo
inputs:
  - id: name
    type: STRING
tasks:
  - id: think
    type: io.kestra.plugin.core.flow.Sleep
    duration: PT1S
  - id: greeting
    type: io.kestra.plugin.core.debug.Return
    format: "Hello {{ inputs.name }}!"
outputs:
  - id: greeting
    type: STRING
    value: "{{ outputs.greeting.value }}"
`;

/** What is shown of it. */
interface Diagnosis {
  readonly causes: readonly {
    readonly evidence: readonly { readonly field: string; readonly value: string }[];
  }[];
}

const orders = { namespace: "company.shop", flow_id: "import_orders", wait: true };

/**
 * The first hour in a minute: drives the bundled server as an agent would, with a real MCP client over stdio, against the
 * built-in Kestra. @param entry the program
 */
export async function drive(entry: string, say: Say): Promise<void> {
  say.heading("Start it, on a sandbox of Kestra 2.0");
  const server = await startServer({ program: [entry, "--sandbox=2.0"] });
  try {
    const version = server.client.getServerVersion();
    say.line(`${version?.name ?? ""} ${version?.version ?? ""} offers ${server.tools.length} tools.`);
    await write(server, say);
    await fail(server, say);
    await dryRun(entry, say);
  } finally {
    await server.close();
  }
  next(say);
}

async function write(server: Server, say: Say): Promise<void> {
  const call = caller(server, say);
  say.heading("Write a flow, run it, keep what it gave");
  await call("Create a flow", "create_flow_from_yaml", { yaml_definition: flow });
  await call("Find it, by a misspelt name", "find_flow", { query: "gret" });
  await refused(server, say, "Run it, with an input that it does not have", "execute_flow", {
    namespace: "demo",
    flow_id: "greet",
    inputs: { nme: "Ada" },
  });
  const { outputs } = await call("Run it, and watch", "execute_flow", {
    namespace: "demo",
    flow_id: "greet",
    wait: true,
    inputs: { name: "Ada" },
  });
  const key = { namespace: "demo", key: "greeting" };
  await call("Keep the result", "manage_kv_store", { action: "set", ...key, value: outputs.greeting });
  const kept = await call("Read it again", "manage_kv_store", { action: "get", ...key });
  if (kept.value !== "Hello Ada!") throw new Error(`The key holds ${JSON.stringify(kept.value)}.`);
}

async function fail(server: Server, say: Say): Promise<void> {
  const call = caller(server, say);
  say.heading("Find out why something failed");
  const { id } = await call("Run a flow that is there already", "execute_flow", orders);
  const { causes } = (await call("Ask why", "diagnose", { execution_id: id })) as unknown as Diagnosis;
  for (const { field, value } of causes.flatMap(({ evidence }) => evidence))
    say.line(`   ${field}: ${value}`);
  await call("Do what it asks for", "execute_flow", { ...orders, inputs: { found: 500 } });
}

/** What would be sent, by the program's own command line: the routes of the lines differ. */
async function dryRun(entry: string, say: Say): Promise<void> {
  say.heading("See what would be sent, on three lines, and send nothing");
  const words = [
    "call",
    "add_execution_labels",
    "--arg",
    "execution_id=5xYz",
    "--arg",
    'labels={"reviewer":"Ada"}',
  ];
  for (const line of ["1.0", "1.3", "2.0"]) {
    const more = ["--dry-run", "--line", line];
    say.command(["kestra-mcp", ...words, ...more].map((word) => quoted(word, "sh")).join(" "));
    const env = aloneWith({ HOME: "", USERPROFILE: "" });
    const { stdout } = await run(process.execPath, [entry, ...words, ...more], { env });
    for (const request of stdout.split("\n").filter((it) => /^(GET| .*(POST|PUT)) /.test(it)))
      say.line(request.trim());
  }
}

function next(say: Say): void {
  say.heading("Done. Next");
  say.line("npm start -- sandbox --port 8085   a Kestra with samples that lasts, for your own client");
  say.line("npm start -- doctor                what is configured, and whether your own Kestra answers");
  say.line("npm start -- describe diagnose     all about one tool");
  say.line("README.md, Use it                  the configuration of your client");
}

/** Calls tools that must succeed, and tells of each, with what comes while it works. */
function caller({ client }: Server, say: Say) {
  return async (what: string, name: string, args: Arguments): Promise<Data> => {
    say.call(what, name, args);
    const options = {
      onprogress: ({ message = "" }: { readonly message?: string | undefined }) => {
        say.progress(message);
      },
    };
    const { isError, content, structuredContent } = await client.callTool(
      { name, arguments: { ...args } },
      undefined,
      options,
    );
    if (isError === true) throw new Error(JSON.stringify(content));
    const data = structuredContent as Data;
    say.answer(shorten(data));
    return data;
  };
}

async function refused(server: Server, say: Say, what: string, name: string, args: Arguments): Promise<void> {
  say.call(what, name, args);
  say.error(await server.refusal(name, args));
}
