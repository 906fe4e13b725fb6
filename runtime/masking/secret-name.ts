import { isObject } from "../json.ts";

const secretName = /passw|passphrase|pwd|secret|token|credential|(?:api|private|access)[-_ ]?key/i;

/** True for a name that says that what it stands for is not for eyes. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** A pair written as one text, such as a label `key:value`, whose name says that: in its two halves. */
export function secretPair(text: string): { readonly name: string; readonly value: string } | undefined {
  const match = /^([^:\n]{1,200}:)([^\n]+)$/.exec(text);
  const [, name = "", value = ""] = match ?? [];
  return isSecretName(name) ? { name, value } : undefined;
}

/** True for a pair written as an object, such as a label `{ key, value }`, whose name says that its value is secret. */
export function isSecretPair(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isObject(value) &&
    "value" in value &&
    [value.key, value.name].some((name) => typeof name === "string" && isSecretName(name))
  );
}
