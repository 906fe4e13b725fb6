import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { installed } from "../../packaging/run-command.ts";
import type { Asked, Client, Ground, Seen, Server } from "./client.ts";
import { installFromMaven, installFromPyPI, pythonIn } from "./install.ts";

/* Libraries, each used by a program of `programs/` that prints what it saw. */

const folder = join(import.meta.dirname, "programs");
const python = async (): Promise<string | undefined> =>
  (await installed("python3")) === undefined ? "python3 is not installed" : undefined;

const fastmcpVersion = "4.2.3";
const requirements = join(import.meta.dirname, "../oauth/road/requirements.txt");
const sdkVersion = after("==", await readFile(requirements, "utf8"));
const pom = join(folder, "pom.xml");
const langchain4jVersion = after("<version>", (await readFile(pom, "utf8")).split("<dependency>")[1] ?? "");

const pythonSdk: Client = {
  name: "Python SDK",
  version: sdkVersion,
  over: ["stdio", "HTTP"],
  obstacle: python,
  install: async (ground) => void (await installFromPyPI(ground, `mcp==${sdkVersion}`)),
  talk: (ground, server, calls) =>
    asProgram(ground, [pythonIn(ground.installed), join(folder, "python-sdk.py")], server, calls),
};

const fastmcp: Client = {
  name: "FastMCP",
  version: fastmcpVersion,
  over: ["stdio", "HTTP"],
  obstacle: python,
  install: async (ground) => void (await installFromPyPI(ground, `fastmcp==${fastmcpVersion}`)),
  talk: (ground, server, calls) =>
    asProgram(ground, [pythonIn(ground.installed), join(folder, "fastmcp-client.py")], server, calls),
};

const langchain4j: Client = {
  name: "langchain4j",
  version: langchain4jVersion,
  over: ["stdio", "HTTP"],
  note: "Kestra's own agent is built on it",
  obstacle: async () => {
    for (const name of ["java", "mvn"])
      if ((await installed(name)) === undefined) return `${name} is not installed`;
    return undefined;
  },
  install: (ground) => installFromMaven(ground, pom, langchain4jVersion),
  talk: (ground, server, calls) => {
    const program = join(folder, "Langchain4jClient.java");
    return asProgram(ground, ["java", "-cp", join(ground.installed, "*"), program], server, calls);
  },
};

export const programs: readonly Client[] = [pythonSdk, fastmcp, langchain4j];

async function asProgram(
  { run, folder: empty, env }: Ground,
  words: readonly string[],
  server: Server,
  calls: readonly Asked[],
): Promise<Seen> {
  const told = calls.map(({ tool, input }) => ({ tool, input }));
  const said = await run([...words, JSON.stringify({ server, calls: told })], {
    folder: empty,
    env,
    within: 60_000,
  });
  return JSON.parse(said.trim().split("\n").at(-1) ?? "") as Seen;
}

function after(sign: string, text: string): string {
  const [, version = ""] = new RegExp(`${sign}\\s*([\\w.-]+)`).exec(text.slice(text.lastIndexOf(sign))) ?? [];
  return version;
}
