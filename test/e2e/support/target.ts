import { startSandbox } from "../../../sandbox/server.ts";

/** The Kestra that the tests run on. */
export interface Target {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** `1.0`, `1.3`, `2.0`: the release line whose ways the tests expect. */
  readonly line: string;
  readonly real: boolean;
  readonly close: () => Promise<void>;
}

const { KESTRA_E2E_URL = "", KESTRA_E2E_USERNAME, KESTRA_E2E_PASSWORD, KESTRA_E2E_LINE } = process.env;

/** The real Kestra of `KESTRA_E2E_URL` where that is set, otherwise a sandbox of the project's line. */
export async function openTarget(): Promise<Target> {
  return KESTRA_E2E_URL === "" ? openSandbox(KESTRA_E2E_LINE ?? "1.3") : openReal(KESTRA_E2E_URL);
}

async function openSandbox(line: string): Promise<Target> {
  const username = "e2e@kestra.io";
  const password = "E2e-tests-only1";
  const sandbox = await startSandbox({ line, username, password });
  const close = async (): Promise<void> => {
    await sandbox.close();
  };
  return { url: sandbox.url, username, password, line, real: false, close };
}

async function openReal(url: string): Promise<Target> {
  const username = KESTRA_E2E_USERNAME ?? "";
  const password = KESTRA_E2E_PASSWORD ?? "";
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const answer = await fetch(`${url.replace(/\/api\/v1.*$/, "")}/api/v1/configs`, {
    headers: { authorization },
  });
  const { version } = (await answer.json()) as { version: string };
  const line = ["2.0", "1.3", "1.0"].find((it) => Number.parseFloat(version) >= Number(it));
  if (line === undefined) throw new Error(`Kestra ${version} is older than every supported line.`);
  return { url, username, password, line, real: true, close: () => Promise.resolve() };
}
