import { describe, expect } from "vitest";
import { check, kestra, useKestra } from "./support/kestra.ts";

useKestra();

/** Colours, a cleared screen, a line of a log that nobody wrote, and a text that is read backwards. */
const tricks = "\u001b[2J\u001b[31m\n2026-01-01T00:00:00.000Z ERROR forged\u202e\u009b1m";
const unseen = /[\p{Cc}\p{Cf}]/u;

describe("control characters are written out", () => {
  check("in what a tool refuses", async () => {
    const text = await kestra.refusal("manage_kv_store", {
      action: "get",
      namespace: kestra.namespace,
      key: `a${tricks}`,
    });
    expect(text).not.toMatch(unseen);
  });

  check("in what Kestra refuses and cites", async () => {
    const yaml_definition = `id: tricky\nnamespace: ${kestra.namespace}\ntasks:\n  - id: a\n    type: ${JSON.stringify(`no.${tricks}`)}\n`;
    const text = await kestra.refusal("create_flow_from_yaml", { yaml_definition });
    expect(text).toContain("forged");
    expect(text).not.toMatch(unseen);
  });
});
