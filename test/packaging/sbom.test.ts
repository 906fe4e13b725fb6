import { expect, it } from "vitest";
import { softwareBill } from "../../packaging/sbom.ts";

const program = { name: "a-server", version: "1.2.3", description: "A server", license: "Apache-2.0" };
const packages = [
  { name: "@scope/part", version: "2.0.0", license: "MIT" },
  { name: "either", version: "0.1.0", license: "(MIT OR Apache-2.0)" },
  { name: "silent", version: "1.0.0" },
];

it("lists what is bundled, each with its address and its licence", () => {
  expect(softwareBill(program, packages)).toMatchObject({
    bomFormat: "CycloneDX",
    metadata: { component: { type: "application", purl: "pkg:npm/a-server@1.2.3" } },
    components: [
      {
        group: "@scope",
        name: "part",
        purl: "pkg:npm/%40scope/part@2.0.0",
        licenses: [{ license: { id: "MIT" } }],
      },
      { name: "either", licenses: [{ expression: "(MIT OR Apache-2.0)" }] },
      { name: "silent" },
    ],
    dependencies: expect.arrayContaining([
      {
        ref: "pkg:npm/a-server@1.2.3",
        dependsOn: ["pkg:npm/%40scope/part@2.0.0", "pkg:npm/either@0.1.0", "pkg:npm/silent@1.0.0"],
      },
    ]) as unknown,
  });
});

it("is the same text for the same packages, and another for others", () => {
  const text = (of: typeof packages): string => JSON.stringify(softwareBill(program, of));
  expect(text(packages)).toBe(text(packages));
  const serial = (of: typeof packages): string =>
    (softwareBill(program, of) as { serialNumber: string }).serialNumber;
  expect(serial(packages)).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  expect(serial(packages.slice(1))).not.toBe(serial(packages));
});
