import { describe, expect, it } from "vitest";
import { tool } from "../../../specs/instance/get_status.ts";
import { KestraError } from "../../../runtime/errors.ts";
import { own } from "../../../runtime/text/said.ts";
import { ask } from "../fake-kestra.ts";

const oss = { version: "1.3.25", edition: "OSS", commitId: "2a102a6", isAiEnabled: true };
const none = { results: [], total: 0 };

describe("get_status", () => {
  it("asks side by side what an open-source Kestra can tell, and no more", async () => {
    const { output, requests } = await ask(tool, {}, [oss, { ...none, total: 12 }]);
    expect(requests).toEqual(["GET /api/v1/configs", "GET /flows/search"]);
    expect(output).toMatchObject({
      summary: "Kestra 1.3.25 (open source) at http://localhost:8080, tenant main, as admin@example.com.",
      kestra: { reachable: true, flows: 12, commit: "2a102a6" },
      features: {
        ai: "on",
        concurrencyView: "not told by Kestra 1.3.25",
        secrets: "only in the Enterprise Edition",
      },
      warnings: [],
    });
  });

  it("asks an Enterprise one who calls", async () => {
    const me = { superAdmin: false, profile: { username: "ada" }, tenants: [{ id: "main" }, { id: "lab" }] };
    const answers = [
      { version: "2.0.1", edition: "EE", inMaintenance: true },
      none,
      me,
      { results: [], total: 3 },
    ];
    const { output } = await ask(tool, {}, answers, "2.0", { edition: "ee", credentials: "bearer" });
    expect(output).toMatchObject({
      user: { credentials: "a token", name: "ada", superAdmin: false, tenants: ["main", "lab"] },
      features: { maintenance: "on", mcpServers: "3" },
    });
  });

  it("tells once what every answer tells, and fails for none", async () => {
    const away = new KestraError(own("Kestra did not answer."), 0);
    const { output } = await ask(tool, {}, [away, away], "1.3", { ignored: ["KESTRA_TOKEN is not read."] });
    expect(output).toMatchObject({
      summary: "Kestra at http://localhost:8080 did not answer; see warnings.",
      kestra: { reachable: false },
      features: { ai: "not known", secrets: "not known" },
      warnings: ["Kestra did not answer.", "KESTRA_TOKEN is not read."],
    });
    expect(output.kestra).not.toHaveProperty("flows", 0);
  });

  it("says once that Kestra does not answer, though each request was refused by itself", async () => {
    const lost = ["configs", "flows", "servers"].map(
      (route) => new KestraError(own(`There was no answer to ${route}.`), 0),
    );
    const { output } = await ask(tool, {}, lost, "2.0");
    expect(output.warnings).toEqual(["There was no answer to configs."]);
    const page = lost.map((_, i) => new KestraError(own(`Request ${i} was redirected.`), 302));
    expect((await ask(tool, {}, page, "2.0")).output).toMatchObject({
      summary: "Kestra at http://localhost:8080 did not tell what it is; see warnings.",
      warnings: ["Request 0 was redirected."],
    });
  });

  it("says once that credentials are refused, and all else that was", async () => {
    const refused = (route: string, status: number) =>
      new KestraError(own(`Kestra refused ${route} (${status}).`), status);
    const answers = [oss, refused("flows", 401), refused("servers", 401)];
    const { output } = await ask(tool, {}, answers, "2.0");
    expect(output.warnings).toEqual(["Kestra refused flows (401)."]);
    const others = [oss, refused("flows", 403), refused("servers", 500)];
    expect((await ask(tool, {}, others, "2.0")).output.warnings).toEqual([
      "Kestra refused flows (403).",
      "Kestra refused servers (500).",
    ]);
  });

  it.each([
    [500, 403, 0],
    [403, 403, 403],
  ])("says each reason where nothing answered, and not all for one: %i, %i, %i", async (...statuses) => {
    const answers = statuses.map((status, i) => new KestraError(own(`Request ${i}: ${status}.`), status));
    const { output } = await ask(tool, {}, answers, "2.0");
    expect(output.warnings).toEqual(statuses.map((status, i) => `Request ${i}: ${status}.`));
  });

  it("does not say who calls where the credentials are refused, though Kestra tells what it is", async () => {
    const refused = () => new KestraError(own("401: wrong credentials."), 401);
    const summary = async (facts: Parameters<typeof ask>[4]) =>
      (await ask(tool, {}, [oss, refused()], "1.3", facts)).output.summary;
    const at = "Kestra 1.3.25 (open source) at http://localhost:8080, tenant main,";
    expect(await summary({})).toBe(`${at} refuses the credentials of admin@example.com; see warnings.`);
    expect(await summary({ credentials: "bearer" })).toBe(`${at} refuses the token; see warnings.`);
    expect(await summary({ credentials: "none" })).toBe(
      `${at} refuses calls without credentials; see warnings.`,
    );
  });

  it("points to what else was refused", async () => {
    const { output } = await ask(tool, {}, [oss, new KestraError(own("403: no permission."), 403)]);
    expect(output.summary).toMatch(/as admin@example\.com\. Not all of it answered; see warnings\.$/);
    expect(output.warnings).toEqual(["403: no permission."]);
  });

  it("names hidden tools by their reason", async () => {
    const hidden = [
      { tool: "a", reason: "r" },
      { tool: "b", reason: "s" },
      { tool: "c", reason: "r" },
    ];
    const { output } = await ask(tool, {}, [oss, none], "1.3", { hidden });
    expect(output.server).toMatchObject({
      hidden: [
        { reason: "r", tools: ["a", "c"] },
        { reason: "s", tools: ["b"] },
      ],
    });
  });

  it("does not hide a fault of its own", async () => {
    await expect(ask(tool, {}, [new TypeError("x"), none])).rejects.toThrow("x");
  });
});
