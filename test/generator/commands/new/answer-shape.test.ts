import { expect, it } from "vitest";
import { answerShape } from "../../../../generator/commands/new/draft/answer-shape.ts";
import type { ContractSchema } from "../../../../generator/contract/contract.ts";

const contract = { line: "2.0", operations: [], schemas: {}, filters: {} };
const text: ContractSchema = { type: "string" };

it.each(["password", "clientSecret", "apiKey", "accessKey", "private_key", "passphrase", "token"])(
  "leaves %s for a person to pick",
  (name) => {
    const schema: ContractSchema = { type: "object", properties: { id: text, [name]: text } };
    const shape = answerShape({
      line: "2.0",
      contract,
      request: "GET /x",
      media: "application/json",
      schema,
    });
    expect(shape).toMatchObject({ kind: "object", fields: [{ key: "id" }] });
  },
);
