import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { onTestFinished } from "vitest";
import { lazy } from "../../../runtime/lazy.ts";

export interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** `serve.ts` as one file, as the program is shipped: it starts ten times as fast as the sources do. */
export const program = lazy(() => {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true });
  });
  const outfile = join(folder, "serve.mjs");
  const entry = fileURLToPath(new URL("serve.ts", import.meta.url));
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
  });
  return outfile;
});

/** A client that speaks raw JSON-RPC over a server's stdio, and keeps every line it gets. */
export class Client {
  readonly process: ChildProcessWithoutNullStreams;
  readonly received: Message[] = [];
  stderr = "";
  readonly #waiting = new Set<() => void>();
  #rest = "";

  constructor(env: Readonly<Record<string, string>>, argv: readonly string[] = []) {
    this.process = spawn(process.execPath, [program(), ...argv], { env: { PATH: process.env.PATH, ...env } });
    this.process.stderr.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.process.stdout.on("data", (chunk: Buffer) => {
      const lines = (this.#rest + chunk.toString()).split("\n");
      this.#rest = lines.pop() ?? "";
      this.received.push(...lines.map((line) => JSON.parse(line) as Message));
      for (const wake of this.#waiting) wake();
    });
    this.process.stdin.on("error", () => undefined);
    onTestFinished(() => {
      this.process.kill("SIGKILL");
    });
  }

  send(message: object): void {
    this.process.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  }

  /** The first message that is meant, now or later. */
  async message(isMeant: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.received.find(isMeant);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async request(id: number, method: string, params: object = {}): Promise<Message> {
    this.send({ id, method, params });
    return this.message((message) => message.id === id);
  }

  async initialize(): Promise<Message> {
    const clientInfo = { name: "test", version: "1" };
    const answer = await this.request(1, "initialize", {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo,
    });
    this.send({ method: "notifications/initialized" });
    return answer;
  }

  /** The exit code. */
  async exit(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const [code] = (await once(this.process, "exit")) as [number | null];
    return code;
  }
}
