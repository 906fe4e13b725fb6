import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { compiled } from "../../generated/compiled.ts";
import { lines } from "../../generated/releases.ts";
import { listed } from "../../runtime/catalog/listing.ts";
import { behavioursOf } from "../../runtime/catalog/narrow.ts";
import { select, shownOf } from "../../runtime/catalog/select.ts";
import { formatter } from "../../generator/workspace/format.ts";
import { startServer, type Server } from "../support/server.ts";
import { root } from "../support/source.ts";

/* `generated/tools.json` is what a review reads: it must be what clients see, to the byte. */

const text = readFileSync(join(root, "generated/tools.json"), "utf8");
const configuration = readFileSync(join(root, ".oxfmtrc.json"), "utf8");

/** As `generate` writes it. */
async function written(tools: readonly object[]): Promise<string> {
  return formatter(configuration)("tools.json", JSON.stringify(tools));
}

let server: Server;

beforeAll(async () => {
  // Nobody answers there, and files may be saved, so that all is shown that can be over stdio.
  const env = {
    KESTRA_BASE_URL: "http://127.0.0.1:9",
    KESTRA_CATALOG_URL: "http://127.0.0.1:9",
    KESTRA_MCP_ENABLED_TOOLS: "*",
    KESTRA_MCP_DOWNLOAD_DIR: "/downloads",
    KESTRA_MCP_LOG_LEVEL: "CRITICAL",
  };
  server = await startServer({ program: [inject("bundle")], env });
});

afterAll(() => server.close());

it("tools.json is what a real tools/list shows with every tool enabled", async () => {
  // Nobody logs in over stdio.
  const ofUsers = compiled.tools.filter((tool) =>
    behavioursOf(tool).some(({ uses = [] }) => uses.includes("account")),
  );
  const all = JSON.parse(text) as readonly { readonly name: string }[];
  expect(ofUsers.length).toBeGreaterThan(0);
  const overStdio = all.filter(({ name }) => !ofUsers.some((tool) => tool.name === name));
  expect(await written(server.tools)).toBe(await written(overStdio));
});

it("tools.json is what an Enterprise instance of the newest line is shown", async () => {
  const wish = { enabled: ["*"], disabled: [], readOnly: false };
  const { selected } = select({ version: "1.0.0", ...compiled }, wish);
  const known = { line: lines.at(-1) ?? "", edition: "ee" } as const;
  const shown = selected.flatMap((it) => shownOf(it, known) ?? []);
  expect(await written(shown.map(listed))).toBe(text);
});
