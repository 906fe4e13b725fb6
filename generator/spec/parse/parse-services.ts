import type { OtherServices } from "../../../runtime/network/connection.ts";
import { isObject } from "../../../runtime/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";
import { servicesSchema } from "../grammar/services.ts";
import { validator } from "../grammar/validate.ts";
import { checkGrammar } from "./check-grammar.ts";
import { readYaml, type YamlSource } from "./yaml-source.ts";

/** The names of the operations that a service is pulled by, of each that can be. */
export type ServicePulls = Readonly<Record<string, readonly string[]>>;

/** As it is written: what is compiled of it elsewhere stands besides. */
type WrittenService = OtherServices[string] & { readonly pulls?: readonly string[] };

/** The services besides Kestra, and what is wrong with the file; none where it cannot be understood. */
export interface ParsedServices {
  readonly services: OtherServices;
  readonly pulls: ServicePulls;
  readonly error?: YamlSource["error"];
  readonly diagnostics: readonly Diagnostic[];
}

const validateServices = validator(servicesSchema);

/** Reads `specs/services.yaml`. Pure; errors are returned with their places, never thrown. */
export function parseServices(file: SourceFile): ParsedServices {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { services: {}, pulls: {}, diagnostics };
  const { error } = source;
  const checked = checkGrammar(source, validateServices);
  const found = [...diagnostics, ...checked.diagnostics];
  if (!checked.valid || !isObject(checked.value))
    return { services: {}, pulls: {}, error, diagnostics: found };
  const written = checked.value as Readonly<Record<string, WrittenService>>;
  const others = Object.entries(written).filter(([name]) => name !== "kestra");
  const services = others.map(([name, { title, variable, default: preset, timeout, keeps }]) => {
    const optional = { ...(timeout !== undefined && { timeout }), ...(keeps !== undefined && { keeps }) };
    return [name, { title, variable, default: preset, ...optional }] as const;
  });
  return {
    services: Object.fromEntries(services),
    pulls: Object.fromEntries(others.flatMap(([name, { pulls }]) => (pulls ? [[name, pulls]] : []))),
    error,
    diagnostics: [...found, ...checkVariables(Object.entries(written), error), ...checkPulls(others, error)],
  };
}

/** What was pulled answers from a file. */
function checkPulls(
  services: readonly (readonly [string, WrittenService])[],
  error: YamlSource["error"],
): readonly Diagnostic[] {
  return services
    .filter(([, { keeps, pulls }]) => pulls !== undefined && keeps === undefined)
    .map(([name]) =>
      error([name, "pulls"], "Nothing answers from what is pulled.", "Add `keeps: true`.", "key"),
    );
}

/** One variable cannot say where two services are. */
function checkVariables(
  services: readonly (readonly [string, OtherServices[string]])[],
  error: YamlSource["error"],
): readonly Diagnostic[] {
  return services.flatMap(([name, { variable }], i) => {
    const twin = services.slice(0, i).find(([, it]) => it.variable === variable);
    if (twin === undefined) return [];
    return [
      error([name, "variable"], `${variable} says already where ${twin[0]} is.`, "Rename one of them."),
    ];
  });
}
