import { spawn } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { importedRealm, realm } from "./realm.ts";

/** A Keycloak that runs. */
export interface Keycloak {
  readonly issuer: string;
  /** Milliseconds from its start to its first answer. */
  readonly startedIn: number;
  readonly pid: number;
  /** Gives a token for a grant of the realm; undefined where Keycloak refuses. */
  token(grant: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>>;
  /** Changes the user by the administration's API. */
  giveRole(role: string): Promise<void>;
  disable(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the distribution in a folder, which was built before, with a realm of its own and nothing of former runs. */
export async function startKeycloak(folder: string, port: number, resource: string): Promise<Keycloak> {
  await rm(join(folder, "data"), { recursive: true, force: true });
  await mkdir(join(folder, "data/import"), { recursive: true });
  await writeFile(join(folder, "data/import/realm.json"), JSON.stringify(importedRealm(resource)));
  const begun = performance.now();
  const { username, password } = realm.admin;
  const child = spawn(
    join(folder, "bin/kc.sh"),
    [
      ...["start", "--optimized", "--import-realm", "--http-enabled=true", "--hostname-strict=false"],
      ...["--http-host=127.0.0.1", `--http-port=${port}`, "--cache=local"],
    ],
    {
      // A group of its own: the script starts Java.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        JAVA_OPTS_KC_HEAP: "-Xms64m -Xmx512m",
        KC_BOOTSTRAP_ADMIN_USERNAME: username,
        KC_BOOTSTRAP_ADMIN_PASSWORD: password,
      },
    },
  );
  const said: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => said.push(String(chunk)));
  child.stderr.on("data", (chunk: Buffer) => said.push(String(chunk)));
  const ended = new Promise<void>((resolve) =>
    child.once("close", () => {
      resolve();
    }),
  );
  const origin = `http://127.0.0.1:${port}`;
  const issuer = `${origin}/realms/${realm.name}`;
  while (!(await answers(`${issuer}/.well-known/openid-configuration`))) {
    if (child.exitCode !== null) throw new Error(`Keycloak did not start: ${said.join("")}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const startedIn = performance.now() - begun;

  const tokenOf = async (of: string, grant: Readonly<Record<string, string>>) => {
    const url = `${origin}/realms/${of}/protocol/openid-connect/token`;
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams(grant) });
    return (await answer.json()) as Readonly<Record<string, string>>;
  };
  const administer = async (method: string, path: string, body?: object): Promise<unknown> => {
    const { access_token: token = "" } = await tokenOf("master", {
      ...{ grant_type: "password", client_id: "admin-cli", username, password },
    });
    const answer = await fetch(`${origin}/admin/realms/${realm.name}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const text = await answer.text();
    return text === "" ? undefined : JSON.parse(text);
  };
  const user = async () => {
    const found = await administer("GET", `/users?exact=true&username=${realm.user.username}`);
    const [{ id }] = found as [{ readonly id: string }];
    return id;
  };
  return {
    issuer,
    startedIn,
    pid: child.pid ?? 0,
    token: (grant) => tokenOf(realm.name, grant),
    async giveRole(role) {
      const given = (await administer("GET", `/roles/${role}`)) as object;
      await administer("POST", `/users/${await user()}/role-mappings/realm`, [given]);
    },
    async disable() {
      const id = await user();
      const now = (await administer("GET", `/users/${id}`)) as object;
      await administer("PUT", `/users/${id}`, { ...now, enabled: false });
    },
    async close() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
      await ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
