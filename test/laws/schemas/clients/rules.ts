/** A schema as it comes over the wire: nothing is known of it. */
export type Wire = Readonly<Record<string, unknown>>;

/** What a client makes of a tool's arguments; it throws where the client, or the API behind it, refuses the tool. */
export interface Converter {
  readonly client: string;
  /** Where its rules are written down. */
  readonly source: string;
  readonly convert: (schema: Wire) => unknown;
}

export function isWire(value: unknown): value is Wire {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The schemas right below a schema, by where they stand. */
function below(schema: Wire): readonly (readonly [string, unknown])[] {
  const { properties, items, additionalProperties: rest } = schema;
  return [
    ...Object.entries(isWire(properties) ? properties : {}).map(([name, it]) => [`.${name}`, it] as const),
    ...(items === undefined ? [] : [["[]", items] as const]),
    ...(isWire(rest) ? [[".*", rest] as const] : []),
  ];
}

/** Looks at every schema in a schema, the outer one first. */
export function eachNode(schema: unknown, look: (node: Wire, at: string) => void, at = ""): void {
  if (!isWire(schema)) throw new Error(`${at}: a schema is an object, not ${JSON.stringify(schema)}`);
  look(schema, at);
  for (const [place, inner] of below(schema)) eachNode(inner, look, `${at}${place}`);
}

/** Refuses keywords that a client does not know. */
export function only(node: Wire, at: string, known: readonly string[]): void {
  const other = Object.keys(node).find((key) => !known.includes(key));
  if (other !== undefined) throw new Error(`${at}: Unknown name "${other}"`);
}
