import { nearest } from "../../../runtime/near-miss.ts";
import { say, type Said } from "../../../runtime/text/said.ts";
import { wordIndex } from "../../../runtime/text/word-index.ts";
import { artifactsOf, comesWithKestra } from "../catalog/artifacts.ts";
import { classSchema } from "../catalog/class-schema.ts";
import {
  knownCatalog,
  type CatalogCalls,
  type CatalogContext,
  type KnownCatalog,
} from "../catalog/known-catalog.ts";
import { ownerOf, typeNamed } from "../catalog/type-match.ts";
import { similarity } from "../flow/similarity.ts";
import { asked } from "../asked.ts";
import type { Complaint } from "./complaint.ts";
import type { FlowMap } from "./flow-map.ts";
import { unseenTypes, type Types } from "./flow-problems.ts";
import { nearTypes } from "./near-types.ts";

/** What tells types. */
interface Calls extends CatalogCalls {
  readonly inputs: (
    input: Record<string, never>,
  ) => Promise<{ readonly results: readonly { readonly type?: unknown }[] }>;
  readonly document: (input: { readonly cls: string }) => Promise<{ readonly schema?: unknown }>;
  readonly compatible: Parameters<typeof artifactsOf>[1];
}

/** Types and properties of which it is found what they may mean: each takes time, of a property a request as well. */
const most = { types: 50, properties: 10 };

const none: Types = {
  near: () => [],
  missing: () => undefined,
  property: () => undefined,
  isUnknown: () => false,
};

/**
 * What is known of the types and properties that Kestra does not know: it is asked for those that it has only where there is
 * such a one. Those of inputs are of their own.
 * @returns with a note where they cannot be had
 */
export async function typesFor(
  complaints: readonly Complaint[],
  maps: readonly FlowMap[],
  calls: Calls,
  context: CatalogContext,
): Promise<Types & { readonly note?: string }> {
  const property = await propertiesFor(complaints, calls, context);
  const refused = new Set(complaints.flatMap((it) => (it.kind === "type" ? [it.type] : [])));
  const wrong = [...refused].slice(0, most.types);
  if (wrong.length === 0) return { ...none, property };
  const ofInputs = wrong.filter((type) => maps.some((map) => isOfInput(map, type)));
  const [known, inputTypes] = await Promise.all([
    ofInputs.length < wrong.length ? asked(knownCatalog(calls, context), context.mask) : undefined,
    ofInputs.length > 0 ? asked(calls.inputs({}), context.mask) : undefined,
  ]);
  if (known?.failure !== undefined || inputTypes?.failure !== undefined)
    return {
      ...none,
      property,
      note: "What a wrong type may mean is not known: Kestra did not tell which types it has.",
    };
  const inputs = (inputTypes?.answer?.results ?? []).map(({ type }) => String(type));
  const catalog = known?.answer;
  const alike = await similarity();
  const isMissing = (type: string) => catalog !== undefined && isUnknown(type, catalog);
  const unseen = new Set(maps.flatMap((map) => unseenTypes(map, wrong, { isUnknown: isMissing })));
  const looked = [...wrong, ...unseen].slice(0, most.types);
  const reasons =
    catalog === undefined ? new Map<string, Said>() : await reasonsFor(looked, catalog, calls, context);
  const choices = catalog === undefined ? [] : usable(catalog);
  const choicesFor = (type: string): readonly string[] => {
    if (ofInputs.includes(type)) return inputs;
    return (catalog && ofMissingPlugin(type, catalog)) ?? choices;
  };
  /** A type without its package, or by a former name. */
  const namedBy = (type: string): readonly string[] => {
    const cls = catalog && !ofInputs.includes(type) ? typeNamed(catalog, type)?.type.cls : undefined;
    return cls === undefined || cls === type ? [] : [cls];
  };
  return {
    near: (type) =>
      looked.includes(type)
        ? [...new Set([...namedBy(type), ...nearTypes(type, choicesFor(type), alike)])]
        : [],
    missing: (type) => (ofInputs.includes(type) ? undefined : reasons.get(type)),
    property,
    isUnknown: isMissing,
  };
}

/** The types that a flow can use, those of the instance alone where it told. */
function usable({ types, version }: KnownCatalog): readonly string[] {
  return [...types.values()]
    .filter(({ installed, deprecated }) => !deprecated && (version === undefined || installed === true))
    .map(({ cls }) => cls);
}

/** What a type of a plugin that is not installed may mean: one of that plugin; nothing else where there is such a one. */
function ofMissingPlugin(type: string, catalog: KnownCatalog): readonly string[] | undefined {
  if (catalog.types.has(type)) return [];
  const owner = ownerOf(type, catalog);
  return owner?.installed === false
    ? owner.types.filter(({ deprecated }) => !deprecated).map(({ cls }) => cls)
    : undefined;
}

function isUnknown(type: string, { types, plugins, version }: KnownCatalog): boolean {
  if (!isClass(type) || version === undefined || types.get(type)?.installed === true) return false;
  return !plugins.some(({ aliases, installed }) => installed === true && aliases.includes(type));
}

/** By its form: what tasks hold may have types of its own, such as `text.html`. */
function isClass(type: string): boolean {
  return /^[a-z]\w*(?:\.\w+)*\.[A-Z]\w*$/.test(type);
}

/** What brings each type whose plugin the instance does not have. */
async function reasonsFor(
  types: readonly string[],
  catalog: KnownCatalog,
  { compatible }: Calls,
  context: CatalogContext,
): Promise<ReadonlyMap<string, Said>> {
  const owners = [...new Set(types)].flatMap((type) => {
    const plugin = ownerOf(type, catalog);
    const isMissing = plugin?.installed === false || catalog.types.get(type)?.installed === false;
    return plugin !== undefined && isMissing ? [{ type, plugin }] : [];
  });
  const artifacts = await artifactsOf(
    [...new Set(owners.map(({ plugin }) => plugin))],
    compatible,
    context,
    catalog,
  );
  const owned = owners.map(({ type, plugin }) => {
    const { name, ee, installed } = plugin;
    if (comesWithKestra(plugin)) {
      const which = catalog.types.get(type)?.ee === true ? say`the Enterprise edition` : say`another release`;
      return [type, say`it comes with ${which} of Kestra`] as const;
    }
    const what =
      installed === false
        ? say`${name}, which is not installed here`
        : say`a newer ${name} than is installed here`;
    const install = say`install ${artifacts.get(name) ?? name}${ee ? say` (Enterprise)` : say``}`;
    return [type, say`it comes with ${what}: ${install}`] as const;
  });
  const others = types.flatMap((type) => {
    const prefix = ownerOf(type, catalog) === undefined ? missingPlugin(type, catalog) : undefined;
    return prefix === undefined ? [] : [[type, say`the instance has no plugin ${prefix}`] as const];
  });
  return new Map([...others, ...owned]);
}

/**
 * The plugin that a type is of by its form, where none is known that could be it: `io.kestra.plugin.aws`. Undefined for a type
 * of a plugin that is there, and for one of no plugin's form.
 */
function missingPlugin(type: string, { types }: KnownCatalog): string | undefined {
  const prefix = /^(?:\w+\.)+plugin\.\w+(?=\.)/.exec(type)?.[0];
  if (prefix === undefined) return undefined;
  return [...types.keys()].some((it) => it.startsWith(`${prefix}.`)) ? undefined : prefix;
}

/** The properties that words mean which are like none by their letters, from what Kestra documents of the class. */
async function propertiesFor(
  complaints: readonly Complaint[],
  { document }: Calls,
  { mask }: CatalogContext,
): Promise<Types["property"]> {
  const meant = new Map<string, string | undefined>();
  for (const one of complaints) {
    if (meant.size >= most.properties) break;
    if (one.kind !== "property" || nearest(one.field, one.known) !== undefined) continue;
    if (meant.has(`${one.of} ${one.field}`)) continue;
    const { answer } = await asked(document({ cls: one.of }), mask);
    const { properties } = classSchema(answer?.schema ?? {});
    const index = await wordIndex(properties.map(({ name, text }) => ({ name, body: text })));
    const [best] = index.search(one.field).flatMap((at) => properties[at] ?? []);
    meant.set(`${one.of} ${one.field}`, best?.name);
  }
  return (of, field) => meant.get(`${of} ${field}`);
}

/** True where the type is that of an input of the flow, or of a form in one. */
function isOfInput(map: FlowMap, type: string): boolean {
  return map.ofType(type).some(({ path }) => /(?:^|\.)(?:inputs|onResume)\[/.test(path));
}
