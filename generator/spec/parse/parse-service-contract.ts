import { isObject } from "../../../runtime/json.ts";
import type { Contract, ContractOperation } from "../../contract/contract.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile, YamlPath } from "../../diagnostics/source-file.ts";
import { serviceContractSchema } from "../grammar/service-contract.ts";
import { validator } from "../grammar/validate.ts";
import { checkGrammar } from "./check-grammar.ts";
import { readYaml, type YamlSource } from "./yaml-source.ts";

type Written = Pick<Contract, "schemas"> & {
  readonly operations: readonly Omit<ContractOperation, "operationId" | "editions">[];
};

const validateContract = validator(serviceContractSchema);

/**
 * Reads `specs/contracts/<service>/contract.json`, which is written by hand. It has no editions and no lines: what it says
 * holds everywhere. Pure; errors are returned with their places, never thrown.
 */
export function parseServiceContract(file: SourceFile): {
  readonly contract?: Contract;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { source, diagnostics } = readYaml(file);
  if (source === undefined) return { diagnostics };
  const checked = checkGrammar(source, validateContract);
  const found = [...diagnostics, ...checked.diagnostics];
  if (!checked.valid) return { diagnostics: found };
  const written = checked.value as Written;
  const wrong = [...checkOperations(written, source.error), ...checkReferences(written, source.error)];
  const operations = written.operations.map((operation): ContractOperation => {
    const route = routeOf(operation);
    return { summary: route, ...operation, operationId: route, editions: ["oss", "ee"] };
  });
  return {
    contract: { line: "", operations, schemas: written.schemas, filters: {} },
    diagnostics: [...found, ...wrong],
  };
}

function routeOf({ method, path }: Pick<ContractOperation, "method" | "path">): string {
  return `${method} ${path}`;
}

function checkOperations({ operations }: Written, error: YamlSource["error"]): readonly Diagnostic[] {
  return operations.flatMap((operation, i) => {
    const at = ["operations", i, "path"];
    const route = routeOf(operation);
    const isTwin = operations.slice(0, i).some((it) => routeOf(it) === route);
    const holes = [...operation.path.matchAll(/\{([^}]*)\}/gu)].map(([, hole = ""]) => hole);
    const named = operation.parameters.filter((it) => it.in === "path").map((it) => it.name);
    const missing = holes.filter((hole) => hole !== "tenant" && !named.includes(hole));
    const unused = named.filter((name) => !holes.includes(name));
    return [
      ...(isTwin ? [error(at, `${route} stands here twice.`, "Keep one of them.")] : []),
      ...(holes.includes("tenant") ? [error(at, "The tenant is Kestra's: no other service has one.")] : []),
      ...missing.map((hole) => error(at, `The path has {${hole}}, which is none of its parameters.`)),
      ...unused.map((name) => error(at, `The path has no {${name}}, which is one of its parameters.`)),
    ];
  });
}

/** Reports each `ref` that names no schema. */
function checkReferences(written: Written, error: YamlSource["error"]): readonly Diagnostic[] {
  const names = new Set(Object.keys(written.schemas));
  const visit = (value: unknown, at: YamlPath): readonly Diagnostic[] => {
    if (Array.isArray(value)) return value.flatMap((it, i) => visit(it, [...at, i]));
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([key, it]) => {
      if (key !== "ref" || typeof it !== "string" || names.has(it)) return visit(it, [...at, key]);
      return [error([...at, key], `There is no schema "${it}".`, "Add it to `schemas`.")];
    });
  };
  return visit(written, []);
}
