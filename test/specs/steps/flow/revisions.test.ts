import { describe, expect, it } from "vitest";
import { chosenRevisions } from "../../../../specs/steps/flow/chosen-revisions.ts";
import { revisionDiff } from "../../../../specs/steps/flow/revision-diff.ts";

const flow = { namespace: "company.team", flow_id: "hello" };
const listed = [1, 2, 5].map((revision) => ({ revision, source: `id: hello\nmessage: ${revision}\n` }));
const chosen = (wish: object, rows: readonly object[] = listed) => {
  const { base, revision, note } = chosenRevisions(rows, { ...flow, ...wish });
  return { base: base.revision, revision: revision.revision, note };
};

describe("the revisions that are compared", () => {
  it("are the latest and the one before, whatever the order of the list", () => {
    expect(chosen({}, listed.slice(0, 2).reverse())).toEqual({ base: 1, revision: 2, note: undefined });
  });

  it("are those that are named, in either order", () => {
    expect(chosen({ revision: 5, base_revision: 1 })).toEqual({ base: 1, revision: 5, note: undefined });
    expect(chosen({ revision: 1, base_revision: 5 })).toEqual({ base: 5, revision: 1, note: undefined });
    expect(chosen({ revision: 2 })).toEqual({ base: 1, revision: 2, note: undefined });
    expect(chosen({ base_revision: 2 })).toEqual({ base: 2, revision: 5, note: undefined });
  });

  it("skip those that were deleted, which is said", () => {
    expect(chosen({})).toEqual({
      base: 2,
      revision: 5,
      note: "Revisions between 2 and 5 were deleted.",
    });
  });

  it("are never the deletion of the flow, which 1.0 lists", () => {
    expect(chosen({}, [...listed.slice(0, 2), { revision: 3, deleted: true }])).toMatchObject({
      base: 1,
      revision: 2,
    });
  });

  it("that are missing are told with those that are there", () => {
    expect(() => chosen({ revision: 3 })).toThrow("Flow company.team/hello has no revision 3, but 1, 2, 5.");
    const many = Array.from({ length: 30 }, (_, i) => ({ revision: i + 1 }));
    expect(() => chosen({ revision: 99 }, many)).toThrow("29, 30 and 10 older ones.");
    expect(() => chosen({}, [])).toThrow("There is no flow company.team/hello");
    expect(() => chosen({}, listed.slice(0, 1))).toThrow("there is none before it");
  });
});

describe("the diff of two revisions", () => {
  it("counts what was added and removed", async () => {
    const now = { revision: 2, source: "id: hello\n- a\n+ b\n" };
    const compared = await revisionDiff({ revision: 1, source: "id: hello\nc: d\n" }, now);
    expect(compared).toMatchObject({ equal: false, added: 2, removed: 1 });
    expect(compared.message).toBe("Revisions 1 and 2 differ: 2 lines added, 1 removed.");
    expect(compared.diff).toContain("\n+- a\n++ b\n");
    const one = await revisionDiff({ revision: 1, source: "a: b\n" }, { revision: 2, source: "a: c\n" });
    expect(one.message).toBe("Revisions 1 and 2 differ: 1 line added, 1 removed.");
  });

  it("says that sources are the same, and shows no diff", async () => {
    const compared = await revisionDiff({ revision: 1, source: "a: b" }, { revision: 3, source: "a: b\n" });
    expect(compared).toEqual({ equal: true, message: "Revisions 1 and 3 have the same source." });
  });
});
