import { describe, expect, it } from "vitest";
import { z } from "zod";
import { composite, operation } from "../../../runtime/compiled/operation.ts";
import { nothing } from "../../../runtime/compiled/read.ts";
import { annotationsOf } from "../../../runtime/tool/annotations.ts";

const reading = (service?: string) =>
  operation({
    ...(service === undefined ? {} : { service }),
    ...{ method: "GET", effect: "read" },
    input: () => z.strictObject({}),
    request: () => ({ path: "/things" }),
    read: nothing(() => ({ done: true })),
  });
const at = { line: "2.0", uuid: () => "" };
const joined = (...services: (string | undefined)[]) =>
  composite({
    input: () => z.strictObject({}),
    calls: Object.fromEntries(services.map((service, i) => [`call${i}`, reading(service)])),
    steps: async () => Promise.resolve({}),
  });

describe("an operation", () => {
  it("says its service in its plan, and nothing where that is Kestra", () => {
    expect(reading("catalog").request({}, at)).toEqual({
      ...{ service: "catalog", method: "GET", path: "/things" },
    });
    expect(reading().request({}, at)).toEqual({ method: "GET", path: "/things" });
  });
});

describe("what is told of services besides Kestra", () => {
  it("is each once, of all calls", () => {
    expect(joined(undefined, "catalog", "mirror", "catalog").services).toEqual(["catalog", "mirror"]);
    expect(joined(undefined)).not.toHaveProperty("services");
  });

  it("is that reading them does not stay within Kestra", () => {
    expect(annotationsOf([joined(undefined, "catalog")])).toMatchObject({
      readOnlyHint: true,
      openWorldHint: true,
    });
    expect(annotationsOf([joined(undefined)]).openWorldHint).toBe(false);
  });
});
