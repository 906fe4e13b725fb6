import type { OtherServices } from "../../../runtime/network/connection.ts";
import type { Contract } from "../../contract/contract.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { SourceFile } from "../../diagnostics/source-file.ts";
import { parseServiceContract } from "./parse-service-contract.ts";
import { parseServices, type ServicePulls } from "./parse-services.ts";
import type { YamlSource } from "./yaml-source.ts";
import { errorAt } from "./yaml-place.ts";

/** The texts that services come from. */
export interface ServiceFiles {
  /** `specs/services.yaml` */
  readonly services: SourceFile;
  /** `specs/contracts/<service>/*.json`, those of Kestra among them. */
  readonly contracts: readonly SourceFile[];
}

/** The services besides Kestra, each with its contract. */
export interface LoadedServices {
  readonly services: OtherServices;
  readonly pulls: ServicePulls;
  /** Reports something of the file of services; absent where it cannot be read. */
  readonly error: YamlSource["error"] | undefined;
  /** By the name of the service; of those whose contract can be read. */
  readonly serviceContracts: ReadonlyMap<string, Contract>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the services and their contracts. Errors are returned with their places, never thrown. */
export function loadServices({ services: file, contracts }: ServiceFiles): LoadedServices {
  const { services, pulls, error, diagnostics } = parseServices(file);
  const found = [...diagnostics];
  const serviceContracts = new Map<string, Contract>();
  for (const name of Object.keys(services)) {
    const path = `specs/contracts/${name}/contract.json`;
    const written = contracts.find((it) => it.path === path);
    if (written === undefined) {
      if (error !== undefined) found.push(error([name, "contract"], `There is no ${path}.`, "Write it."));
      continue;
    }
    const parsed = parseServiceContract(written);
    found.push(...parsed.diagnostics);
    if (parsed.contract !== undefined) serviceContracts.set(name, parsed.contract);
  }
  const strays = diagnostics.length > 0 ? [] : contracts.filter(({ path }) => isStray(path, services));
  for (const stray of strays) {
    const message = "It is the contract of no service of specs/services.yaml.";
    found.push(errorAt(stray, { from: 0, to: 1 }, message, "Add the service there, or remove the file."));
  }
  return { services, pulls, error, serviceContracts, diagnostics: found };
}

function isStray(path: string, services: OtherServices): boolean {
  const [, service = "", file] = /^specs\/contracts\/([^/]+)\/(.+)$/u.exec(path) ?? [];
  if (service === "kestra") return false;
  return !Object.hasOwn(services, service) || file !== "contract.json";
}
