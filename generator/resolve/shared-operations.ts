import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../../runtime/near-miss.ts";
import type { OperationsSpec } from "../spec/spec.ts";
import { paramsAt } from "./params.ts";
import { joinFindings, operationScope, type Finding, type Scope } from "./context/scope.ts";
import type { World } from "./context/world.ts";
import { resolveOperation, type ResolvedOperation } from "./operation.ts";

/** Operations that tools share, by name; undefined for one that has an error. */
export type SharedOperations = ReadonlyMap<string, ResolvedOperation | undefined>;

/** Resolves each shared operation once, whatever tools ask it. Pure; errors are returned, never thrown. */
export function resolveShared(
  world: World,
  specs: readonly OperationsSpec[],
): { readonly shared: SharedOperations; readonly diagnostics: readonly Diagnostic[] } {
  const shared = new Map<string, ResolvedOperation | undefined>();
  const homes = new Map<string, string>();
  const found: Finding[] = [];
  for (const spec of specs) {
    for (const [name, grammar] of Object.entries(spec.operations)) {
      const scope = operationScope(world, spec, name, found);
      const twin = homes.get(name);
      if (twin !== undefined)
        scope.report([name], `${twin} has this name too.`, "Rename one of them.", "key");
      homes.set(name, spec.file.path);
      const resolved = resolveOperation(scope, grammar, paramsAt(scope, grammar));
      const home = { area: spec.area, name };
      shared.set(name, resolved && { ...resolved, model: { ...resolved.model, shared: home } });
    }
  }
  return { shared, diagnostics: joinFindings(found, world.lines) };
}

/** The shared operation that a call refers to. @returns undefined after an error, of the call or of the operation */
export function sharedOperation(
  { at, report }: Scope,
  name: string,
  shared: SharedOperations,
): ResolvedOperation | undefined {
  if (!shared.has(name)) {
    const near = didYouMean(name, [...shared.keys()]).trim();
    report(
      at,
      `No file of specs/operations has an operation "${name}".`,
      near === "" ? "Write its `request` and `output` here, or add it there." : near,
    );
  }
  return shared.get(name);
}
