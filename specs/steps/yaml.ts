/** Loaded when it is first needed: most calls need no YAML. */
const library = () => import("yaml");

/** A function that writes a value as YAML in block style, its keys in their order; it reads the same as YAML 1.1. */
export async function yamlText(): Promise<(value: unknown) => string> {
  const { stringify } = await library();
  return (value) => stringify(value, { compat: "yaml-1.1" });
}
