import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";

/** A PostgreSQL of this machine's packages, on a free port, in a temporary folder that goes with it. */
export interface Postgres {
  /** A new, empty database. @returns its URL, with its password */
  createDatabase(): Promise<string>;
  /** As a power cut: nobody is waited for. */
  crash(): Promise<void>;
  /** After a crash. */
  start(): Promise<void>;
  end(): Promise<void>;
}

export const password = "s3cret-of-the-database";

const packages = "/usr/lib/postgresql";
const versions = existsSync(packages) ? readdirSync(packages) : [];
const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];

/** Says why tests that need a PostgreSQL are skipped. */
export const missing = newest === undefined ? `no PostgreSQL in ${packages} (apt install postgresql)` : "";

/**
 * It ends with the process that started it, however that ends.
 * @param settings such as `fsync=off`
 * @param files that it finds beside its data, such as `server.key`
 */
export async function startPostgres(
  settings: readonly string[] = ["fsync=off"],
  files: Readonly<Record<string, string>> = {},
): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "kestra-mcp-postgres-"));
  const bin = join(packages, newest ?? "", "bin");
  // It refuses to run as root.
  const as = process.getuid?.() === 0 ? { uid: nobody(), gid: nobody() } : {};
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  const words = join(folder, "password");
  writeFileSync(words, password, { mode: 0o644 });
  const made = spawnSync(
    join(bin, "initdb"),
    [`-D${data}`, "-Ukestra", `--pwfile=${words}`, "-Ascram-sha-256", "-EUTF8", "--locale=C.UTF-8", "-N"],
    { ...as, cwd: folder, encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(data, name), text, { mode: 0o600 });
    if (as.uid !== undefined) chownSync(join(data, name), as.uid, as.gid);
  }
  const port = await freePort();
  const url = (database: string): string => `postgres://kestra:${password}@127.0.0.1:${port}/${database}`;

  const run = (): ((word: string) => Promise<void>) => {
    const options = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`];
    const given = [...options, "max_connections=60", ...settings].map((one) => `-c ${one}`).join(" ");
    // The shell sees our end as the end of its input, and tidies up.
    const script = `${bin}/postgres -D ${data} ${given} <&- & read word; kill -QUIT $!; wait $!; [ "$word" = keep ] || rm -rf ${folder}`;
    const shell = spawn("sh", ["-c", script], { ...as, cwd: folder, stdio: ["pipe", "ignore", "ignore"] });
    return async (word) => {
      shell.stdin.end(word);
      await once(shell, "exit");
    };
  };
  let stop = run();
  await answering(url("postgres"));
  let databases = 0;
  return {
    createDatabase: async () => {
      const name = `test_${++databases}`;
      await withClient(url("postgres"), (client) => client.query(`create database ${name}`));
      return url(name);
    },
    crash: () => stop("keep\n"),
    start: async () => {
      stop = run();
      await answering(url("postgres"));
    },
    end: () => stop(""),
  };
}

/** Runs something on one connection. */
export async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await withClient(url, (client) => client.query("select 1"));
      return;
    } catch (error) {
      if (tries > 200) throw error;
      await wait(50);
    }
  }
}

function nobody(): number {
  return Number(spawnSync("id", ["-u", "nobody"], { encoding: "utf8" }).stdout);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
