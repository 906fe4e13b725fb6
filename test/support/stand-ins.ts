import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A machine with a `docker` and a `java` of its own, neither of which is what it is called. */
export interface StandIns {
  /** With a home, and a PATH on which they alone are. */
  readonly env: Readonly<Record<string, string>>;
  /** A Kestra's jar, for `java`. */
  readonly jar: string;
  /** Each call: the program and its arguments, in order. */
  calls(): Promise<readonly string[]>;
  /** Names of the variables that a Kestra was given. */
  environment(): Promise<readonly string[]>;
  /** Says how what is started behaves: `fails`, `silent`, `slow-pull`. */
  make(how: string, is?: boolean): Promise<void>;
}

/** @param without programs that are not there */
export async function standIns(without: readonly ("docker" | "java")[] = []): Promise<StandIns> {
  const folder = await mkdtemp(join(tmpdir(), "stand-ins-"));
  const path = (name: string) => join(folder, name);
  await mkdir(path("bin"));
  await mkdir(path("home"));
  await writeFile(path("kestra.jar"), "");
  const programs = { docker, java } as const;
  for (const name of ["docker", "java"] as const) {
    if (without.includes(name)) continue;
    const text = `#!${process.execPath}\nconst folder = ${JSON.stringify(folder)};\n${common}\n${programs[name]}`;
    await writeFile(join(folder, "bin", name), text);
    await chmod(join(folder, "bin", name), 0o755);
  }
  const lines = async (name: string) =>
    (await readFile(path(name), "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
  onTestFinished(async () => {
    for (const pid of await lines("pids")) {
      try {
        process.kill(Number(pid), "SIGKILL");
      } catch {
        // It has ended.
      }
    }
    await rm(folder, { recursive: true });
  });
  return {
    env: { HOME: path("home"), PATH: path("bin") },
    jar: path("kestra.jar"),
    calls: () => lines("calls"),
    environment: () => lines("environment"),
    async make(how, is = true) {
      if (is) await writeFile(path(how), "");
      else await rm(path(how));
    },
  };
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const common = `
const fs = require("node:fs");
const at = (name) => folder + "/" + name;
const args = process.argv.slice(2);
const is = (name) => fs.existsSync(at(name));
/** A Kestra that has its user only once it is given one. */
function serve(port) {
  fs.appendFileSync(at("pids"), process.pid + "\\n");
  fs.writeFileSync(at("environment"), Object.keys(process.env).join("\\n"));
  console.log("Kestra begins");
  if (is("fails")) {
    console.error("ERROR the database is locked");
    process.exit(1);
  }
  const body = (request, then) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk)).on("end", () => then(JSON.parse(text)));
  };
  const answer = (response, status, value) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  };
  if (is("silent")) return void setInterval(() => undefined, 1000);
  require("node:http")
    .createServer((request, response) => {
      if (request.url === "/api/v1/configs")
        answer(response, 200, { version: "1.3.25", edition: "OSS", isBasicAuthInitialized: is("user") });
      else if (request.url === "/api/v1/main/basicAuth" && request.method === "POST")
        body(request, (user) => {
          if (!/@/.test(user.username)) return answer(response, 422, { message: "Invalid username" });
          fs.writeFileSync(at("user"), JSON.stringify(user));
          response.writeHead(204).end();
        });
      else answer(response, 404, { message: "Not found" });
    })
    .listen(port, "127.0.0.1");
}
`;

const java = `
fs.appendFileSync(at("calls"), ["java", ...args].join(" ") + "\\n");
serve(Number(args[args.indexOf("--port") + 1]));
`;

const docker = `
if (args[0] === "serve") serve(Number(args[1]));
else main();
function main() {
  fs.appendFileSync(at("calls"), ["docker", ...args].join(" ") + "\\n");
  const read = () => (is("container") ? JSON.parse(fs.readFileSync(at("container"), "utf8")) : undefined);
  const write = (value) => fs.writeFileSync(at("container"), JSON.stringify(value));
  const lives = (pid) => {
    try {
      const state = fs.readFileSync("/proc/" + pid + "/stat", "utf8").split(") ")[1];
      return state[0] !== "Z";
    } catch {
      return false;
    }
  };
  const end = (pid) => {
    try {
      process.kill(pid);
    } catch {}
    while (lives(pid)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  };
  const begin = (container) => {
    const log = fs.openSync(at("log"), "w");
    const child = require("node:child_process").spawn(process.execPath, [process.argv[1], "serve", container.port], {
      detached: true,
      stdio: ["ignore", log, log],
    });
    child.unref();
    write({ ...container, pid: child.pid });
  };
  const fail = (text) => {
    console.error(text);
    process.exit(1);
  };
  const [command] = args;
  const container = read();
  if (command === "container") {
    if (container === undefined) fail("Error response from daemon: No such container: kestra-mcp-local");
    const { labels, port } = container;
    console.log(lives(container.pid), labels["kestra-mcp"] ?? "<no value>", labels["kestra-mcp.release"], port);
  } else if (command === "image") {
    if (!is("image-" + args.at(-1).replace("/", "_"))) fail("No such image");
  } else if (command === "pull") {
    const wait = () => {
      if (is("slow-pull")) return setTimeout(wait, 5);
      if (args.at(-1).endsWith(":v9.9")) fail("manifest unknown");
      fs.writeFileSync(at("image-" + args.at(-1).replace("/", "_")), "");
    };
    wait();
  } else if (command === "run") {
    if (container !== undefined) fail("The name is in use");
    const labels = {};
    args.forEach((one, i) => {
      if (one !== "--label") return;
      const [name, value] = args[i + 1].split("=");
      labels[name] = value;
    });
    const [, port] = args[args.indexOf("--publish") + 1].split(":");
    begin({ labels, port });
  } else if (command === "start") begin(container);
  else if (command === "stop") end(container.pid);
  else if (command === "rm") {
    end(container.pid);
    fs.rmSync(at("container"));
  } else if (command === "logs") process.stdout.write(fs.readFileSync(at("log"), "utf8"));
}
`;
