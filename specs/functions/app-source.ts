/** The definition of an app as Kestra takes it: a text is its YAML, and an object is written as JSON, which is YAML too. */
export function sourceText(definition: unknown): string {
  return typeof definition === "string" ? definition : JSON.stringify(definition, undefined, 2);
}
