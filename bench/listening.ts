import { spawn } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own. */
export interface ListeningProcess {
  readonly url: string;
  readonly pid: number;
  readonly close: () => Promise<void>;
}

/** Starts a program that says `Listening on URL`. @param args of Node @throws what it said where it ends before that */
export async function startListening(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ListeningProcess> {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], env: { PATH, ...env } });
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const [, found] = /Listening on ([^\s",]+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", () => {
      reject(new Error(`It does not listen: ${said}`));
    });
  });
  return {
    url,
    pid: child.pid ?? 0,
    async close() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
