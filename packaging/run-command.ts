import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** What a command wrote, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which it is ended. */
  readonly within?: number;
}

/** Runs a command that is given nothing on its stdin. */
export function runCommand(words: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  const [command = "", ...args] = words;
  const { folder, env = process.env, within = 600_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(folder === undefined ? {} : { cwd: folder }),
      env,
      stdio: ["ignore", "pipe", "pipe"],
      // There npm and npx are batch files.
      shell: process.platform === "win32",
    });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    child.stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
    const tooLong = setTimeout(() => child.kill(), within);
    child.once("error", (error) => {
      clearTimeout(tooLong);
      reject(error);
    });
    child.once("close", (code) => {
      clearTimeout(tooLong);
      const [stdout, stderr] = [chunks.stdout, chunks.stderr].map((it) => Buffer.concat(it).toString());
      resolve({ code, stdout: stdout ?? "", stderr: stderr ?? "" });
    });
  });
}

/** Likewise, of a command that must succeed. @returns what it wrote to stdout @throws with what it wrote */
export async function mustRun(words: readonly string[], options?: CommandOptions): Promise<string> {
  const { code, stdout, stderr } = await runCommand(words, options);
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${String(code)}:\n${stdout}${stderr}`);
  return stdout;
}

/** Where a program lies, by its name in PATH; undefined where it is not installed. */
export async function installed(name: string, path = process.env.PATH ?? ""): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    for (const file of process.platform === "win32" ? [`${name}.cmd`, `${name}.exe`] : [name]) {
      const found = await access(join(folder, file), constants.X_OK).then(
        () => true,
        () => false,
      );
      if (found) return join(folder, file);
    }
  }
  return undefined;
}
