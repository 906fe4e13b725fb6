import { describe, expect, it } from "vitest";
import { compatibilityPage } from "../../../generator/docs/compatibility-page.ts";
import { environmentPage } from "../../../generator/docs/environment-page.ts";
import { toolSection } from "../../../generator/docs/tool-section.ts";
import { modelOf } from "../emit/models.ts";

const services = {
  catalog: {
    title: "the public catalogue",
    variable: "KESTRA_CATALOG_URL",
    default: "https://catalog.example.com",
  },
};
const model = await modelOf("another-service");
const ofKestra = await modelOf("single-operation");

describe("pages tell of services besides Kestra", () => {
  it("which of them a tool asks, and with what", () => {
    const of = (it: typeof model): string =>
      toolSection({ model: it, grammar: { description: "" }, services }).join("\n");
    expect(of(model)).toContain("Asks the public catalogue (`catalog`, at `KESTRA_CATALOG_URL`)");
    expect(of(model)).toContain("`catalog GET /v1/plugins?category={category}`");
    expect(of(ofKestra)).not.toContain("Asks");
  });

  it("that their routes are the same on all lines, and of no edition", () => {
    const pageOf = (...models: (typeof model)[]): string =>
      compatibilityPage(["flow", "execution"], models, { lines: ["1.0", "2.0"], contracts: new Map() }).text;
    const page = pageOf(model, ofKestra);
    expect(page).toMatch(/`list` +\| any +\| `catalog GET \/v1\/plugins` +\| same/);
    expect(page).toContain("A route behind the name of a service is that service's");
    expect(pageOf(ofKestra)).not.toContain("behind the name of a service");
  });

  it("where each is", () => {
    const { text } = environmentPage({ toolsets: {}, presets: {}, roles: {}, planned: [] }, services);
    expect(text).toMatch(
      /`KESTRA_CATALOG_URL` +\| `https:\/\/catalog.example.com` +\| Where the public catalogue answers/,
    );
  });
});
