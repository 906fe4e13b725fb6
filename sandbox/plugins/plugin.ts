import type { Values } from "../values/values.ts";

/** The kinds of types, in the order in which Kestra lists them. */
export const kinds = [
  "tasks",
  "triggers",
  "conditions",
  "storages",
  "secrets",
  "taskRunners",
  "apps",
  "appBlocks",
  "charts",
  "dataFilters",
  "dataFiltersKPI",
  "logExporters",
  "additionalPlugins",
] as const;

export type Kind = (typeof kinds)[number];

/** A type of a plugin, with what documents it. */
export interface PluginType {
  readonly cls: string;
  /** A task where absent. */
  readonly kind?: Kind;
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  /** Other names that it goes by. */
  readonly aliases?: readonly string[];
  /** The JSON schema of each of its own properties; a class among them as `{ $ref: "#/$defs/<class>" }`. */
  readonly properties?: Readonly<Record<string, Values>>;
  readonly required?: readonly string[];
  /** The JSON schema of each output. */
  readonly outputs?: Readonly<Record<string, Values>>;
  /** The JSON schemas that `$ref` names. */
  readonly definitions?: Readonly<Record<string, Values>>;
  readonly examples?: readonly { readonly title: string; readonly code: string }[];
}

/** A plugin, as an instance has it or as the public catalogue lists it. */
export interface SandboxPlugin {
  /** As its artifact and its repository are called: `plugin-aws`. */
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  /** Markdown. */
  readonly longDescription?: string;
  /** The package of its types. */
  readonly group: string;
  /** Absent: it comes with Kestra. */
  readonly version?: string;
  /** Its releases, the newest first; the one that it has where absent. */
  readonly versions?: readonly string[];
  readonly license?: "EE";
  readonly categories?: readonly string[];
  readonly types: readonly PluginType[];
}

/** What there is of a plugin, the one that it has first where it is no list. */
export function versionsOf({ version, versions }: SandboxPlugin): readonly string[] {
  return versions ?? (version === undefined ? [] : [version]);
}
