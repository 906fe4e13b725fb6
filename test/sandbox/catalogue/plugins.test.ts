import { afterEach, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../../sandbox/server.ts";
import type { Values } from "../../../sandbox/values/values.ts";
import { mail } from "./mail-plugin.ts";

const started: Sandbox[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((sandbox) => sandbox.close()));
});

async function start(options: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  started.push(sandbox);
  return sandbox;
}

async function get({ url }: Sandbox, path: string): Promise<Values> {
  return (await (await fetch(`${url}/api/v1${path}`)).json()) as Values;
}

async function post({ url }: Sandbox, path: string, body: string): Promise<Values> {
  const headers = { "content-type": "application/x-yaml" };
  return (await (await fetch(`${url}/api/v1${path}`, { method: "POST", headers, body })).json()) as Values;
}

const flow = (type: string, ...lines: readonly string[]) =>
  [
    "id: a",
    "namespace: b",
    "tasks:",
    "  - id: first",
    `    type: ${type}`,
    ...lines.map((it) => `    ${it}`),
  ].join("\n");

describe.each(["1.0", "1.3", "2.0"])("plugins of a sandbox of %s", (line) => {
  it("are listed with words, versions and categories, those that were planted among them", async () => {
    const sandbox = await start({ line, seed: { plugins: [mail] } });
    const answer = await get(sandbox, "/plugins");
    const plugins = (line === "2.0" ? answer["results"] : answer) as readonly Values[];
    expect(plugins.map(({ name }) => name)).toEqual(["core", "plugin-mail"]);
    expect(plugins[0]).not.toHaveProperty("version");
    const log = (plugins[0]?.["tasks"] as readonly Values[]).find(
      ({ cls }) => cls === "io.kestra.plugin.core.log.Log",
    );
    expect(log?.["title"]).toMatch(/log/);
    expect(plugins[1]).toMatchObject({
      title: "Mail",
      version: "1.4.0",
      manifest: { "X-Kestra-Version": "1.4.0", "X-Kestra-Name": "plugin-mail" },
      aliases: ["com.example.mail.SendLetter"],
      categories: ["ALERTING"],
      tasks: [
        { cls: "com.example.mail.send.Fax", deprecated: true },
        { cls: "com.example.mail.send.Letter", title: "Send a letter." },
      ],
      triggers: [{ cls: "com.example.mail.Arrived" }],
      secrets: [],
    });
    expect("conditions" in (plugins[1] ?? {})).toBe(line !== "2.0");
  });

  it("come by subgroups, too", async () => {
    const sandbox = await start({ line, seed: { plugins: [mail] } });
    const groups = (await get(sandbox, "/plugins/groups/subgroups")) as unknown as readonly Values[];
    const part = groups.find(({ subGroup }) => subGroup === "com.example.mail.send");
    expect(part).toMatchObject({ name: "plugin-mail", title: "send", triggers: [] });
    expect(part?.["tasks"]).toHaveLength(2);
  });

  it("are documented: what they take, what they give, what their references mean", async () => {
    const sandbox = await start({ line, seed: { plugins: [mail] } });
    const { markdown, schema }: Values = await get(sandbox, "/plugins/com.example.mail.SendLetter");
    expect(markdown).toContain("com.example.mail.send.Letter");
    expect(schema).toMatchObject({
      properties: {
        properties: { to: { type: "string", $required: true }, stamp: { $required: false } },
        required: ["to"],
        title: "Send a letter.",
        $examples: [{ full: true, lang: "yaml", title: "To Jo.", code: "id: a" }],
      },
      outputs: { properties: { letterId: { type: "string" } } },
      definitions: { "com.example.mail.Stamp": { type: "object" } },
    });
    const all = await get(sandbox, "/plugins/com.example.mail.send.Letter?all=true");
    expect(all).toMatchObject({
      schema: { properties: { properties: { timeout: {} }, required: ["id", "to", "type"] } },
    });
    const fax = await get(sandbox, "/plugins/com.example.mail.send.Fax");
    expect(fax).toMatchObject({ schema: { properties: { $deprecated: "true" } } });
    expect(await get(sandbox, "/plugins/com.example.mail.Nothing")).toMatchObject({
      message: "Not Found: Class 'com.example.mail.Nothing' doesn't exists ",
    });
  });

  it("are in the schemas of their roots", async () => {
    const sandbox = await start({ line, seed: { plugins: [mail] } });
    const task = await get(sandbox, "/plugins/schemas/task");
    expect(task).toMatchObject({
      $ref: "#/definitions/io.kestra.core.models.tasks.Task",
      definitions: {
        "com.example.mail.send.Letter": {
          properties: { stamp: { $ref: "#/definitions/com.example.mail.Stamp" } },
          required: ["id", "type", "to"],
        },
        "com.example.mail.Stamp": {},
      },
    });
    expect(task["definitions"]).not.toHaveProperty("com.example.mail.Arrived");
  });

  it("may be in flows once they are there, and are checked as Kestra's own", async () => {
    const sandbox = await start({ line, seed: { plugins: [mail] } });
    const bare = await start({ line });
    const verdict = async (source: string, where = sandbox) =>
      (await post(where, "/main/flows/validate", source)) as unknown as readonly Values[];
    const type = "com.example.mail.send.Letter";
    expect((await verdict(flow(type, "to: jo")))[0]).not.toHaveProperty("constraints");
    expect((await verdict(flow(type)))[0]?.["constraints"]).toContain("first.to: must not be null");
    expect((await verdict(flow(type, "to: jo", "from: me")))[0]?.["constraints"]).toContain(
      'Unrecognized field "from"',
    );
    expect((await verdict(flow(type, "to: jo"), bare))[0]?.["constraints"]).toContain(
      `Invalid type: ${type}`,
    );
    expect((await verdict(flow("com.example.mail.SendLetter", "to: jo")))[0]?.["infos"]).toEqual([
      `com.example.mail.SendLetter is replaced by ${type}`,
    ]);
    expect(await post(sandbox, "/main/flows", flow(type, "to: jo"))).toMatchObject({ id: "a", revision: 1 });
  });

  it("change the number that tells their set", async () => {
    const hashes = [undefined, [mail], [{ ...mail, version: "1.3.2" }]].map(async (plugins) => {
      const sandbox = await start({ line, ...(plugins === undefined ? {} : { seed: { plugins } }) });
      return (await get(sandbox, "/configs"))["pluginsHash"];
    });
    const [none, some, older] = await Promise.all(hashes);
    expect(none).toBe(0);
    expect(new Set([none, some, older]).size).toBe(3);
  });

  it("have several versions in the Enterprise edition alone", async () => {
    for (const [edition, versions] of [
      ["oss", []],
      ["ee", ["1.4.0", "1.3.2"]],
    ] as const) {
      const sandbox = await start({ line, edition, seed: { plugins: [mail] } });
      const told = await get(sandbox, "/plugins/com.example.mail.send.Letter/versions");
      expect(told).toEqual({ type: "com.example.mail.send.Letter", versions });
      const older = await get(sandbox, "/plugins/com.example.mail.send.Letter/versions/1.3.2");
      expect(older).toMatchObject({ schema: { properties: { title: "Send a letter." } } });
    }
  });
});

it("pages of plugins come from 2.0 on", async () => {
  const sandbox = await start({ line: "2.0", seed: { plugins: [mail] } });
  const { results, total } = await get(sandbox, "/plugins?page=2&size=1");
  expect([results, total]).toMatchObject([[{ name: "plugin-mail" }], 2]);
  const triggers = await get(sandbox, "/plugins/triggers");
  expect(triggers["results"]).toContainEqual(
    expect.objectContaining({ type: "com.example.mail.Arrived", group: "app", ee: false }),
  );
});
