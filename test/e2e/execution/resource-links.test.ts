import { beforeAll, describe, expect } from "vitest";
import { createFlow, noExecution, run } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { authorizationOf } from "../support/target.ts";
import type { Server } from "../../support/server.ts";

useKestra();

const takesAFile = `
inputs:
  - id: upload
    type: FILE
tasks:
  - id: query
    type: io.kestra.plugin.core.storage.Write
    content: |
      {name:"apple",qty:3}
      {name:"pear",qty:5}
    extension: .ion
`;

const ion = '{name:"apple",qty:3}\n{name:"pear",qty:5}\n';
const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255, 254]);
const template = "kestra:///{+folder}/executions/{execution_id}/{+file}";

interface Link {
  readonly type: string;
  readonly uri: string;
  readonly name: string;
  readonly mimeType?: string;
  readonly size?: number;
}

const made = { id: "" };

beforeAll(async () => {
  await createFlow("takes_a_file", takesAFile);
  made.id = await runWith({ $file: "fruit.csv", text: "name,qty\napple,3\n" });
});

/** Runs the flow with an upload. @returns the execution's id */
async function runWith(upload: object): Promise<string> {
  const { id } = await run("takes_a_file", { inputs: { upload } });
  return id;
}

/** The address of the file that an execution was given. */
async function uploaded(execution_id: string): Promise<string> {
  const { files } = await kestra.get<{ files: readonly { uri: string; from: readonly string[] }[] }>(
    "list_artifacts",
    { execution_id },
  );
  return files.find(({ from }) => from.includes("inputs.upload"))?.uri ?? "";
}

/** The links of a result. */
async function linksOf(args: object, server = kestra.server): Promise<readonly Link[]> {
  const { content } = await server.client.callTool({ name: "get_artifact", arguments: { ...args } });
  const [text, ...others] = content as readonly Link[];
  expect(text?.type).toBe("text");
  return others.filter(({ type }) => type === "resource_link");
}

async function read(uri: string, server: Server = kestra.server) {
  const { contents } = await server.client.readResource({ uri });
  expect(contents).toHaveLength(1);
  return contents[0];
}

const templatesOf = async ({ client }: Server) =>
  (await client.listResourceTemplates()).resourceTemplates.map(({ uriTemplate }) => uriTemplate);

describe("a link of get_artifact", () => {
  check("leads to the same text", async () => {
    const uri = await uploaded(made.id);
    const [link, ...others] = await linksOf({ execution_id: made.id, uri });
    expect(others).toEqual([]);
    expect(link).toMatchObject({ type: "resource_link", uri, mimeType: "text/plain", size: 17 });
    expect(link?.name).toContain("fruit.csv");
    expect(await read(uri)).toEqual({ uri, mimeType: "text/plain", text: "name,qty\napple,3\n" });
    expect(await templatesOf(kestra.server)).toContain(template);
  });

  check("leads to ION as it is, of which the tool shows rows", async () => {
    const [link] = await linksOf({ execution_id: made.id, task_id: "query" });
    expect(link).toMatchObject({ size: ion.length });
    expect(link).not.toHaveProperty("mimeType");
    expect(await read(link?.uri ?? "")).toMatchObject({ text: ion });
  });

  check("leads to bytes, whatever their name", async () => {
    for (const name of ["größe 1.bin", "100%.bin", "a?b#c.bin", "日本 &+.bin", "%20.bin"]) {
      const id = await runWith({ $file: name, base64: bytes.toString("base64") });
      const [link] = await linksOf({ execution_id: id, uri: await uploaded(id) });
      expect(link?.uri).toMatch(/^kestra:\/\/\/[\w.%/&+-]+$/);
      const content = { mimeType: "image/png", blob: bytes.toString("base64") };
      expect(link).toMatchObject({ mimeType: "image/png", size: bytes.length });
      expect(await read(link?.uri ?? ""), name).toEqual({ uri: link?.uri, ...content });
      // Clients write an address anew.
      const anew = new URL(link?.uri ?? "").href;
      expect(await read(anew), name).toEqual({ uri: anew, ...content });
    }
  });

  check("is not there for a value, nor for a file that is too large to be read", async () => {
    expect(await linksOf({ execution_id: made.id })).toEqual([]);
    const id = await upload(Buffer.alloc(2 * 1024 * 1024 + 1, "line\n"));
    const uri = await uploaded(id);
    expect(await linksOf({ execution_id: id, uri })).toEqual([]);
    await expect(read(uri)).rejects.toThrow(
      /has 2097153 bytes, and a resource that is read at most 2097152\. Call get_artifact, which gives it in parts/,
    );
  });
});

/** Runs the flow with more than a call of ours may hold. @returns the execution's id */
async function upload(content: Buffer<ArrayBuffer>): Promise<string> {
  const { target, namespace } = kestra;
  const form = new FormData();
  form.append("files", new Blob([content]), "upload");
  const base = `${target.url.replace(/\/api\/v1.*$/, "")}/api/v1/main/executions`;
  const answer = await fetch(`${base}/${namespace}/takes_a_file?wait=true`, {
    method: "POST",
    headers: { authorization: authorizationOf(target) },
    body: form,
  });
  return ((await answer.json()) as { id: string }).id;
}

describe("resources/read", () => {
  check("reads what the tool reads, and nothing else", async () => {
    const uri = await uploaded(made.id);
    for (const [other, words] of [
      [uri.replace(/[^/]+$/, "nothing.csv"), /There is no file/],
      [uri.replace(made.id, noExecution), /get_artifact|No such|404/],
      [uri.replace(/[^/]+$/, "../../x.csv"), /a way to other places/],
      [uri.replace(/[^/]+$/, "%2e%2e/%2e%2e/x.csv"), /a way to other places/],
      [uri.replace(/[^/]+$/, "..%2f..%2fx.csv"), /a way to other places/],
      [
        `kestra:///other/place/executions/${made.id}/tasks/write/1/a.csv`,
        /is no file of this execution|no file/,
      ],
      [uri.replace("/executions/", "/other/"), /Unknown resource/],
      [`${uri}?tenant=other`, /Unknown resource/],
      [`${uri}?connection=other`, /there is no argument connection/],
      ["file:///etc/passwd", /Unknown resource/],
      ["", /Unknown resource/],
    ] as const) {
      const refusal = read(other);
      await expect(refusal, other).rejects.toThrow(words);
      await expect(refusal, other).rejects.toMatchObject({ code: -32002, data: { uri: other } });
    }
  });

  check("is hidden where its tool is", async () => {
    const uri = await uploaded(made.id);
    const server = await kestra.start({ KESTRA_MCP_DISABLED_TOOLS: "get_artifact" });
    try {
      expect(await templatesOf(server)).not.toContain(template);
      await expect(read(uri, server)).rejects.toThrow(
        "is read by get_artifact, which is hidden: KESTRA_MCP_DISABLED_TOOLS names it.",
      );
    } finally {
      await server.close();
    }
  });
});
