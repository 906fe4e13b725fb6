import type { Environment } from "../../environment.ts";
import { parseAddress } from "../../kestra/base-url.ts";
import type { OtherService, OtherServices, ServiceAddress, ServiceKeeps } from "../../network/connection.ts";
import { serviceSources } from "../../network/connection.ts";
import { own, say } from "../../text/said.ts";
import { absolutePath } from "../readers/absolute-path.ts";
import { choice, list } from "../readers/reader.ts";
import type { Variable } from "./variable.ts";

const sources = choice(serviceSources);
const paths = list(absolutePath);

/** The names of the variables of a service whose answers may be kept. */
function keepsVariables({ variable }: Pick<OtherService, "variable">): {
  readonly sources: string;
  readonly files: string;
  readonly cache: string;
} {
  const stem = variable.replace(/_URL$/, "");
  return { sources: stem, files: `${stem}_FILE`, cache: `${stem}_CACHE` };
}

/**
 * The variables of services besides Kestra: where each answers, and of one whose answers may be kept what they come from.
 * No file gives them: whoever wrote it would decide what agents read there.
 */
export function serviceVariables(services: OtherServices): readonly Variable[] {
  return Object.values(services).flatMap((service) => {
    const { title, variable, default: preset, keeps } = service;
    const address: Variable = {
      name: variable,
      default: preset,
      read: parseAddress,
      meaning: `Where ${title} answers. Only tools that need it ask it, and nothing that is Kestra's goes there.`,
    };
    if (keeps !== true) return [address];
    const names = keepsVariables(service);
    return [
      address,
      {
        name: names.sources,
        default: "auto",
        read: sources,
        meaning: `What answers: auto asks the instance first, then ${title}, then ${names.files}; instance asks Kestra alone, public asks ${title} alone, and offline asks Kestra and ${names.files}.`,
      },
      {
        name: names.files,
        read: paths,
        meaning: `Absolute paths with commas between: files that hold answers of ${title}, which answer where it does not, and folders with flows to offer as blueprints.`,
      },
      {
        name: names.cache,
        read: absolutePath,
        meaning: `A folder, as an absolute path, in which answers of ${title} are kept for a day, and longer where it is away. Where it is not set, nothing is written.`,
      },
    ];
  });
}

/**
 * Where each service answers, and what of it is kept.
 * @param named a variable, for a sentence: with what set it where that was no operator
 * @throws ConfigurationError naming the variable
 */
export function serviceAddresses(
  services: OtherServices,
  env: Environment,
  named: (name: string) => string = (name) => name,
): Readonly<Record<string, ServiceAddress>> {
  const entries = Object.entries(services).map(([name, service]) => {
    const { variable, default: preset, timeout, keeps } = service;
    const url = parseAddress(env[variable] || preset, variable);
    return [
      name,
      {
        url,
        from: variable,
        ...(timeout === undefined ? {} : { timeout: 1000 * timeout }),
        ...(keeps === true && { keeps: keepsOf(service, env, named) }),
      },
    ] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * What makes Kestra alone answer: a value for each service whose answers may be kept, unless the operator set a variable of
 * that service.
 */
export function kestraAlone(services: OtherServices, env: Environment): Environment {
  const quiet = Object.values(services)
    .filter(({ keeps }) => keeps === true)
    .map((service) => ({ own: service.variable, ...keepsVariables(service) }))
    .filter(({ own: address, sources: named, files }) => !env[address] && !env[named] && !env[files]);
  return Object.fromEntries(quiet.map(({ sources: named }) => [named, "instance"]));
}

function keepsOf(service: OtherService, env: Environment, named: (name: string) => string): ServiceKeeps {
  const { title } = service;
  const names = keepsVariables(service);
  const value = sources(env[names.sources] || "auto", names.sources);
  const isAsked = value === "auto" || value === "public";
  const [paired, cache] = [env[names.files], env[names.cache]];
  const kept = {
    files: paired ? paths(paired, names.files) : [],
    ...(cache && { cache: absolutePath(cache, names.cache) }),
  };
  return {
    title,
    sources: value,
    sourcesFrom: named(names.sources),
    ...(isAsked ? {} : { unasked: say`${own(named(names.sources))} is ${own(value)}` }),
    // Kestra alone: not even what was kept of another answers.
    ...(value === "instance" ? { files: [] } : kept),
    filesFrom: names.files,
  };
}
