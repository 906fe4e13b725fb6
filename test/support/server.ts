import { isDeepStrictEqual } from "node:util";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { foreignMark } from "../../runtime/text/as-data.ts";
import type { Data } from "./data.ts";
import { aloneWith } from "./public-services.ts";

/** A server of ours, run as clients run it: a process of its own, spoken to over stdio by a real MCP client. */
export interface Server {
  readonly client: Client;
  readonly tools: readonly Tool[];
  /** Calls a tool; whatever it answers is held to what every answer must be. */
  readonly call: (name: string, args?: Readonly<Record<string, unknown>>) => Promise<Answer>;
  /** Calls a tool that must succeed. @returns its structured content @throws with the tool's own words */
  readonly get: <T = Data>(name: string, args?: Readonly<Record<string, unknown>>) => Promise<T>;
  /** Calls a tool that must fail. @returns what it says */
  readonly refusal: (name: string, args?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** What was written to stderr so far. */
  readonly stderr: () => string;
  readonly close: () => Promise<void>;
}

export interface Answer {
  readonly isError: boolean;
  readonly text: string;
  readonly data: Data;
}

export interface ServerOptions {
  /** The program, as Node runs it; or an executable, whose name does not end as a script's does. */
  readonly program: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly folder?: string;
}

/** What is started, and with which arguments: Node for a script. */
export function commandOf(program: readonly string[]): readonly [string, readonly string[]] {
  const [first = "", ...rest] = program;
  return first.endsWith(".js") ? [process.execPath, program] : [first, rest];
}

/** Starts a server and lists its tools. Nothing of the environment reaches it but what is given. */
export async function startServer({ program, env = {}, folder }: ServerOptions): Promise<Server> {
  const [command, args] = commandOf(program);
  const transport = new StdioClientTransport({
    command,
    args: [...args],
    // The library adds the home, where the user of the tests may have connections of kestractl.
    env: { HOME: "", USERPROFILE: "", ...aloneWith(env) },
    stderr: "pipe",
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  const said: string[] = [];
  transport.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const client = new Client({ name: "kestra-mcp-tests", version: "1.0.0" });
  try {
    await client.connect(transport);
  } catch (error) {
    throw new Error(`The server did not start: ${said.join("")}`, { cause: error });
  }
  const { tools } = await client.listTools();
  const check = checker(tools);

  const call = async (name: string, args: Readonly<Record<string, unknown>> = {}): Promise<Answer> => {
    const result = (await client.callTool({ name, arguments: { ...args } })) as CallToolResult;
    return check(name, result);
  };
  return {
    client,
    tools,
    call,
    async get(name, args) {
      const { isError, text, data } = await call(name, args);
      if (isError) throw new Error(`${name} failed: ${text}`);
      return data as never;
    },
    async refusal(name, args) {
      const { isError, text } = await call(name, args);
      if (!isError) throw new Error(`${name} should have failed, but said ${text.slice(0, 300)}`);
      return text;
    },
    stderr: () => said.join(""),
    close: () => client.close(),
  };
}

/** Every success has structured content that its schema accepts, and the same as compact JSON, before what marks it and links; every failure one text. */
function checker(tools: readonly Tool[]): (name: string, result: CallToolResult) => Answer {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const schemas = new Map(tools.map(({ name, outputSchema }) => [name, ajv.compile(outputSchema ?? false)]));
  return (name, { content, structuredContent, isError = false }) => {
    const data = (structuredContent ?? {}) as unknown as Data;
    const said = content
      .filter(({ type }) => type !== "resource_link")
      .map((block) => (block.type === "text" ? block.text : ""));
    const texts = said.filter((one) => one !== foreignMark);
    const text = texts.join("\n");
    if (isError) {
      if (structuredContent !== undefined || texts.length !== 1 || text === "")
        throw new Error(`${name}: not one sentence: ${text}`);
      return { isError, text, data };
    }
    const valid = schemas.get(name);
    if (valid !== undefined && !valid(structuredContent)) {
      throw new Error(
        `${name}: its output is not what its schema says: ${ajv.errorsText(valid.errors)}: ${text.slice(0, 500)}`,
      );
    }
    requireSame(name, texts[0] ?? "", data);
    return { isError, text, data };
  };
}

/** The text is the structured content as compact JSON; of a bare array, the array alone. */
function requireSame(name: string, text: string, data: Data): void {
  const said: unknown = JSON.parse(text);
  const meant: unknown = Array.isArray(said) ? Object.values(data).find((it) => Array.isArray(it)) : data;
  if (!isDeepStrictEqual(said, meant))
    throw new Error(`${name}: its text and its structured content differ.`);
  if (JSON.stringify(said) !== text)
    throw new Error(`${name}: its text is not compact JSON: ${text.slice(0, 200)}`);
}
