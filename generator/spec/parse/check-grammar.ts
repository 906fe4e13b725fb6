import type { ErrorObject } from "ajv";
import { isScalar } from "yaml";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { pairAt } from "./locate.ts";
import { schemaErrors, type SchemaError } from "./schema-errors.ts";
import { valueOf, type YamlSource } from "./yaml-source.ts";

/** What a file says, and all that its schema refuses in it. */
export interface Checked {
  readonly value: unknown;
  /** Whether the value is what the schema says, misspelt keys apart. */
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a document against its schema. A misspelt key is reported and then taken for the one that was meant, so that its
 * value is checked too, and the file can be compiled as far as it goes.
 */
export function checkGrammar(
  source: YamlSource,
  validate: (value: unknown) => readonly ErrorObject[],
): Checked {
  const diagnostics: Diagnostic[] = [];
  for (;;) {
    const value = valueOf(source.document);
    const errors = schemaErrors(validate(value), value);
    const misspelt = errors.find((it) => it.unknown?.meant !== undefined);
    if (misspelt === undefined) {
      diagnostics.push(...errors.map((it) => told(source, it)));
      return { value, valid: errors.length === 0, diagnostics };
    }
    diagnostics.push(told(source, misspelt));
    respell(source, misspelt);
  }
}

function told(source: YamlSource, { at, message, hint, on }: SchemaError): Diagnostic {
  return source.error(at, message, hint, on);
}

function respell(source: YamlSource, { at, unknown }: SchemaError): void {
  const key = pairAt(source.document, at)?.key;
  if (!isScalar(key)) throw new Error(`There is no key at ${at.join(".")}.`);
  key.value = unknown?.meant;
}
