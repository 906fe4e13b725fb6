import { describe, expect, test } from "vitest";
import { kestra, kestraMcp } from "../support/command-line.ts";
import { deadUrl } from "../support/server.ts";
import { compiled } from "../support/tools.ts";

describe("list", () => {
  test("shows the tools as this instance gets them", async () => {
    const { out, exitCode } = await kestraMcp(["list"], { KESTRA_BASE_URL: await kestra() });
    expect(exitCode).toBe(0);
    expect(out).toBe(
      "get_box      box    read   Reads a box.\n" +
        "list_boxes   box    read   Lists boxes.\n" +
        "manage_box   box    write  Does all to a box.\n" +
        "relabel_box  crate  write  Reads a box and puts it.\n" +
        "\n4 of 6 tools. Kestra 1.3.25, open source, treated as 1.3.\n" +
        "No call asks the user first (KESTRA_MCP_CONFIRM is never).\n",
    );
  });

  test("shows the prompts and resources that these tools make", async () => {
    const env = { KESTRA_BASE_URL: await kestra(), KESTRA_MCP_DISABLED_TOOLS: "list_boxes" };
    const prompt = (name: string, tool: string) => ({
      ...{ name, title: "Pack", description: "Packs.", arguments: [] },
      calls: { it: { tool, with: {} } },
      messages: [{ role: "user" as const, text: "{{it.text}}", names: [] }],
    });
    const template = { uriTemplate: "box://{id}", name: "box", title: "Box", description: "A box." };
    const texts = {
      prompts: [prompt("pack", "get_box"), prompt("count", "list_boxes")],
      templates: [{ ...template, tool: "get_box", with: { box_id: "{{id}}" }, complete: {} }],
      completions: {},
    };
    const { out } = await kestraMcp(["list"], env, {
      compiled: {
        ...compiled,
        texts: { kinds: ["prompts", "templates"], load: () => Promise.resolve(texts) },
      },
    });
    expect(out).toContain("\npack  prompt  Pack\n\nbox://{id}  resource  Box\n\n3 of 6 tools.");
    expect(out).not.toContain("count");
  });

  test("without a Kestra shows the configured set, and says why", async () => {
    const url = await deadUrl();
    const { out } = await kestraMcp(["list"], { KESTRA_BASE_URL: url, KESTRA_MCP_ENABLED_TOOLS: "crate" });
    expect(out).toContain("drop_box");
    expect(out).toContain(`2 of 6 tools. For any Kestra: Kestra cannot be reached at ${url}`);
  });
});
