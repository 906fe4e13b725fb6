import { expect, it } from "vitest";
import { compareTrees } from "../../../generator/workspace/files.ts";

it("tells changed, missing and orphaned files, and leaves what is right", () => {
  const disk = [
    { path: "generated/a.ts", text: "old" },
    { path: "generated/same.ts", text: "same" },
    { path: "generated/left.ts", text: "left over" },
    { path: "README.md", text: "by hand" },
  ];
  const wanted = [
    { path: "generated/a.ts", text: "new" },
    { path: "generated/same.ts", text: "same" },
    { path: "generated/b.ts", text: "b" },
  ];
  expect(compareTrees(disk, wanted, /^generated\//)).toEqual({
    changed: [wanted[0]],
    missing: [wanted[2]],
    orphaned: ["generated/left.ts"],
  });
});
