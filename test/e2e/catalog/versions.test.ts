import { describe, expect } from "vitest";
import { beside, useCatalogue } from "../support/catalogue.ts";
import { check, useKestra } from "../support/kestra.ts";

useKestra();
useCatalogue();

describe("versions", () => {
  check("are of the core that of Kestra, and none where no name has the word", async () => {
    const { kestra: told } = await beside().get<{ readonly kestra: { readonly version: string } }>(
      "get_status",
    );
    expect(await beside().get("versions", { plugin: "core" })).toMatchObject({
      versions: expect.arrayContaining([
        { plugin: "core", version: told.version, installed: true },
      ]) as unknown,
    });
    expect(await beside().get("versions", { plugin: "zzzz" })).toMatchObject({
      versions: [],
      note: "No plugin has this in its name: list_plugins tells all.",
    });
    expect((await beside().get<{ readonly note: string }>("blueprints", { tags: "zzzz" })).note).toContain(
      "None is like that",
    );
  });
});
