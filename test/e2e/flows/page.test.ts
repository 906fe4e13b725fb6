import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { root } from "../../support/source.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra();

const page = readFileSync(join(root, "docs/flows-as-tools.md"), "utf8");

/** The examples of the page, in a namespace of the tests. */
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, "gm"))].map(([, text = ""]) =>
    text.replaceAll("company.team", kestra.namespace),
  );

describe("docs/flows-as-tools.md", () => {
  check("says what is so", async () => {
    const [variables = ""] = blocks("sh");
    const [yaml = ""] = blocks("yaml");
    const [told, given, result] = blocks("json").map((text) => JSON.parse(text) as Record<string, unknown>);
    await kestra.get("create_flow_from_yaml", { yaml_definition: yaml });
    const [name = "", value = ""] = variables.trim().split("=");
    const server = await kestra.start({ [name]: value });
    try {
      expect(server.tools.find((tool) => tool.name === told?.["name"])).toMatchObject(told ?? {});
      expect(await server.get("run_greet", given)).toMatchObject(result ?? {});
    } finally {
      await server.close();
    }
  });
});
