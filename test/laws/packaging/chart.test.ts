import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { setByChart } from "../../../generator/packaging/chart.ts";
import { limits } from "../../../runtime/limits.ts";
import { root } from "../../support/source.ts";

const chart = join(root, "packaging/helm/kestra-mcp");
const read = (path: string): string => readFileSync(join(chart, path), "utf8");
const valid = new Ajv({ strict: false }).compile(JSON.parse(read("values.schema.json")) as object);
const deployment = read("templates/deployment.yaml");

it("values of the chart, and of its examples, are what its schema says", () => {
  const files = ["values.yaml", ...readdirSync(join(chart, "ci")).map((name) => `ci/${name}`)];
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect([valid(parse(read(file))), valid.errors], file).toEqual([true, null]);
});

it("a misspelt variable, a secret and what the chart sets by itself are refused", () => {
  for (const name of ["KESTRA_MCP_READONLY", "KESTRA_PASSWORD", ...setByChart])
    expect(valid({ env: { [name]: "x" } }), name).toBe(false);
  for (const name of setByChart) expect(deployment).toContain(`- name: ${name}\n`);
});

it("a pod has the time to end that the program takes", () => {
  const [, more = "0"] =
    /terminationGracePeriodSeconds: \{\{ add \(int \.Values\.stopDelay\) (\d+) \}\}/.exec(deployment) ?? [];
  expect(Number(more) * 1000).toBeGreaterThan(limits.endTime);
});
