import { describe, expect, it } from "vitest";
import type { Seed } from "../../../sandbox/seed/seed.ts";
import type { Dashboard } from "../../support/dashboard.ts";
import { onSandbox } from "../on-sandbox.ts";

const seed: Seed = {
  flows: [
    "id: idle\nnamespace: company.team\ntasks:\n  - id: say\n    type: io.kestra.plugin.core.log.Log\n    message: hi",
  ],
};

interface Diagnosis {
  readonly summary: string;
  readonly causes: readonly object[];
  readonly unknown?: readonly string[];
}

const nowhere = "No flow is in nope or below it: is the name right?";

describe.each(["1.0", "1.3", "2.0"])("diagnose of a namespace on %s", (line) => {
  const diagnosed = (values: Readonly<Record<string, unknown>>, more: object = {}) =>
    onSandbox<Diagnosis>("diagnose", values, { line, seed, ...more });

  it("needs one of a flow, in either of two ways", async () => {
    await expect(diagnosed({ flow_id: "idle" })).rejects.toThrow(
      "namespace is required, or flow_id as namespace/flow_id.",
    );
    expect((await diagnosed({ flow_id: "company.team/idle" })).output.summary).toContain("company.team/idle");
  });

  it.each(["oss", "ee"] as const)(
    "asks whether the name is right where nothing is there: %s",
    async (edition) => {
      const { output, requests, rounds } = await diagnosed({ namespace: "nope" }, { edition });
      expect(output.causes).toEqual([]);
      expect(output.summary).toBe(nowhere);
      expect(requests.length).toBeLessThanOrEqual(12);
      expect(rounds).toBeLessThanOrEqual(2);
    },
  );

  it("is well where a flow idles in it or below it", async () => {
    for (const namespace of ["company", "company.team"])
      expect((await diagnosed({ namespace })).output.summary).toMatch(/^Nothing is wrong/);
  });

  it("asks for flows only where nothing else is there, and never without a namespace", async () => {
    const { requests } = await diagnosed({});
    expect(requests.filter((it) => it.includes("/flows/"))).toEqual([]);
  });

  it("makes no guess where Kestra does not tell its flows", async () => {
    const faults = [{ when: ({ path }: { readonly path: string }) => path.includes("flows"), status: 403 }];
    const { output } = await diagnosed({ namespace: "nope" }, { faults });
    expect(output.summary).toMatch(/^Nothing is wrong/);
    expect(output.unknown?.join(" ")).toContain("flows");
  });

  // Kestra 1.0 has no kill switch.
  it.skipIf(line === "1.0")("says so before what is wrong everywhere", async () => {
    const killSwitches = [{ id: "k", name: "stop-it", evaluationType: "KILL", namespace: "company.team" }];
    const { output } = await diagnosed(
      { namespace: "nope" },
      { edition: "ee", seed: { ...seed, instance: { killSwitches } } },
    );
    expect(output.causes).toHaveLength(1);
    expect(output.summary).toMatch(
      /^No flow is in nope or below it: is the name right\? Probably: Kill switch/,
    );
  });
});

describe.each(["1.0", "1.3", "2.0"])("get_dashboard of a namespace on %s", (line) => {
  const dashboard = (namespace: string, more: object = {}) =>
    onSandbox<Dashboard>("get_dashboard", { namespace }, { line, seed, ...more });

  it("asks whether the name is right where nothing is there, in no more requests", async () => {
    const { output, requests } = await dashboard("nope");
    expect(output.summary).toContain(nowhere);
    expect(output.summary).not.toContain("Nothing failed");
    const known = await dashboard("company");
    expect(known.output.summary).toContain("Nothing failed");
    expect(known.output.summary).not.toContain("is the name right");
    expect(requests.length).toBe(known.requests.length);
  });

  it("makes no guess where Kestra does not tell its flows", async () => {
    const faults = [{ when: ({ path }: { readonly path: string }) => path.includes("flows"), status: 403 }];
    expect((await dashboard("nope", { faults })).output.summary).not.toContain("is the name right");
  });
});
