import { isAlias, isNode, isPair, isMap, isSeq, type Alias, type Document } from "yaml";

/** Values that a file may hold at most, once its aliases are unfolded. */
const mostValues = 20_000;

/** What is wrong with the aliases of a document, and where. */
export interface AliasError {
  readonly alias: Alias;
  readonly message: string;
}

/** Aliases that point to nothing or to what they stand in, or that unfold to too much: a document without is safe to read. */
export function aliasErrors(document: Document): readonly AliasError[] {
  const errors: AliasError[] = [];
  const sizes = new Map<string, number | "open">();
  let last: Alias | undefined;

  const sizeOfAlias = (alias: Alias): number => {
    last = alias;
    const size = sizes.get(alias.source);
    if (typeof size === "number") return size;
    const message =
      size === undefined
        ? `There is no anchor &${alias.source} before this.`
        : `*${alias.source} stands inside what it names.`;
    errors.push({ alias, message });
    return 1;
  };
  const sizeOf = (node: unknown): number => {
    if (isAlias(node)) return sizeOfAlias(node);
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    const anchor = isNode(node) && "anchor" in node ? node.anchor : undefined;
    if (anchor !== undefined) sizes.set(anchor, "open");
    const items: readonly unknown[] = isMap(node) || isSeq(node) ? node.items : [];
    const size = items.reduce<number>((sum, item) => sum + sizeOf(item), 1);
    if (anchor !== undefined) sizes.set(anchor, size);
    return size;
  };

  const size = sizeOf(document.contents);
  if (size > mostValues && last !== undefined) {
    errors.push({ alias: last, message: `The aliases unfold to more than ${mostValues} values.` });
  }
  return errors;
}
