import { beforeAll, describe, expect } from "vitest";
import { chatty } from "../support/chatty.ts";
import { createFlow, execute, hello, waitFor } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const made = { failed: "" };

beforeAll(async () => {
  await createFlow("chatty", chatty);
  await createFlow("plain", hello);
  const { id } = await execute("chatty");
  await waitFor(id, ["FAILED"]);
  made.failed = id;
});

const addressOf = (path: string) => `kestra://main/${path}`;

async function read(path: string) {
  const uri = addressOf(path);
  const { contents } = await kestra.server.client.readResource({ uri });
  expect(contents).toMatchObject([{ uri }]);
  const [content] = contents;
  return {
    mimeType: content?.mimeType,
    text: content !== undefined && "text" in content ? content.text : "",
  };
}

describe("resources by their address", () => {
  check("have templates, and no list", async () => {
    const { client } = kestra.server;
    expect((await client.listResources()).resources).toEqual([]);
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate).sort()).toEqual([
      "kestra:///{+folder}/executions/{execution_id}/{+file}",
      "kestra://{tenant}/executions/{id}",
      "kestra://{tenant}/executions/{id}/logs",
      "kestra://{tenant}/files/{namespace}/{+path}",
      "kestra://{tenant}/flows/{namespace}/{id}",
      "kestra://{tenant}/flows/{namespace}/{id}/graph",
      "kestra://{tenant}/plugins/{type}",
    ]);
  });

  check("a flow is its YAML", async () => {
    const { mimeType, text } = await read(`flows/${kestra.namespace}/chatty`);
    expect(mimeType).toBe("text/yaml");
    expect(text).toMatch(/^id: chatty\n/);
    expect(text).toContain("errorMessage: broken on purpose");
    expect((await read(`flows/${kestra.namespace}/chatty/graph`)).mimeType).toBe("text/plain");
  });

  check("an execution is JSON, and its log is text", async () => {
    const { mimeType, text } = await read(`executions/${made.failed}`);
    expect(mimeType).toBe("application/json");
    expect(JSON.parse(text)).toMatchObject({ id: made.failed, flowId: "chatty" });
    const logs = await read(`executions/${made.failed}/logs`);
    expect(logs).toMatchObject({ mimeType: "text/plain" });
    expect(logs.text).toContain("broken on purpose");
  });

  check("a file of a namespace is what was written", async () => {
    await kestra.get("namespace_file_action", {
      action: "create",
      namespace: kestra.namespace,
      path: "scripts/main file.py",
      file_content: "print(1)\n",
    });
    expect(await read(`files/${kestra.namespace}/scripts/main%20file.py`)).toMatchObject({
      text: "print(1)\n",
      mimeType: "text/plain",
    });
  });

  check("a type is its schema", async () => {
    const { text } = await read("plugins/io.kestra.plugin.core.log.Log");
    expect(JSON.parse(text)).toMatchObject({ type: "io.kestra.plugin.core.log.Log" });
  });

  check("what is not there is told, and another tenant is not this one", async () => {
    const { client } = kestra.server;
    const missing = { uri: addressOf(`flows/${kestra.namespace}/nothing_here`) };
    await expect(client.readResource(missing)).rejects.toMatchObject({ code: -32002, data: missing });
    const other = { uri: `kestra://another/flows/${kestra.namespace}/chatty` };
    await expect(client.readResource(other)).rejects.toThrow(/tenant .*another/);
    await expect(client.readResource({ uri: addressOf("flows/a/b/c/d") })).rejects.toThrow(
      "Unknown resource",
    );
  });
});
