import { kinds, type Kind, type PluginType, type SandboxPlugin } from "../plugins/plugin.ts";
import type { Values } from "../values/values.ts";
import type { Registry } from "./registry.ts";
import { registry } from "./registry.ts";

/** How much a full install of Kestra has. */
const size = { plugins: 250, types: 1900 } as const;

const makers = "Amber Basalt Cedar Delta Ember Fjord Garnet Harbor Iris Juniper Kelvin Lumen Marble".split(
  " ",
);
const products = "Base Cloud Desk Flow Graph Hub Lake Mail Net Pay Queue Store Sync Track Vault Wave".split(
  " ",
);
const verbs =
  "Create Delete Download Export Get Import List Load Publish Query Read Run Send Update Upload".split(" ");
const things =
  "Account Batch Bucket Channel Cluster Dataset Document Event File Index Invoice Job Message Object Page Record Report Row Snapshot Table Ticket Topic User Volume".split(
    " ",
  );
const sentences = [
  "It waits for the end where `wait` is true, and fails where the service refuses.",
  "Results are kept in the internal storage, so that later tasks can read them by their `uri`.",
  "Credentials come best from secrets; a flow that holds them in clear text shows them to everybody.",
  "Large answers are fetched in pages of a hundred rows until `maxRows` is reached.",
  "Where `region` is not given, the one of the worker's environment is taken.",
  "An empty result is no error, unless `failOnEmpty` is true.",
  "Each request is sent again three times while the service is busy.",
];
const names =
  "accountId batchSize bucket connection endpoint filter format from key limit maxRows name path query region token url wait".split(
    " ",
  );
const categories = ["AI", "ALERTING", "BUSINESS", "CLOUD", "DATA", "INFRASTRUCTURE"];
/** How often each kind comes, as a registry has them. */
const kindsInTurn: readonly Kind[] = [
  ...Array.from({ length: 34 }, (): Kind => "tasks"),
  ...Array.from({ length: 5 }, (): Kind => "triggers"),
  ...kinds.filter((kind) => kind === "taskRunners" || kind === "logExporters" || kind === "storages"),
];

/** Numbers that look random and are always the same. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function pick<Item>(roll: (limit: number) => number, items: readonly Item[]): Item {
  const item = items[roll(items.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

function propertiesOf(roll: (limit: number) => number): Readonly<Record<string, Values>> {
  const count = 3 + roll(9);
  return Object.fromEntries(
    Array.from({ length: count }, () => {
      const name = pick(roll, names);
      return [name, { type: "string", title: `The ${name} of the request.`, $dynamic: true }];
    }),
  );
}

function typeOf(roll: (limit: number) => number, group: string, title: string, index: number): PluginType {
  const [verb, thing] = [pick(roll, verbs), pick(roll, things)];
  const properties = propertiesOf(roll);
  const said = Array.from({ length: roll(4) }, () => pick(roll, sentences)).join("\n\n");
  return {
    cls: `${group}.${thing.toLowerCase()}s.${verb}${index}`,
    kind: pick(roll, kindsInTurn),
    title: `${verb} a ${thing.toLowerCase()} of ${title}.`,
    ...(said === "" ? {} : { description: said }),
    ...(roll(25) === 0 ? { deprecated: true } : {}),
    ...(roll(20) === 0 ? { aliases: [`${group}.Old${verb}${thing}${index}`] } : {}),
    properties,
    required: Object.keys(properties).slice(0, 2),
  };
}

/** As many plugins and types as a full install has, always the same ones, with words as long as real ones. */
export function fullInstall(): readonly SandboxPlugin[] {
  const roll = dice(20_260_401);
  return Array.from({ length: size.plugins }, (_, index): SandboxPlugin => {
    const maker = makers[index % makers.length] ?? "";
    const product = products[Math.floor(index / makers.length) % products.length] ?? "";
    const series = index >= makers.length * products.length ? String(index) : "";
    const title = `${maker} ${product}${series}`;
    const name = `${maker}-${product}${series}`.toLowerCase();
    const group = `io.kestra.plugin.${name.replace("-", ".")}`;
    const from = Math.floor((index * size.types) / size.plugins);
    const to = Math.floor(((index + 1) * size.types) / size.plugins);
    const version = `${1 + roll(2)}.${roll(10)}.${roll(6)}`;
    return {
      name: `plugin-${name}`,
      title,
      description: `Tasks and triggers for ${title}. ${pick(roll, sentences)}`,
      group,
      version,
      versions: [version, `1.0.${roll(9)}`, "0.24.0"],
      categories: [pick(roll, categories)],
      types: Array.from({ length: to - from }, (__, at) => typeOf(roll, group, title, at)),
    };
  });
}

/** The registry, with a full install in place of its plugins. */
export function fullRegistry(): Registry {
  return { ...registry, plugins: fullInstall() };
}
