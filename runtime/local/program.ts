import { access, constants, open, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder } from "../private-folder.ts";
import { parseForeign } from "../json/foreign-json.ts";
import { InputError } from "../errors.ts";
import { isObject } from "../json.ts";
import { own, say } from "../text/said.ts";
import { lastLines } from "./last-lines.ts";
import type { Processes } from "./processes.ts";
import type { LocalState, Way, WayWish } from "./way.ts";

/** What is known of a process that was started. */
interface Started {
  readonly pid: number;
  readonly port: number;
  readonly program: string;
}

/** Bytes of a log that are read from its end. */
const logEnd = 8192;

/**
 * By a jar or an executable of the user's, in a folder of its own, where its data, its log and its process number are.
 * @param sleep waits until a process may have ended
 */
export function programWay(
  processes: Processes,
  program: string,
  folder: string,
  sleep: (signal: AbortSignal) => Promise<void>,
): Way {
  const marker = join(folder, "process.json");
  const log = join(folder, "server.log");
  /** Whether a process is that program: its number may be another one's by now. */
  const isOurs = async ({ pid, program: started }: Started): Promise<boolean> => {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(async () => {
      const { code, out } = await processes.run("ps", ["-p", String(pid), "-o", "args="]);
      return code === 0 ? out : "";
    });
    return command.includes(started);
  };
  const started = async (): Promise<Started | undefined> => {
    const text = await readFile(marker, "utf8").catch(() => undefined);
    return text === undefined ? undefined : startedIn(text);
  };
  const state = async (): Promise<LocalState> => {
    const one = await started();
    if (one === undefined) return { exists: false, running: false, by: program };
    return { exists: true, running: await isOurs(one), port: one.port, by: one.program };
  };
  const stop = async (signal: AbortSignal): Promise<void> => {
    const one = await started();
    if (one === undefined || !(await isOurs(one))) return;
    end(one.pid);
    while (await isOurs(one)) {
      if (signal.aborted)
        throw new InputError(say`Kestra has not ended yet, though it was told to: call this again.`);
      await sleep(signal);
    }
    await rm(marker, { force: true });
  };
  const start = async ({ port, signal }: WayWish): Promise<undefined> => {
    const one = await started();
    // Another call started it meanwhile.
    if (one?.port === port && (await isOurs(one))) return undefined;
    await stop(signal);
    await access(program).catch(() => {
      throw new InputError(say`KESTRA_MCP_LOCAL is ${program}, where there is no file.`);
    });
    const data = join(folder, "data");
    makePrivateFolder(data);
    const server = ["server", "local", "--port", String(port)];
    const [command, args] = (await isExecutable(program))
      ? [program, server]
      : ["java", ["-jar", program, ...server]];
    const pid = await processes.startAlone(command, args, { folder: data, log });
    if (pid === undefined)
      throw new InputError(
        say`${own(command === "java" ? "There is no java on the PATH." : "KESTRA_MCP_LOCAL cannot be run.")}`,
      );
    await writeFile(marker, JSON.stringify({ pid, port, program }), { mode: 0o600 });
    return undefined;
  };
  return {
    state,
    start,
    stop,
    log: () => endOf(log),
    dataOf: () => folder,
  };
}

function startedIn(text: string): Started | undefined {
  try {
    const value = parseForeign(text);
    if (!isObject(value)) return undefined;
    const { pid, port, program } = value;
    const isWhole = Number.isInteger(pid) && Number(pid) > 1 && typeof program === "string";
    return isWhole ? { pid: Number(pid), port: Number(port), program } : undefined;
  } catch {
    return undefined;
  }
}

/** A jar is run by Java, and so is what may not be run by itself. */
async function isExecutable(program: string): Promise<boolean> {
  if (/\.jar$/i.test(program)) return false;
  return access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** With all that it started, where it leads a group of its own. */
function end(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, "SIGTERM");
      return;
    } catch {
      // Windows knows no groups; or it has ended by itself.
    }
  }
}

async function endOf(path: string): Promise<string> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return "";
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - logEnd);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(logEnd), 0, logEnd, start);
    return lastLines(buffer.toString("utf8", 0, bytesRead), 15);
  } finally {
    await file.close();
  }
}
