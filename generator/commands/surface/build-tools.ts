import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import { isObject } from "../../../runtime/json.ts";
import { seenTools, SurfaceError, type Surface } from "./surface.ts";

/** How long a build may take to list its tools, in milliseconds. */
const patience = 30_000;

/** Nobody answers there, so that no tool is hidden for what Kestra is. */
const nobody = { KESTRA_BASE_URL: "http://127.0.0.1:9", KESTRA_MCP_LOG_LEVEL: "CRITICAL" };

/**
 * The surface of a build: it is started twice, to list all its tools and those that it lists where nothing is configured.
 * Nothing of this process's environment reaches it.
 * @throws SurfaceError where it does not list tools
 */
export async function surfaceOfBuild(program: string): Promise<Surface> {
  const all = seenTools(await listed(program, { ...nobody, KESTRA_MCP_ENABLED_TOOLS: "*" }), program);
  const standard = seenTools(await listed(program, nobody), program).map(({ name }) => name);
  return { tools: all, lists: { "default, Enterprise": standard }, aliases: {} };
}

async function listed(program: string, env: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
  const child = spawn(process.execPath, [program], { env: { ...env }, stdio: "pipe" });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
  child.stdin.on("error", () => undefined); // it ended already, which is told below
  const timer = setTimeout(() => child.kill(), patience);
  try {
    const ask = asking(child);
    await ask("initialize", {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "surface", version: "1.0.0" },
    });
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", method: "notifications/initialized" })}\n`);
    const tools: unknown[] = [];
    let cursor: unknown;
    do {
      const page: unknown = await ask("tools/list", cursor === undefined ? {} : { cursor });
      if (!isObject(page) || !Array.isArray(page.tools)) throw new SurfaceError(`${program} lists no tools.`);
      tools.push(...(page.tools as unknown[]));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return tools;
  } catch (error) {
    if (error instanceof SurfaceError) throw error;
    const reason = said.trim().split("\n").at(-1) ?? "";
    throw new SurfaceError(`${program} does not list its tools${reason === "" ? "." : `: ${reason}`}`);
  } finally {
    clearTimeout(timer);
    child.kill();
  }
}

/** Sends requests, and waits for the answer to each. */
function asking(child: ChildProcessWithoutNullStreams): (method: string, params: object) => Promise<unknown> {
  const waiting = new Map<number, { done: (result: unknown) => void; fail: (error: Error) => void }>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message = parsed(line);
    if (!isObject(message) || typeof message.id !== "number") return;
    const one = waiting.get(message.id);
    if (isObject(message.error)) one?.fail(new Error(String(message.error.message)));
    else one?.done(message.result);
  });
  const failAll = (): void => {
    for (const { fail } of waiting.values()) fail(new Error("It ended."));
  };
  child.on("error", failAll);
  child.on("close", failAll);
  let id = 0;
  return async (method, params) =>
    new Promise((done, fail) => {
      if (child.exitCode !== null) fail(new Error("It ended."));
      waiting.set(++id, { done, fail });
      child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method, params })}\n`);
    });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
