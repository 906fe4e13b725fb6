import { expect, it } from "vitest";
import { pluginsNamed } from "../../../sandbox/catalogue/registry.ts";
import { startCatalogue } from "../../../sandbox/catalogue/server.ts";
import { onSandbox } from "../on-sandbox.ts";

interface Listed {
  readonly plugins: readonly { readonly name: string; readonly installed: boolean }[];
  readonly note?: string;
}

it.each(["1.0", "1.3", "2.0"])(
  "the instance of %s and the public catalogue are asked side by side",
  async (line) => {
    const catalogue = await startCatalogue();
    const seed = { plugins: pluginsNamed("plugin-slack") };
    const both = await onSandbox<Listed>("list_plugins", {}, { line, seed, catalogue });
    await catalogue.close();
    const requests = ["GET /api/v1/configs", "catalog GET /v1/plugins", "GET /api/v1/plugins"];
    expect([both.requests, both.rounds]).toEqual([requests, 2]);
    const installed = both.output.plugins.filter((row) => row.installed).map(({ name }) => name);
    expect(installed).toEqual(["core", "plugin-slack"]);
    expect(both.output.plugins.length).toBeGreaterThan(10);
    expect(catalogue.requests.map(({ headers }) => headers["authorization"])).toEqual([undefined]);
  },
);

it("the instance alone is asked where a test gives no catalogue", async () => {
  const { output, requests } = await onSandbox<Listed>("list_plugins", {}, { line: "2.0" });
  expect(requests).toEqual(["GET /api/v1/configs", "GET /api/v1/plugins"]);
  expect(output.plugins.map(({ name }) => name)).toEqual(["core"]);
});
