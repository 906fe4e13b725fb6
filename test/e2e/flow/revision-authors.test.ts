import { describe, expect } from "vitest";
import { createFlow, hello } from "../support/flows.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";

useKestra("ee");

interface Comparison {
  readonly message: string;
  readonly base: { readonly by?: string };
  readonly revision: { readonly by?: string };
}

describe("compare_revisions on Enterprise", () => {
  check("says who saved each, as far as the audit log tells", async () => {
    await createFlow("audited", hello);
    await createFlow("audited", hello.replace("Hello", "Good morning"));
    const told = await kestra.get<Comparison>("compare_revisions", {
      namespace: kestra.namespace,
      flow_id: "audited",
    });
    // When they were saved is what leads to the entries, and 1.0 does not tell it.
    if (kestra.target.line === "1.0") {
      expect(told.message).toContain("Who saved revision 1 and 2 the audit log does not tell.");
      return;
    }
    expect(typeof told.base.by).toBe("string");
    expect(told.revision.by).toBe(told.base.by);
    expect(told.message).toContain("Who saved revision 1 and 2 is inferred from the audit log by the time.");
  });
});
