import { describe, expect, test } from "vitest";
import { masker } from "../../../runtime/masking/masker.ts";
import { reasonOf } from "../../../runtime/kestra/error-body.ts";
import { refusal } from "../../../runtime/kestra/refusal.ts";
import { say } from "../../../runtime/text/said.ts";

const answer = (body: unknown, status = 422, mediaType = "application/json") => ({
  status,
  mediaType,
  text: typeof body === "string" ? body : JSON.stringify(body),
});

describe("the reason", () => {
  test.each<[string, unknown, string]>([
    [
      "HAL with its only error in the message",
      {
        message: "Invalid entity: dashboard.id: Dashboard id already exists",
        _links: {},
        _embedded: { errors: [{ message: "Dashboard id already exists", path: "dashboard.id" }] },
      },
      "Invalid entity: dashboard.id: Dashboard id already exists",
    ],
    [
      "HAL with more errors",
      {
        message: "Invalid entity.",
        _embedded: {
          errors: [{ message: "must not be null", path: "tasks[0].id" }, { message: "must not be blank" }],
        },
      },
      "Invalid entity; tasks[0].id: must not be null; must not be blank",
    ],
    [
      "problem+json",
      {
        type: "https://kestra.io/docs/api-reference/problems/invalid",
        title: "Unprocessable Entity",
        status: 422,
        detail: "Illegal flow",
        errors: [{ detail: "must not be blank", pointer: "/id" }, { detail: "Illegal flow" }],
      },
      "Unprocessable Entity: Illegal flow; /id: must not be blank",
    ],
    [
      "a refused bulk call",
      {
        message: "invalid bulk replay",
        invalids: [{ message: "execution not found", invalidValue: "x1" }, { message: "no" }],
      },
      'invalid bulk replay; execution not found: "x1"; no',
    ],
    ["{status, message}", { status: 403, message: "no access" }, "no access"],
    ["a bare JSON string", '"The execution is not terminated"', "The execution is not terminated"],
    ["plain text", "Forbidden", "Forbidden"],
    [
      "YAML text",
      "AI Copilot is not available: no AI provider is configured.",
      "AI Copilot is not available: no AI provider is configured",
    ],
    ["an unknown object", { code: 7 }, '{"code":7}'],
    ["an array", [1], "[1]"],
    ["nothing", "", "Unprocessable Entity"],
    ["broken JSON", '{"message": "cut of', '{"message": "cut of'],
  ])("of %s", (_, body, reason) => {
    expect(String(reasonOf(answer(body)))).toBe(reason);
  });

  test("an HTML page is no answer of Kestra's", () => {
    expect(String(reasonOf(answer("<!DOCTYPE html><html>secret intranet</html>", 404, "text/html")))).toBe(
      "an HTML page answered, which is not Kestra's API: is KESTRA_BASE_URL right, or does a proxy stand between?",
    );
  });

  test("is bounded", () => {
    expect(String(reasonOf(answer({ message: "x".repeat(100_000) }))).length).toBeLessThan(2100);
  });
});

describe("the error", () => {
  test("names the request, the status, the reason and the advice", () => {
    const error = refusal(
      say`DELETE /api/v1/main/executions/5xYz/kill`,
      answer({ message: "Execution is already terminated." }, 409),
      { advice: say`Look at its state.` },
    );
    expect(error.message).toBe(
      "Kestra refused DELETE /api/v1/main/executions/5xYz/kill (409): Execution is already terminated. Look at its state.",
    );
    expect(error.status).toBe(409);
  });

  test.each([
    [
      401,
      "",
      "(401): the credentials are missing or wrong. Check KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN.",
    ],
    [
      403,
      "Forbidden",
      "(403): Forbidden. The user or token of KESTRA_USERNAME or KESTRA_API_TOKEN needs that permission.",
    ],
    [500, '{"message":"boom"}', "Kestra failed at GET /x (500): boom."],
    [418, "", "(418): no reason was given."],
  ])("%i %j", (status, body, end) => {
    expect(refusal(say`GET /x`, answer(body, status)).message).toContain(end);
  });

  test.each([500, 502, 503, 504])("of %i says that what changes something may have been done", (status) => {
    const words = "may have been done all the same: look before you try again";
    expect(refusal(say`POST /x`, answer("", status), { changes: true }).message).toContain(words);
    expect(refusal(say`GET /x`, answer("", status)).message).not.toContain(words);
    expect(refusal(say`POST /x`, answer("", 409), { changes: true }).message).not.toContain(words);
  });
});

test("a secret at the end of what is told of an answer is not told in part", () => {
  const mask = masker({ kind: "bearer", token: "canary-0123456789" });
  for (let before = 1980; before <= 2000; before++) {
    const said = reasonOf(answer(`${"x".repeat(before - 1)} canary-0123456789 and more`, 500));
    expect(said.masked(mask)).not.toMatch(/can|nary|0123/);
  }
});
