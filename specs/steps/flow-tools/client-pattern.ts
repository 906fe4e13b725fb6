/** Tokens that Java and ECMAScript read the same; what only one of them knows is none. */
const same =
  /^(?:[\w \-@:/,#%=~"'<>;&!]|\\[dwDW.\-/+*?()[\]{}|^$\\]|[.^$|]|\((?:\?:|(?!\?))|\)|\[\^?(?:[\w @:/,.#%=~+*?()|$!-]|\\[dw.\-/\]\\])+\]|(?:[*+?]|\{\d+(?:,\d*)?\})(?![*+?{]))*$/;

/** Characters of a pattern that is published. */
const most = 200;

/**
 * A pattern of Kestra's, which a whole text must match, in ECMAScript; undefined where it has no equal there that is
 * certain. It is for clients to show: only Kestra tries it, since one may take for ever.
 */
export function clientPattern(java: string): string | undefined {
  if (java.length > most || !same.test(java)) return undefined;
  const pattern = `^(?:${java})$`;
  try {
    new RegExp(pattern, "u");
    return pattern;
  } catch {
    return undefined;
  }
}
