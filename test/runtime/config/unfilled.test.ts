import { describe, expect, it } from "vitest";
import { asked, filledIn } from "../../../generator/packaging/asked.ts";
import { readConfig } from "../../../runtime/config/config.ts";
import { withoutUnfilled } from "../../../runtime/config/unfilled.ts";

describe("the form of a host", () => {
  it("that nobody filled in sets nothing, as its placeholders or as empty texts", () => {
    const none = readConfig({});
    expect(readConfig(withoutUnfilled(filledIn()))).toEqual(none);
    const empty = Object.fromEntries(Object.keys(filledIn()).map((name) => [name, ""]));
    expect(readConfig(withoutUnfilled(empty))).toEqual(none);
  });

  it("sets what was filled in", () => {
    const env = { ...filledIn(), KESTRA_BASE_URL: "http://k:8080", KESTRA_MCP_READ_ONLY: "true" };
    const { connection, readOnly } = readConfig(withoutUnfilled(env));
    expect([connection.baseUrl, readOnly]).toEqual(["http://k:8080", true]);
  });

  it("has a key of its own for each field", () => {
    expect(new Set(asked.map(({ key }) => key)).size).toBe(asked.length);
  });

  it("is not what another placeholder comes from", () => {
    expect(() => readConfig(withoutUnfilled({ KESTRA_BASE_URL: "${user_config.a} " }))).toThrow(
      "placeholder",
    );
    expect(() => readConfig(withoutUnfilled({ KESTRA_API_TOKEN: "${env:TOKEN}" }))).toThrow("placeholder");
  });
});
