import type { Line } from "../line/line.ts";
import type { Values } from "../values/values.ts";
import { kinds, type Kind, type PluginType, type SandboxPlugin } from "./plugin.ts";

/** Entries without a value are left out, as Kestra does. */
export function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function element({ cls, deprecated, title, description }: PluginType): Values {
  return given({ cls, deprecated: deprecated === true ? true : undefined, title, description });
}

function elements(types: readonly PluginType[], kind: Kind): readonly Values[] {
  return types
    .filter((type) => (type.kind ?? "tasks") === kind)
    .toSorted((a, b) => (a.cls < b.cls ? -1 : 1))
    .map(element);
}

/** A plugin as Kestra lists it. Conditions end with 1.3. */
export function entryOf(plugin: SandboxPlugin, line: Line): Values {
  const { name, title = name, description, longDescription, group, version, license, categories } = plugin;
  const { types } = plugin;
  return given({
    name,
    title,
    description,
    license,
    longDescription,
    group,
    version,
    manifest: given({
      "X-Kestra-Title": title,
      "X-Kestra-Group": group,
      "X-Kestra-Name": version === undefined ? undefined : name,
      "X-Kestra-Version": version,
      "Manifest-Version": "1.0",
    }),
    guides: [],
    aliases: types.flatMap(({ aliases = [] }) => aliases),
    ...Object.fromEntries(
      kinds
        .filter((kind) => kind !== "conditions" || line !== "2.0")
        .map((kind) => [kind, elements(types, kind)]),
    ),
    categories: categories ?? [],
  });
}

/** The package of a class: `io.kestra.plugin.aws.s3` of `io.kestra.plugin.aws.s3.Download`. */
function packageOf({ cls }: PluginType): string {
  return cls.slice(0, cls.lastIndexOf("."));
}

/** A plugin, and each package of its types as one more, with the types of that alone. */
export function subgroupsOf(plugin: SandboxPlugin, line: Line): readonly Values[] {
  const packages = [...new Set(plugin.types.map(packageOf))].sort();
  const parts = packages.map((subGroup) => {
    const types = plugin.types.filter((type) => packageOf(type) === subGroup);
    const title = subGroup.split(".").at(-1) ?? subGroup;
    return { ...entryOf({ ...plugin, title, types }, line), subGroup };
  });
  return [entryOf(plugin, line), ...parts];
}
