import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeFault } from "../../runtime/config/contradictions.ts";
import { missing, startPostgres } from "../../test/oauth/support/postgres.ts";
import { startListening } from "../listening.ts";
import { ratiosInTurn, row, type Row, type Unit } from "../report/row.ts";
import { comeAll, timeInTurn, type UserTimes } from "./user-times.ts";
import { startUserServers, type UserServer } from "./user-servers.ts";

/** What a server costs at which users log in. */
interface Measured {
  readonly server: UserServer;
  readonly times: UserTimes;
  /** Bytes of the heaps, before and after all users came. */
  readonly before: number;
  readonly after: number;
  /** Of the store, in bytes. */
  readonly size: number;
}

const users = 1000;
/** Of each. */
const grants = 3;
/** In which each server is asked for each thing once. */
const rounds = 300;

/** The rows of what users cost, or why they were not measured. */
export async function userRows(entry: string): Promise<readonly Row[]> {
  const fault = nodeFault(process.versions.node);
  if (fault !== undefined) {
    // What the names of servers begin with.
    return ["static token", "SQLite", "PostgreSQL"].map((measure) => ({ measure, missing: fault }));
  }
  const all = await measure(entry);
  const [first] = all;
  if (first === undefined) return [];
  const without: readonly Row[] = missing === "" ? [] : [{ measure: "PostgreSQL", missing }];
  return [...all.flatMap((it) => rowsOf(it, first)), ...without];
}

function rowsOf({ server, times, before, after, size }: Measured, first: Measured): readonly Row[] {
  const { name, users } = server;
  const kinds = (["list", "call", "refresh"] as const).filter((kind) => times[kind].length > 0);
  const isFirst = times === first.times;
  const once = (measure: string, unit: Unit, value: number): Row => ({
    ...row(`${name}, ${measure}`, unit, value),
    once: true,
  });
  return [
    ...kinds.flatMap((kind) => [
      row(`${name}, p95 of ${kind}`, "ms", p95(times[kind])),
      ...(isFirst || kind === "refresh"
        ? []
        : [
            row(
              `${name}, time of ${kind} as a multiple of that with the static token`,
              "ratio",
              ratiosInTurn(times[kind], first.times[kind]),
            ),
          ]),
    ]),
    once("heap before users came", "MB", before / 1024 / 1024),
    ...(users === 1 ? [] : [once("heap of a user", "KB", (after - before) / users / 1024)]),
    ...(users === 1 || size === 0 ? [] : [once("store of a user", "KB", size / users / 1024)]),
  ];
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? NaN;
}

async function measure(entry: string): Promise<readonly Measured[]> {
  const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-users-"));
  // As it is by default: what was answered is on the disk.
  const postgres = missing === "" ? await startPostgres([]) : undefined;
  const login = { username: "bench@kestra.io", password: "Bench-only-1" };
  const words = ["bench/sandbox-process.ts", "1.3", login.username, login.password];
  const sandbox = await startListening(["--import", "tsx", ...words]);
  const kestra = { url: sandbox.url, ...login };
  const servers = await startUserServers({ entry, folder, kestra, postgres, users, grants });
  try {
    const sizes: Omit<Measured, "times">[] = [];
    for (const server of servers) {
      const heap = async () => {
        const all = await Promise.all(server.replicas.map((one) => one.heap()));
        return all.reduce((sum, one) => sum + one, 0);
      };
      const size = await server.size();
      const before = await heap();
      await comeAll(server);
      sizes.push({ server, size, before, after: await heap() });
    }
    const times = await timeInTurn(servers, rounds);
    return sizes.flatMap((one) => ({
      ...one,
      times: times.get(one.server) ?? { list: [], call: [], refresh: [] },
    }));
  } finally {
    await Promise.all(servers.flatMap(({ replicas }) => replicas.map((one) => one.close())));
    await sandbox.close();
    await postgres?.end();
    await rm(folder, { recursive: true, force: true });
  }
}
