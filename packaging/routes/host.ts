import { spawn } from "node:child_process";
import { once } from "node:events";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Start } from "./route.ts";

interface Answer {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** What a host saw. */
export interface Seen {
  readonly server: string;
  readonly tools: number;
  /** The text of the call's result. */
  readonly text: string;
  /** Milliseconds until the first answer. */
  readonly started: number;
}

/** Does what a host does over stdio: starts the server, shakes hands, lists the tools and calls one. */
export async function asHost(
  { command, args, env, folder }: Start,
  tool: string,
  input: object,
): Promise<Seen> {
  const start = performance.now();
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "pipe"],
    env: env ?? process.env,
    ...(folder === undefined ? {} : { cwd: folder }),
    shell: process.platform === "win32",
  });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const ended = once(child, "close");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const send = (message: object): void =>
    void child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const ask = async (
    id: number,
    method: string,
    params: object,
  ): Promise<Readonly<Record<string, unknown>>> => {
    send({ id, method, params });
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
      const answer = JSON.parse(line.value) as Answer;
      if (answer.id !== id) continue;
      if (answer.result === undefined) throw new Error(`${method} failed: ${answer.error?.message ?? ""}`);
      return answer.result;
    }
    throw new Error(`The server ended before it answered ${method}. ${said.join("")}`);
  };
  try {
    const clientInfo = { name: "kestra-mcp-routes", version: "1.0.0" };
    const hello = await ask(1, "initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
    const started = performance.now() - start;
    send({ method: "notifications/initialized" });
    const { tools } = (await ask(2, "tools/list", {})) as { readonly tools: readonly object[] };
    const called = await ask(3, "tools/call", { name: tool, arguments: input });
    const { content, isError } = called as {
      readonly content: readonly { readonly text: string }[];
      readonly isError?: boolean;
    };
    const text = content[0]?.text ?? "";
    if (isError === true) throw new Error(`${tool} failed: ${text}`);
    const { name, version } = hello.serverInfo as { readonly name: string; readonly version: string };
    return { server: `${name} ${version}`, tools: tools.length, text, started };
  } finally {
    child.stdin.end();
    const tooLong = setTimeout(() => child.kill(), 5000);
    await ended;
    clearTimeout(tooLong);
  }
}

/** Bytes of a file, or of all in a folder. */
export async function bytesOf(path: string): Promise<number> {
  const facts = await lstat(path);
  if (!facts.isDirectory()) return facts.size;
  const inner = await Promise.all((await readdir(path)).map((name) => bytesOf(join(path, name))));
  return inner.reduce((sum, bytes) => sum + bytes, 0);
}
