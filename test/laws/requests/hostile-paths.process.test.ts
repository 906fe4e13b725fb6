import { describe, expect, it } from "vitest";
import { answering, shipped, transports } from "../support/shipped.ts";

describe.each(transports)("over %s, an id that a proxy would read as another path", (transport) => {
  it("is refused, and nothing is sent", async () => {
    const { url, asked } = await answering("{}");
    const env = { KESTRA_BASE_URL: url, KESTRA_MCP_CONFIRM: "never" };
    const { call } = await shipped(transport, { env });
    for (const id of [
      "../../other/flows/company.team/precious",
      "..%2f..%2fother",
      "%252e%252e%255cother",
      "..",
      "a\\b",
      "..;x",
      "a?b=c",
      "a%3fb=c",
      "a%2523b",
      "a".repeat(1001),
    ]) {
      const { isError, text } = await call("delete_execution_logs", { execution_id: id });
      expect(isError, text).toBe(true);
      expect(text).toMatch(/cannot be part of a path|has 1001 characters/);
    }
    expect(
      asked.map((one) => one.url).filter((path) => !path.startsWith("/api/v1/configs")),
      "A hostile argument reached Kestra: encode it, or refuse it.",
    ).toEqual([]);
  });
});
