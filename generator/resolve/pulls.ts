import { didYouMean } from "../../runtime/near-miss.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PullModel } from "../model.ts";
import type { LoadedServices } from "../spec/parse/load-services.ts";
import type { SharedOperations } from "./shared-operations.ts";

/** The operations that services are pulled by. Pure; errors are returned with their places, never thrown. */
export function resolvePulls(
  { pulls, error }: Pick<LoadedServices, "pulls" | "error">,
  shared: SharedOperations,
): { readonly pulls: readonly PullModel[]; readonly diagnostics: readonly Diagnostic[] } {
  const found: Diagnostic[] = [];
  const report = (service: string, at: number, message: string, help: string) => {
    if (error !== undefined) found.push(error([service, "pulls", at], message, help));
  };
  const models = Object.entries(pulls).map(([service, names]) => ({
    service,
    operations: names.flatMap((name, i) => {
      const model = shared.get(name)?.model;
      if (!shared.has(name)) {
        const near = didYouMean(name, [...shared.keys()]).trim();
        report(
          service,
          i,
          `No file of specs/operations has an operation "${name}".`,
          near || "Add it there.",
        );
      } else if (model !== undefined && model.service !== service)
        report(service, i, `"${name}" does not ask ${service}.`, "Leave it out.");
      return model ?? [];
    }),
  }));
  return { pulls: models, diagnostics: found };
}
