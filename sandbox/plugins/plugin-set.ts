import type { Line } from "../line/line.ts";
import { tasks, triggers, type KnownTypes, type Plugin } from "../flows/plugin.ts";
import { corePlugin } from "./core.ts";
import type { Kind, PluginType, SandboxPlugin } from "./plugin.ts";

/** A type and the plugin that it is of. */
export interface FoundType {
  readonly type: PluginType;
  readonly plugin: SandboxPlugin;
}

/** The plugins of one instance. Flows may have their types. */
export interface PluginSet extends KnownTypes {
  /** What comes with Kestra first. */
  list(): readonly SandboxPlugin[];
  /** The type of this name, or of which this is another name. */
  find(cls: string): FoundType | undefined;
  /** Puts plugins beside those that are there, in place of those of the same name. */
  add(plugins: readonly SandboxPlugin[]): void;
  /** Changes with what is there; 0 where only what comes with Kestra is. */
  readonly hash: number;
}

function checkable({ cls, aliases = [], properties = {}, required = [] }: PluginType): Plugin {
  return { type: cls, aliases, properties: Object.keys(properties), required };
}

function typesOf(plugins: readonly SandboxPlugin[], kind: Kind): readonly Plugin[] {
  return plugins.flatMap(({ types }) =>
    types.filter((type) => (type.kind ?? "tasks") === kind).map(checkable),
  );
}

/** As Java hashes a text: 32 bits, with a sign. */
function hashOf(text: string): number {
  let hash = 0;
  for (const character of text) hash = (Math.imul(31, hash) + (character.codePointAt(0) ?? 0)) | 0;
  return hash;
}

function hashOfAll(plugins: readonly SandboxPlugin[]): number {
  if (plugins.length === 0) return 0;
  return hashOf(plugins.map(({ name, version, types }) => `${name} ${version} ${types.length}`).join("\n"));
}

/** What comes with Kestra, and whatever is put beside it. */
export function pluginSet(line: Line): PluginSet {
  const core = corePlugin(line);
  let added: readonly SandboxPlugin[] = [];
  let known: KnownTypes = { tasks, triggers };
  return {
    get tasks() {
      return known.tasks;
    },
    get triggers() {
      return known.triggers;
    },
    get hash() {
      return hashOfAll(added);
    },
    list: () => [core, ...added],
    find(cls) {
      for (const plugin of [core, ...added]) {
        const type = plugin.types.find((one) => one.cls === cls || one.aliases?.includes(cls) === true);
        if (type !== undefined) return { type, plugin };
      }
      return undefined;
    },
    add(plugins) {
      const names = new Set(plugins.map(({ name }) => name));
      added = [...added.filter(({ name }) => !names.has(name)), ...plugins].toSorted((a, b) =>
        a.name < b.name ? -1 : 1,
      );
      known = {
        tasks: [...tasks, ...typesOf(added, "tasks")],
        triggers: [...triggers, ...typesOf(added, "triggers")],
      };
    },
  };
}
