import { describe, expect, test } from "vitest";
import { correctContracts } from "../../../generator/contract/correct.ts";
import { contract, correct, correction } from "./correcting.ts";

const text = { type: "string" };

describe("a correction", () => {
  const put = `"PUT /api/v1/{tenant}/kv/{key}"`;

  test("adds a header that no document lists", () => {
    const { one, two, errors } = correct(
      correction(`{ operation: ${put}, parameter: header.ttl }`, "{ add: { schema: { type: string } } }"),
    );
    expect(errors).toEqual([]);
    for (const { operations } of [one, two]) {
      expect(operations[0]?.parameters[1]).toEqual({
        name: "ttl",
        in: "header",
        required: false,
        schema: text,
      });
    }
  });

  test("changes a parameter, and removes it", () => {
    const where = `{ operation: ${put}, parameter: path.key }`;
    const set = correct(correction(where, "{ set: { schema: { type: string, maxLength: 9 } } }"));
    expect(set.one.operations[0]?.parameters[0]?.schema).toEqual({ type: "string", maxLength: 9 });
    expect(correct(correction(where, "{ remove: true }")).one.operations[0]?.parameters).toEqual([]);
  });

  test("adds an operation in its place, on its line alone", () => {
    const { one, two, errors } = correct(
      correction(
        `{ operation: "GET /api/v1/configs" }`,
        "{ add: { operationId: configs, editions: [oss, ee], parameters: [], answers: [{ status: 200, media: {} }] } }",
        `["2.0"]`,
      ),
    );
    expect(errors).toEqual([]);
    expect(one.operations).toHaveLength(1);
    expect(two.operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /api/v1/configs",
      "PUT /api/v1/{tenant}/kv/{key}",
    ]);
  });

  test("says what an answer and a body really are", () => {
    const { one, errors } = correct(
      correction(
        `{ operation: ${put}, answer: 200, media: application/json }`,
        "{ replace: { ref: Flow } }",
      ) +
        correction(`{ operation: ${put}, answer: 204 }`, "{ add: {} }") +
        correction(`{ operation: ${put}, body: text/plain }`, "{ set: { minLength: 1 } }"),
    );
    expect(errors).toEqual([]);
    expect(one.operations[0]?.answers).toEqual([
      { status: 200, media: { "application/json": { ref: "Flow" } } },
      { status: 204, media: {} },
    ]);
    expect(one.operations[0]?.body?.media).toEqual({ "text/plain": { type: "string", minLength: 1 } });
  });

  test("reaches into a schema: properties, items, the parts of an allOf, several at once", () => {
    const { one, errors } = correct(
      correction("{ schema: Flow, at: 'tasks[]' }", "{ set: { additionalProperties: {} } }") +
        correction("{ schema: Flow, at: 'tasks[].id' }", "{ set: { nullable: true } }") +
        correction("{ schema: WithSource, at: source }", "{ replace: {} }") +
        correction("{ schema: Flow, at: [description, source] }", "{ add: { type: string } }") +
        correction("{ schema: [Flow, Label] }", "{ set: { nullable: true } }"),
    );
    expect(errors).toEqual([]);
    expect(one.schemas.Flow).toEqual({
      type: "object",
      nullable: true,
      properties: {
        description: text,
        labels: { ref: "Label" },
        source: text,
        tasks: {
          type: "array",
          items: {
            type: "object",
            properties: { id: { type: "string", nullable: true } },
            required: ["id"],
            additionalProperties: {},
          },
        },
      },
      required: ["labels", "tasks"],
    });
    expect(one.schemas.Label?.nullable).toBe(true);
    expect(one.schemas.WithSource?.allOf?.[1]?.properties).toEqual({ source: {} });
  });

  test("makes a property optional, and removes one", () => {
    const { one } = correct(
      correction("{ schema: Flow }", "{ optional: [tasks] }") +
        correction("{ schema: Label, at: key }", "{ remove: true }"),
    );
    expect(one.schemas.Flow?.required).toEqual(["labels"]);
    expect(one.schemas.Label).toEqual({ type: "object" });
  });

  test("changes what a filter resource takes", () => {
    const { one } = correct(
      correction("{ filters: FLOW, field: flowId }", "{ add: [EQUALS, IN] }") +
        correction("{ filters: FLOW, field: q }", "{ remove: true }"),
    );
    expect(one.filters).toEqual({ FLOW: { flowId: ["EQUALS", "IN"] } });
  });

  test("holds for its lines alone, and leaves what it was given as it was", () => {
    const given = new Map([
      ["1.3", contract("1.3")],
      ["2.0", contract("2.0")],
    ]);
    const before = JSON.stringify([...given]);
    const { contracts } = correctContracts(given, {
      path: "c.yaml",
      text: correction("{ schema: Label }", "{ optional: [key] }", `["2.0"]`),
    });
    expect(contracts.get("1.3")?.schemas.Label?.required).toEqual(["key"]);
    expect(contracts.get("2.0")?.schemas.Label?.required).toBeUndefined();
    expect(JSON.stringify([...given])).toBe(before);
  });
});
