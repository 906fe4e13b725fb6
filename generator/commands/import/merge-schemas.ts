import type { ContractSchema, Edition } from "../../contract/contract.ts";

type Schemas = Readonly<Record<string, ContractSchema>>;

/**
 * Merges the component schemas of the two editions, and any two schemas that stand in the same place. What both say
 * stays; a property that one edition lacks says so; where they contradict each other, any value may stand.
 */
export class SchemaMerge {
  readonly #oss: Schemas;
  readonly #ee: Schemas;
  readonly #merged = new Map<string, ContractSchema>();

  constructor(oss: Schemas, ee: Schemas) {
    this.#oss = oss;
    this.#ee = ee;
    for (const name of new Set([...Object.keys(oss), ...Object.keys(ee)])) {
      const a = oss[name];
      const b = ee[name];
      const only = a ?? b;
      if (a !== undefined && b !== undefined) this.#merged.set(name, this.merge(a, b));
      else if (only !== undefined) this.#merged.set(name, only);
    }
  }

  /** Everything merged so far, with a schema of its own (`A+B`) for each pair of names that met. */
  get schemas(): Readonly<Record<string, ContractSchema>> {
    return Object.fromEntries(this.#merged);
  }

  /** @param a of the open-source document. @param b of the Enterprise document. */
  merge(a: ContractSchema, b: ContractSchema): ContractSchema {
    const nullable = a.nullable === true || b.nullable === true ? { nullable: true as const } : {};
    if (a.ref !== undefined && a.ref === b.ref) return { ...same(a, b), ...nullable };
    if (a.ref !== undefined && b.ref !== undefined) return { ref: this.#pair(a.ref, b.ref), ...nullable };
    if (JSON.stringify(a) === JSON.stringify(b)) return a;
    const left = this.#flat(a, this.#oss);
    const right = this.#flat(b, this.#ee);
    return { ...this.#shapes(left, right), ...nullable };
  }

  #pair(oss: string, ee: string): string {
    const name = `${oss}+${ee}`;
    if (!this.#merged.has(name)) {
      this.#merged.set(name, {}); // so that a circle of references ends here
      this.#merged.set(
        name,
        this.#shapes(this.#flat({ ref: oss }, this.#oss), this.#flat({ ref: ee }, this.#ee)),
      );
    }
    return name;
  }

  #shapes(a: ContractSchema, b: ContractSchema): ContractSchema {
    if (
      a.type === undefined &&
      a.oneOf !== undefined &&
      JSON.stringify(a.oneOf) === JSON.stringify(b.oneOf)
    ) {
      return { oneOf: a.oneOf };
    }
    const type = a.type === b.type ? a.type : numeric(a) && numeric(b) ? "number" : undefined;
    if (type === undefined) return {};
    if (type === "array") return { ...same(a, b), type, items: this.merge(a.items ?? {}, b.items ?? {}) };
    if (type !== "object") return { ...same(a, b), type };
    const names = [
      ...new Set([...Object.keys(a.properties ?? {}), ...Object.keys(b.properties ?? {})]),
    ].sort();
    const properties = names.map((name): [string, ContractSchema] => [
      name,
      this.#property(a.properties?.[name], b.properties?.[name]),
    ]);
    const required = (a.required ?? []).filter((name) => b.required?.includes(name) ?? false);
    const open =
      a.additionalProperties !== undefined && b.additionalProperties !== undefined
        ? this.merge(a.additionalProperties, b.additionalProperties)
        : (a.additionalProperties ?? b.additionalProperties);
    return {
      type,
      ...(properties.length > 0 ? { properties: Object.fromEntries(properties) } : {}),
      ...(required.length > 0 ? { required } : {}),
      ...(open === undefined ? {} : { additionalProperties: open }),
    };
  }

  #property(oss: ContractSchema | undefined, ee: ContractSchema | undefined): ContractSchema {
    if (oss !== undefined && ee !== undefined) return this.merge(oss, ee);
    const editions: readonly Edition[] = oss === undefined ? ["ee"] : ["oss"];
    return { ...(oss ?? ee), editions };
  }

  /** Without references and `allOf` at its root; a circle of references is any value. */
  #flat(schema: ContractSchema, among: Schemas, seen: readonly string[] = []): ContractSchema {
    if (schema.ref !== undefined) {
      const target = among[schema.ref];
      return target === undefined || seen.includes(schema.ref)
        ? {}
        : this.#flat(target, among, [...seen, schema.ref]);
    }
    if (schema.allOf === undefined) return schema;
    const { allOf, ...own } = schema;
    return allOf
      .map((part) => this.#flat(part, among, seen))
      .reduce(
        (whole, part) => ({
          ...whole,
          ...part,
          ...both("properties", { ...whole.properties, ...part.properties }),
          ...both("required", [...new Set([...(whole.required ?? []), ...(part.required ?? [])])].sort()),
        }),
        own,
      );
  }
}

function both<Key extends string, Value extends object>(key: Key, value: Value): Partial<Record<Key, Value>> {
  return Object.keys(value).length > 0 ? ({ [key]: value } as Record<Key, Value>) : {};
}

function numeric(schema: ContractSchema): boolean {
  return schema.type === "integer" || schema.type === "number";
}

/** The scalar facts that both have; of bounds the wider, of enums all. */
function same(a: ContractSchema, b: ContractSchema): ContractSchema {
  const values =
    a.enum !== undefined && b.enum !== undefined ? [...new Set([...a.enum, ...b.enum])] : undefined;
  const kept = (["ref", "format", "default", "pattern"] as const).flatMap((key) =>
    a[key] !== undefined && a[key] === b[key] ? [[key, a[key]] as const] : [],
  );
  return {
    ...(Object.fromEntries(kept) as ContractSchema),
    ...(values === undefined ? {} : { enum: values }),
    ...wider("minimum", Math.min, a, b),
    ...wider("minLength", Math.min, a, b),
    ...wider("minItems", Math.min, a, b),
    ...wider("maximum", Math.max, a, b),
    ...wider("maxLength", Math.max, a, b),
    ...wider("maxItems", Math.max, a, b),
  };
}

type Bound = "minimum" | "maximum" | "minLength" | "maxLength" | "minItems" | "maxItems";

function wider(
  key: Bound,
  of: (x: number, y: number) => number,
  a: ContractSchema,
  b: ContractSchema,
): ContractSchema {
  const x = a[key];
  const y = b[key];
  return x === undefined || y === undefined ? {} : { [key]: of(x, y) };
}
