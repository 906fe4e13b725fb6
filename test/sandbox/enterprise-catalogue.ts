import { expect } from "vitest";
import type { Seed } from "../../sandbox/seed/seed.ts";
import type { EnterpriseKestra } from "./enterprise-kestra.ts";
import { mail } from "./catalogue/mail-plugin.ts";

const tenant = "/api/v1/main";
const letter =
  "id: letter\nnamespace: company.team\ntasks:\n  - id: send\n    type: com.example.mail.send.Letter\n";

/** What the checks below find. */
export const kept: Seed = {
  plugins: [mail],
  blueprints: [
    { id: "b1", title: "Send a letter", description: "To one", tags: ["mail"], source: letter },
    { id: "b2", title: "Say hello", tags: ["mail", "first"], source: letter, template: { source: letter } },
  ],
};

/** Custom blueprints: pages, filters of the line, tags, one by its id, and its source. */
export async function checkBlueprints({ ask }: EnterpriseKestra, line: string): Promise<void> {
  const base = `${tenant}/blueprints/custom`;
  const all = await ask("GET", base);
  expect([all.body.results, all.body.total]).toMatchObject([
    [{ id: "b1", includedTasks: ["com.example.mail.send.Letter"], tags: ["mail"] }],
    2,
  ]);
  const hello = line === "2.0" ? "filters[q][EQUALS]=hello&filters[tags][IN]=mail" : "q=hello&tags=mail";
  const { body: found } = await ask("GET", `${base}?size=10&source=true&${hello}`);
  expect(found.results.map(({ id }) => id)).toEqual(["b2"]);
  const [first] = found.results;
  expect(first !== undefined && "flow" in first && "template" in first).toBe(line !== "1.0");
  expect((await ask("GET", `${base}/tags`)).body).toEqual(["first", "mail"]);
  expect((await ask("GET", `${base}/b1`)).body).toMatchObject({ title: "Send a letter", source: letter });
  expect((await ask("GET", `${base}/b1/source`)).body).toBe(letter);
  expect((await ask("GET", `${base}/b3`)).status).toBe(404);
}

/** Plugins in several versions, and what each holds. */
export async function checkVersionedPlugins({ ask }: EnterpriseKestra): Promise<void> {
  const base = "/api/v1/instance/versioned-plugins";
  const { body: list } = await ask("GET", base);
  expect(list.results).toMatchObject([
    { groupId: "io.kestra.plugin", artifactId: "plugin-mail", title: "Mail", versions: ["1.4.0", "1.3.2"] },
  ]);
  const { body: versions } = await ask("GET", `${base}/io.kestra.plugin/plugin-mail`);
  expect(versions).toMatchObject({ versions: [{ version: "1.4.0" }, { version: "1.3.2" }] });
  expect((await ask("GET", `${base}/io.kestra.plugin/plugin-mail/1.3.2`)).body).toMatchObject({
    version: "1.3.2",
    classes: [{ type: "tasks" }, { type: "triggers", classes: [{ name: "com.example.mail.Arrived" }] }],
  });
  expect((await ask("GET", `${base}/io.kestra.plugin/plugin-mail/9.9.9`)).status).toBe(404);
}
