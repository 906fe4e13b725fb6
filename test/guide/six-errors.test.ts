import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyProject } from "../support/copy.ts";

const file = "specs/flow/validate_flows.yaml";

/** Each error stands between the marks; the first mark is its place. */
const marked = `description: «Validate a list of flows, before \`create_flow_from_yml\` stores one.»
effect: read
«becaus»: It only checks what it is sent.
edition: «ee»
request: POST /api/v1/{tenant}/flows/validate
media: application/x-yaml
params:
  yaml: { to: body, «defualt»: "", description: The flows. }
  «colour»: { description: Colour of the flows. }
output:
  each: .
  as: results
  pick: [index, «namespac»]
examples:
  - ask: Are these flows right?
    call: { yaml: "id: hello" }
    sends: { request: POST /api/v1/main/flows/validate, body: "id: hello" }
`;

let copy: Awaited<ReturnType<typeof copyProject>>;

beforeAll(async () => {
  copy = await copyProject();
}, 60_000);

afterAll(async () => {
  await copy.remove();
});

it(
  "six errors in one file are all seen at once, each at its place, and nothing is written",
  { timeout: 300_000 },
  () => {
    const text = marked.replace(/[«»]/g, "");
    writeFileSync(join(copy.folder, file), text);
    const catalog = join(copy.folder, "generated/catalog.ts");
    const before = readFileSync(catalog, "utf8");

    const { status, stderr } = spawnSync("npm", ["run", "-s", "generate"], {
      cwd: copy.folder,
      encoding: "utf8",
    });

    expect(status).toBe(1);
    const places = [...stderr.matchAll(/^(specs\/\S+?):(\d+):(\d+) /gm)].map(
      ([, path, line, column]) => `${path ?? ""}:${line ?? ""}:${column ?? ""}`,
    );
    expect(places).toEqual(marks());
    expect(marks()).toHaveLength(6);
    expect(stderr).toMatch(/^6 errors in 1 file\. Nothing was written\.$/m);
    expect(readFileSync(catalog, "utf8")).toBe(before);
    expect(existsSync(join(copy.folder, "generated/flow/validate_flows.ts"))).toBe(false);
  },
);

/** `file:line:column` of each mark, in the text without marks. */
function marks(): readonly string[] {
  return marked.split("\n").flatMap((line, i) => {
    const at = line.indexOf("«");
    return at < 0 ? [] : [`${file}:${i + 1}:${at + 1}`];
  });
}
