/**
 * Whether this is the name of a variable as people write them. Only such a name is shown: anything else may be a password,
 * or a text that pretends to be a line of ours.
 */
export function isVariableName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(text);
}
