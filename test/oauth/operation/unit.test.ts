import { execFile } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, onTestFinished, test } from "vitest";
import { root } from "../../support/source.ts";
import { startWorld } from "../road/world.ts";
import { folder } from "../server/support/program.ts";

const examples = join(root, "docs/examples");
const unit = readFileSync(join(examples, "kestra-mcp.service"), "utf8");
const script = join(examples, "kestra-mcp-users");

/** What the unit says of a setting. */
const said = (setting: string) =>
  [...unit.matchAll(new RegExp(`^${setting}=(.*)$`, "gm"))].map(([, value = ""]) => value);

const pair = (line: string): [string, string] => {
  const [, name = "", value = ""] = /^([^=]+)=(.*)$/.exec(line) ?? [];
  return [name, value];
};

/** The file of variables that the unit tells of. */
const environment = [...unit.matchAll(/^# {3}(KESTRA_[A-Z_]+=.*)$/gm)].map(([, line = ""]) => line);

test("systemd hands the service each secret file that it names, and no other", () => {
  const given = said("LoadCredential").map((one) => one.split(":")[0]);
  const named = said("Environment").map((one) => pair(one)[1]);
  expect(named).toEqual(given.map((one) => `%d/${one}`));
  expect(environment.join("\n")).not.toMatch(/_FILE=|SECRET|KEYS/);
});

test("With the settings of the unit the program starts, and is ready", async () => {
  const told = Object.fromEntries([...environment, ...said("Environment")].map(pair));
  expect(said("ExecStart")[0]).toMatch(/ --transport http$/);
  const roles = "claims: [roles]\nroles:\n  reader:\n    - allow: [read]\n";
  const world = await startWorld(inject("bundle"), {
    told: { ...told, KESTRA_MCP_TRANSPORT: "http" },
    roles,
  });
  onTestFinished(() => world.close());
  const answer = await fetch(new URL("/readyz", world.url));
  expect([answer.status, await answer.json()]).toEqual([200, { ready: true, reasons: [] }]);
});

/** Does of `systemd-run` what the script needs: variables of a file, and secrets in a folder. */
const fake = `
const { spawnSync } = require("node:child_process");
const { copyFileSync, mkdtempSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const words = process.argv.slice(2);
const env = { PATH: process.env.PATH };
const properties = [];
while (words[0].startsWith("-")) {
  const option = words.shift();
  if (option !== "-p") continue;
  const property = words.shift();
  properties.push(property);
  const [name, value] = property.split("=");
  if (name === "EnvironmentFile")
    for (const line of readFileSync(value, "utf8").trim().split("\\n")) {
      const at = line.indexOf("=");
      env[line.slice(0, at)] = line.slice(at + 1);
    }
  if (name === "LoadCredential") {
    env.CREDENTIALS_DIRECTORY ??= mkdtempSync(join(process.env.HERE, "credentials-"));
    const [id, path] = value.split(":");
    copyFileSync(path, join(env.CREDENTIALS_DIRECTORY, id));
  }
}
writeFileSync(join(process.env.HERE, "properties"), properties.join("\\n"));
const { status } = spawnSync(words[0], words.slice(1), { env, stdio: "inherit" });
process.exit(status);
`;

test("The script runs commands as the service runs, with its variables and its keys", async () => {
  const here = folder();
  const program = (name: string, text: string) => {
    writeFileSync(join(here, name), text);
    chmodSync(join(here, name), 0o755);
  };
  const text = readFileSync(script, "utf8");
  const places = {
    "/etc/kestra-mcp": here,
    "/usr/bin/node": process.execPath,
    "/opt/kestra-mcp/dist/kestra-mcp.js": inject("bundle"),
  };
  for (const place of Object.keys(places))
    expect([text, unit].every((one) => one.includes(place))).toBe(true);
  program(
    "kestra-mcp-users",
    Object.entries(places).reduce((all, [from, to]) => all.replaceAll(from, to), text),
  );
  program("fake.cjs", fake);
  program("systemd-run", `#!/bin/sh\nexec ${process.execPath} ${join(here, "fake.cjs")} "$@"\n`);
  writeFileSync(join(here, "keys"), "one:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\n");
  const variables = environment
    .map((line) => line.replace("/var/lib/kestra-mcp", here).replace("/var/log/kestra-mcp", here))
    .join("\n");
  writeFileSync(join(here, "environment"), `${variables}\n`);
  const run = async (words: readonly string[], input = "") => {
    const env = { PATH: `${here}:/usr/bin:/bin`, HERE: here };
    const child = promisify(execFile)(join(here, "kestra-mcp-users"), words, { env });
    child.child.stdin?.end(input);
    return child;
  };
  const added = await run(["add-token", "sub 1", "--issuer", "https://login.example.com"], "tok\n");
  expect(added).toEqual({
    stdout: "Kept for sub 1, at https://kestra.example.com, tenant main.\n",
    stderr: "",
  });
  expect((await run(["list-users"])).stdout).toContain("an API token for https://kestra.example.com");
  expect(readFileSync(join(here, "audit.log"), "utf8")).toContain('"audit":"credential set","user":"sub 1"');
  const properties = readFileSync(join(here, "properties"), "utf8").replaceAll(here, "/etc/kestra-mcp");
  for (const property of properties.split("\n")) expect(unit.split("\n")).toContain(property);
});
