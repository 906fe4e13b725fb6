import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A client that does nothing but write and read lines, so that what is measured is the server. */
export interface RawClient {
  readonly pid: number;
  /** Sends a request; its answer's result, once it is there. */
  readonly ask: (method: string, params?: object) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** Starts the server; the handshake is left to the caller's first `ask`. */
export function startRaw(entry: string, env: Readonly<Record<string, string>>): RawClient {
  const child = spawn(process.execPath, [entry], { stdio: ["pipe", "pipe", "inherit"], env });
  const waiting = new Map<number, (result: unknown) => void>();
  createInterface(child.stdout).on("line", (line) => {
    const { id, result } = JSON.parse(line) as { id?: number; result?: unknown };
    if (id === undefined) return;
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  const write = (message: object): void => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  };
  let last = 0;
  const client: RawClient = {
    pid: child.pid ?? 0,
    ask(method, params = {}) {
      const id = last++;
      const answer = new Promise<unknown>((resolve) => waiting.set(id, resolve));
      write({ id, method, params });
      if (method === "initialize") write({ method: "notifications/initialized" });
      return answer;
    },
    async close() {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
  return client;
}

/** The parameters of `initialize`. */
export const handshake = {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "bench", version: "1.0.0" },
};

/** The parameters of a request of revision 2026-07-28, which needs no `initialize`. */
export const of2026 = {
  _meta: {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": handshake.clientInfo,
    "io.modelcontextprotocol/clientCapabilities": {},
  },
};
