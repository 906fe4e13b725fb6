import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startSandbox } from "../../../sandbox/server.ts";
import { aloneWith } from "../../support/public-services.ts";
import { freePort } from "../server/support/free-port.ts";
import { startIdentityProvider, type IdentityProvider } from "../support/identity-provider.ts";

/** A whole installation: a Kestra (the sandbox), an identity provider, and the program as it ships, in a process of its own. */
export interface World {
  /** Of the MCP endpoint. */
  readonly url: string;
  readonly provider: IdentityProvider;
  /** What the program wrote to stderr so far. */
  readonly log: () => string;
  /** Ends the program without a warning, and starts it again on the same store. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

const roles = `claims: [roles]
roles:
  reader:
    - allow: [read]
  editor:
    - allow: [all]
`;

/** Users of the identity provider: `ada` may do all, `bob` reads, `eve` has no role. */
const users = {
  ada: { claims: { name: "Ada", email: "ada@example.com", email_verified: true, roles: ["editor"] } },
  bob: { claims: { name: "Bob", email: "bob@example.com", email_verified: true, roles: ["reader"] } },
  eve: { claims: { name: "Eve", roles: ["nothing"] } },
};

const credentials = { username: "admin@kestra.io", password: "Admin1234" };

/** What an operator decides. */
interface Decided {
  /** The text of the roles file. */
  readonly roles: string;
  /** What the environment says; what depends on the place of the test is said in its place. */
  readonly told: Readonly<Record<string, string>>;
  /** Behind the name of the program. */
  readonly args?: readonly string[];
}

const usual: Decided = {
  roles,
  told: {
    KESTRA_BASE_URL: "",
    KESTRA_MCP_TRANSPORT: "http",
    KESTRA_MCP_AUTH: "oauth",
    KESTRA_MCP_PUBLIC_URL: "",
    KESTRA_MCP_OIDC_ISSUER: "",
    KESTRA_MCP_OIDC_CLIENT_ID: "",
    KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: "",
    KESTRA_MCP_ROLES_FILE: "",
    KESTRA_MCP_STORE: "",
    KESTRA_MCP_ENCRYPTION_KEYS_FILE: "",
    KESTRA_MCP_USER_CREDENTIALS: "shared",
    KESTRA_MCP_LOG_LEVEL: "INFO",
  },
};

/** @param bundle the program */
export async function startWorld(
  bundle: string,
  { roles, told, args = [] }: Decided = usual,
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "kestra-mcp-road-"));
  const sandbox = await startSandbox({ line: "1.3", ...credentials });
  const provider = await startIdentityProvider({ users });
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const file = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text, { mode: 0o600 });
    return path;
  };
  const placed: Readonly<Record<string, string>> = {
    KESTRA_BASE_URL: sandbox.url,
    KESTRA_MCP_PUBLIC_URL: origin,
    KESTRA_MCP_OIDC_ISSUER: provider.issuer,
    KESTRA_MCP_OIDC_CLIENT_ID: provider.client.id,
    KESTRA_MCP_OIDC_CLIENT_SECRET_FILE: await file("client-secret", provider.client.secret),
    KESTRA_MCP_ROLES_FILE: await file("roles.yaml", roles),
    KESTRA_MCP_STORE: `file:${join(folder, "store.db")}`,
    KESTRA_MCP_AUDIT: join(folder, "audit.log"),
    KESTRA_MCP_ENCRYPTION_KEYS_FILE: await file("keys", `one:${randomBytes(32).toString("base64url")}`),
  };
  const inPlace = Object.entries(told).map(([name, value]): [string, string] => [
    name,
    placed[name] ?? value,
  ]);
  const env = aloneWith({
    ...Object.fromEntries(inPlace),
    KESTRA_USERNAME: credentials.username,
    KESTRA_PASSWORD: credentials.password,
    KESTRA_MCP_PORT: String(port),
  });
  const said: string[] = [];
  const start = async () => {
    const child = spawn(process.execPath, [bundle, ...args], { env, stdio: ["ignore", "ignore", "pipe"] });
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    await answering(`${origin}/healthz`, child, said);
    return child;
  };
  let child = await start();
  const end = async () => {
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGKILL");
    await ended;
  };
  return {
    url: `${origin}/mcp`,
    provider,
    log: () => said.join(""),
    async crash() {
      await end();
      child = await start();
    },
    async close() {
      await end();
      await provider.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await wait(50);
  }
  throw new Error(`The program did not start: ${said.join("")}`);
}
