import { didYouMean } from "../../../runtime/near-miss.ts";
import { toolName } from "../../spec/words/names.ts";
import { validator } from "../../spec/grammar/validate.ts";
import { routeOf } from "../../contract/same-operation.ts";
import { listed } from "../../text/listed.ts";
import { draftOf, type Draft } from "./draft/draft.ts";
import { isOpen, newest, type DraftEndpoint } from "./draft/endpoint.ts";
import { findEndpoint } from "./find.ts";
import type { KnownSpecs } from "./ground.ts";
import { numbered, uncoveredList } from "./listing.ts";
import { nameFor } from "./name.ts";
import type { ScaffoldOptions } from "./options.ts";
import { ScaffoldError } from "./error.ts";
import { homeFor, type Home } from "./toolset.ts";
import { uncovered } from "./coverage.ts";

const validName = validator(toolName);

/** The one tool that is asked for, and what whoever asked should know. */
export interface ChosenEndpoint {
  readonly draft: Draft;
  readonly endpoint: DraftEndpoint;
  /** Sentences. */
  readonly notes: readonly string[];
}

/**
 * The draft of the tool that is asked for.
 * @throws ScaffoldError where no operation fits or several do, and where the toolset or the name cannot be
 */
export function choose(known: KnownSpecs, asked: ScaffoldOptions & { readonly kind: "new" }): ChosenEndpoint {
  const endpoint = endpointFor(known, asked.query, asked.line);
  const home: Home =
    asked.toolset === undefined
      ? homeFor(endpoint, known.covered, known.toolsets)
      : { toolset: toolsetNamed(known, asked.toolset, endpoint) };
  const name = asked.name === undefined ? ownName(known, endpoint) : freeName(known, asked.name);
  const draft = draftOf(known, endpoint, name, home.toolset);
  const calling = known.covered.filter((it) => it.endpoint === endpoint).map(({ tool }) => tool);
  const route = routeOf(newest(endpoint));
  const isLoose =
    /^[A-Za-z]+\s+\//.test(asked.query.trim()) &&
    !endpoint.routes.some((it) => routeOf(it.operation) === asked.query.trim());
  const notes = [
    ...(isLoose ? [`# Edit: "${asked.query}" was taken for ${route}.`] : []),
    ...(calling.length === 0 ? [] : [`${listed([...new Set(calling)])} calls it already.`]),
    ...(home.note === undefined ? [] : [home.note]),
  ];
  return { draft, endpoint, notes };
}

/** The operations that no tool covers, as text. @param line only those that this line has */
export function listUncovered(known: KnownSpecs, line?: string): string {
  const all = onLine(known, line);
  const open = uncovered(all, known.covered);
  return `${uncoveredList(open, all, known.world.lines)}\n`;
}

function endpointFor(known: KnownSpecs, query: string, line: string | undefined): DraftEndpoint {
  const { lines } = known.world;
  const endpoints = onLine(known, line);
  const found = findEndpoint(query, endpoints);
  if (found.kind === "one") return found.endpoint;
  if (found.kind === "several") {
    const count = found.endpoints.length;
    const example = found.endpoints.slice(0, 1).map((it) => routeOf(newest(it)));
    const how = `Say which one, such as: npm run new -- "${example.join("")}"`;
    throw new ScaffoldError(
      `"${query}" fits ${count} operations:\n${numbered(found.endpoints, lines)}\n${how}`,
    );
  }
  const where = line === undefined ? "" : ` on line ${line}`;
  const near = found.endpoints.length > 1 ? `\nNear it are:\n${numbered(found.endpoints, lines)}` : "";
  const hint =
    found.hint === "" ? " `npm run new -- --list` shows all that no tool covers." : ` ${found.hint}`;
  throw new ScaffoldError(`Kestra has no operation "${query}"${where}.${hint}${near}`);
}

function onLine({ world, endpoints }: KnownSpecs, line: string | undefined): readonly DraftEndpoint[] {
  if (line === undefined) return endpoints;
  if (!world.lines.includes(line))
    throw new ScaffoldError(`There is no line "${line}". There are ${listed(world.lines)}.`);
  return endpoints.filter(({ routes }) => routes.some((it) => it.line === line));
}

function toolsetNamed({ toolsets: { toolsets } }: KnownSpecs, name: string, endpoint: DraftEndpoint): string {
  const names = Object.keys(toolsets);
  if (!names.includes(name))
    throw new ScaffoldError(
      `There is no toolset "${name}".${didYouMean(name, names)} There are ${listed(names)}; a new one is declared in ` +
        "specs/toolsets.yaml first: title, description, default.",
    );
  if (toolsets[name]?.edition === "ee" && isOpen(endpoint))
    throw new ScaffoldError(
      `The toolset "${name}" is for what only the Enterprise edition answers; ${routeOf(newest(endpoint))} is answered by both.`,
    );
  return name;
}

/** The name that an operation gets; the tool that has it already is not written a second time. */
function ownName({ world, covered, specs }: KnownSpecs, endpoint: DraftEndpoint): string {
  const first = nameFor(endpoint, new Set());
  const twin = covered.find((it) => it.endpoint === endpoint && it.tool === first)?.tool;
  if (twin === undefined) return nameFor(endpoint, world.tools);
  const file = specs.find((it) => it.name === twin)?.file.path ?? twin;
  throw new ScaffoldError(
    `${routeOf(newest(endpoint))} is in ${file} already, and nothing is overwritten: give another tool for it a --name.`,
  );
}

function freeName({ world }: KnownSpecs, name: string): string {
  if (validName(name).length > 0)
    throw new ScaffoldError(
      `"${name}" is not a name for a tool: it has lower-case letters, digits and underscores, and starts with a letter; at most 40.`,
    );
  if (world.tools.has(name))
    throw new ScaffoldError(`There is a tool "${name}" already: give another name with --name.`);
  return name;
}
