import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { services } from "../../generated/services.ts";
import { variables } from "../../runtime/config/variables/variables.ts";
import { root } from "../support/source.ts";

interface Service {
  readonly title: string;
  readonly variable: string;
  readonly default: string;
}

const written = parse(readFileSync(join(root, "specs/services.yaml"), "utf8")) as Readonly<
  Record<string, Service>
>;

describe("the services", () => {
  it("say of Kestra what its variable says", () => {
    const row = variables.find(({ name }) => name === written.kestra?.variable);
    expect(row).toMatchObject({ name: "KESTRA_BASE_URL", default: written.kestra?.default });
  });

  it("besides Kestra are compiled, each with a variable of its own", () => {
    expect(
      ["kestra", ...Object.keys(services)].sort(),
      "Each service of specs/services.yaml has a variable: run npm run generate.",
    ).toEqual(Object.keys(written).sort());
    const ours = new Set<string>(variables.map(({ name }) => name));
    expect(
      Object.values(services).filter(({ variable }) => ours.has(variable)),
      "Rename the variable of the service: one of the server's own has that name.",
    ).toEqual([]);
  });
});
