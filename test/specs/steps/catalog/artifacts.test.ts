import { expect, it } from "vitest";
import { KestraError } from "../../../../runtime/errors.ts";
import { say } from "../../../../runtime/text/said.ts";
import { artifactsOf } from "../../../../specs/steps/catalog/artifacts.ts";
import { pluginCatalog } from "../../../../specs/steps/catalog/plugin-catalog.ts";
import { keptFacts } from "../../../support/host.ts";

const { plugins } = pluginCatalog(undefined, [
  { name: "plugin-box", tasks: [] },
  { name: "core", tasks: [] },
  { name: "plugin-ee-box", license: "EE" },
  { name: "secret-box", license: "EE" },
  { name: "storage-box" },
]);
const context = {
  kept: { ...keptFacts, sources: () => "auto" as const },
  now: () => new Date(0),
  instance: { version: "1.0.30" },
  mask: (text: string) => text,
};
const told = { groupId: "com.example", artifactId: "plugin-box", version: "1.2.0" };

/** What is told, and the releases that were asked for. */
async function artifacts(
  results: readonly (typeof told)[] | Error,
  { release = "1.3.25", sources }: { readonly release?: string; readonly sources?: "instance" } = {},
) {
  const asked: string[] = [];
  const compatible = ({ kestra_version }: { readonly kestra_version: string }) => {
    asked.push(kestra_version);
    return results instanceof Error ? Promise.reject(results) : Promise.resolve({ results });
  };
  const kept = { ...context.kept, sources: () => sources ?? "auto" };
  const found = await artifactsOf(plugins, compatible, { ...context, kept }, { release });
  return { found: Object.fromEntries(found), asked };
}

it("are the newest that the release can load, and none of what it cannot", async () => {
  expect(await artifacts([told])).toEqual({
    found: {
      "plugin-box": "com.example:plugin-box:1.2.0",
    },
    asked: ["1.3.25"],
  });
});

it.each([
  ["2.0.0-SNAPSHOT", "2.0.0"],
  ["develop", "999.999.999"],
])("are asked for of a build %s as of %s", async (release, asked) => {
  expect(await artifacts([told], { release })).toMatchObject({ asked: [asked] });
});

it("are guessed where the public catalogue does not tell, or is not asked", async () => {
  const away = await artifacts(new KestraError(say`It is away.`, 0));
  expect(away.found).toEqual({
    "plugin-box": "io.kestra.plugin:plugin-box",
    "plugin-ee-box": "io.kestra.plugin.ee:plugin-ee-box",
    "secret-box": "io.kestra.secret.ee:secret-box",
    "storage-box": "io.kestra.storage:storage-box",
  });
  const alone = await artifacts([told], { sources: "instance" });
  expect([alone.found, alone.asked]).toMatchObject([{ "plugin-box": "io.kestra.plugin:plugin-box" }, []]);
});

it("are not asked for where nothing is missing", async () => {
  const compatible = () => Promise.reject(new Error("asked"));
  expect(await artifactsOf([], compatible, context, { release: undefined })).toEqual(new Map());
});

it.each(["plugin-box; rm", "a\nb", "x".repeat(101)])("are not told of a version %j", async (version) => {
  const { found } = await artifacts([{ ...told, version }]);
  expect(found).not.toHaveProperty("plugin-box");
});
