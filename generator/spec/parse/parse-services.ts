import type { OtherServices } from "../../../runtime/network/connection.ts";
import { isObject } from "../../../runtime/json.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";
import { servicesSchema } from "../grammar/services.ts";
import { validator } from "../grammar/validate.ts";
import { checkGrammar } from "./check-grammar.ts";
import { readYaml, type YamlSource } from "./yaml-source.ts";

/** The services besides Kestra, and what is wrong with the file; none where it cannot be understood. */
export interface ParsedServices {
  readonly services: OtherServices;
  readonly error?: YamlSource["error"];
  readonly diagnostics: readonly Diagnostic[];
}

const validateServices = validator(servicesSchema);

/** Reads `specs/services.yaml`. Pure; errors are returned with their places, never thrown. */
export function parseServices(file: SourceFile): ParsedServices {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { services: {}, diagnostics };
  const { error } = source;
  const checked = checkGrammar(source, validateServices);
  const found = [...diagnostics, ...checked.diagnostics];
  if (!checked.valid || !isObject(checked.value)) return { services: {}, error, diagnostics: found };
  const written = checked.value as Readonly<Record<string, OtherServices[string]>>;
  const others = Object.entries(written).filter(([name]) => name !== "kestra");
  const services = others.map(([name, { title, variable, default: preset, timeout, keeps }]) => {
    const optional = { ...(timeout !== undefined && { timeout }), ...(keeps !== undefined && { keeps }) };
    return [name, { title, variable, default: preset, ...optional }] as const;
  });
  return {
    services: Object.fromEntries(services),
    error,
    diagnostics: [...found, ...checkVariables(Object.entries(written), error)],
  };
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
