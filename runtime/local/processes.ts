import { execFile, spawn } from "node:child_process";
import { open } from "node:fs/promises";
import type { Environment } from "../environment.ts";

/** What became of a program. */
export interface Finished {
  /** 0 where it did what it was asked. */
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** There is no such program. */
  readonly isMissing: boolean;
}

/** How programs are run: the only place where any is. No shell reads their arguments. */
export interface Processes {
  run(command: string, args: readonly string[], signal?: AbortSignal): Promise<Finished>;
  /**
   * Starts a program that goes on without us, in a folder, with a file for what it writes.
   * @returns its process; undefined where there is no such program
   */
  startAlone(
    command: string,
    args: readonly string[],
    at: { readonly folder: string; readonly log: string },
  ): Promise<number | undefined>;
}

/** @param env what they are given, and whose PATH they are looked for on */
export function createProcesses(env: Environment): Processes {
  return {
    run(command, args, signal) {
      return new Promise((resolve) => {
        execFile(command, [...args], { env, signal, windowsHide: true }, (error, out, err) => {
          const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
          const isMissing = (error as NodeJS.ErrnoException | null)?.code === "ENOENT";
          resolve({ code, out, err, isMissing });
        });
      });
    },
    async startAlone(command, args, { folder, log }) {
      const file = await open(log, "w", 0o600);
      try {
        const child = spawn(command, [...args], {
          env,
          cwd: folder,
          detached: true,
          stdio: ["ignore", file.fd, file.fd],
          windowsHide: true,
        });
        await new Promise((resolve) => {
          child.once("spawn", resolve);
          child.once("error", resolve);
        });
        child.unref();
        return child.pid;
      } finally {
        await file.close();
      }
    },
  };
}

/** What a program that is not ours gets of our environment: nothing that is for us, or for kestractl. */
export function withoutOurs(env: Environment, ours: readonly string[]): Environment {
  const isOurs = (name: string) => ours.includes(name) || /^(KESTRACTL|KESTRA_MCP)_/i.test(name);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isOurs(name)));
}
