import type { Edition } from "../../../sandbox/line/line.ts";
import type { Lag } from "../../../sandbox/line/lag.ts";
import { plant, type Seed } from "../../../sandbox/seed/seed.ts";
import { startSandbox } from "../../../sandbox/server.ts";

/** The Kestra that the tests run on. */
export interface Target {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** `1.0`, `1.3`, `2.0`: the release line whose ways the tests expect. */
  readonly line: string;
  readonly real: boolean;
  /** In place of the name and the password. */
  readonly token?: string;
  /** Puts a sandbox into a state, and gives the ids of its executions; a real Kestra takes no states. */
  readonly plant?: (seed: Seed) => readonly string[];
  readonly close: () => Promise<void>;
}

const { KESTRA_E2E_URL = "", KESTRA_E2E_USERNAME, KESTRA_E2E_PASSWORD, KESTRA_E2E_LINE } = process.env;
const { KESTRA_E2E_EDITION, KESTRA_E2E_TOKEN } = process.env;

/** False where the real Kestra is not said to be of the Enterprise edition. */
export const isEnterprise = KESTRA_E2E_URL === "" || KESTRA_E2E_EDITION === "ee";

/**
 * The real Kestra of `KESTRA_E2E_URL` where that is set, otherwise a sandbox of the project's line.
 * @param edition of the sandbox
 */
export async function openTarget(edition: Edition): Promise<Target> {
  return KESTRA_E2E_URL === "" ? openSandbox(KESTRA_E2E_LINE ?? "1.3", edition) : openReal(KESTRA_E2E_URL);
}

/** A Kestra that has much to do: what it finds late, no test may ask for at once. */
function busy(line: string): Partial<Lag> {
  const late = { dependencies: 600 };
  return line === "2.0" ? { ...late, executions: 600, triggers: 600 } : late;
}

async function openSandbox(line: string, edition: Edition): Promise<Target> {
  const username = "e2e@kestra.io";
  const password = "E2e-tests-only1";
  const token = edition === "ee" ? { token: "e2e-tests-only-token" } : {};
  const sandbox = await startSandbox({ line, edition, username, password, lag: busy(line), ...token });
  const close = async (): Promise<void> => {
    await sandbox.close();
  };
  return {
    url: sandbox.url,
    username,
    password,
    line,
    real: false,
    ...token,
    plant: (seed) => plant(sandbox.kestra, seed),
    close,
  };
}

async function openReal(url: string): Promise<Target> {
  const username = KESTRA_E2E_USERNAME ?? "";
  const password = KESTRA_E2E_PASSWORD ?? "";
  const token = KESTRA_E2E_TOKEN === undefined ? {} : { token: KESTRA_E2E_TOKEN };
  const authorization = authorizationOf({ username, password, ...token });
  const answer = await fetch(`${url.replace(/\/api\/v1.*$/, "")}/api/v1/configs`, {
    headers: { authorization },
  });
  const { version } = (await answer.json()) as { version: string };
  const line = ["2.0", "1.3", "1.0"].find((it) => Number.parseFloat(version) >= Number(it));
  if (line === undefined) throw new Error(`Kestra ${version} is older than every supported line.`);
  return { url, username, password, line, real: true, ...token, close: () => Promise.resolve() };
}

/** The header of who asks a target. */
export function authorizationOf(target: Pick<Target, "username" | "password" | "token">): string {
  const { username, password, token } = target;
  return token === undefined
    ? `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`
    : `Bearer ${token}`;
}
