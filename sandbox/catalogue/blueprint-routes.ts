import { json, page, text } from "../http/answers.ts";
import { booleanOf, integerOf, pageOf } from "../http/paging.ts";
import { typesIn } from "../plugins/types-in.ts";
import type { PublicBlueprint } from "./blueprints.ts";
import type { Registry } from "./registry.ts";
import type { PublicRequest, PublicRoute } from "./route.ts";

function render({ id, title, description, tags, subTags = [], kind, ee, source }: PublicBlueprint) {
  return {
    id,
    title,
    description,
    shortDescription: title,
    metaTitle: title,
    metaDescription: description,
    includedTasks: typesIn(source),
    tags,
    subTags,
    kind,
    ...(ee === true ? { ee } : {}),
  };
}

function matches({ title, description, source }: PublicBlueprint, q: string): boolean {
  const all = `${title} ${description} ${typesIn(source).join(" ")}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function list(all: readonly PublicBlueprint[], query: URLSearchParams) {
  const tags = query
    .getAll("tags")
    .flatMap((value) => value.split(","))
    .filter(Boolean);
  const rows = all
    .filter((one) => matches(one, query.get("q") ?? ""))
    .filter((one) => tags.length === 0 || tags.some((tag) => one.tags.includes(tag)))
    .filter(({ ee }) => booleanOf(query, "ee") !== false || ee !== true)
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));
  const paging = { page: integerOf(query, "page") ?? 1, size: integerOf(query, "size") ?? 25 };
  return page(pageOf(rows, paging).map(render), rows.length);
}

function kindOf({ params }: PublicRequest): string {
  return (params["kind"] ?? "flow").toUpperCase();
}

function ofKind(request: PublicRequest, { blueprints }: Registry): readonly PublicBlueprint[] {
  return blueprints.filter(({ kind }) => kind === kindOf(request));
}

function one(request: PublicRequest, registry: Registry): PublicBlueprint | undefined {
  return ofKind(request, registry).find(({ id }) => id === request.params["id"]);
}

const listed: PublicRoute["answer"] = (request, registry) => list(ofKind(request, registry), request.query);

const tagged: PublicRoute["answer"] = (_, { tags }) =>
  json(Object.entries(tags).map(([id, name]) => ({ id, name })));

export const blueprintRoutes: readonly PublicRoute[] = [
  { path: /^\/blueprints(?:\/kinds\/(?<kind>[^/]+))?\/versions\/[^/]+$/, answer: listed },
  { path: /^\/blueprints(?:\/kinds\/(?<kind>[^/]+))?\/versions\/[^/]+\/tags$/, answer: tagged },
  {
    path: /^\/blueprints\/countByPlugins$/,
    answer: (_, { blueprints }) => {
      const types = blueprints.flatMap(({ source }) => typesIn(source));
      const countByPlugins = Object.fromEntries(
        types.map((type) => [type, types.filter((other) => other === type).length]),
      );
      return json({ countByPlugins });
    },
  },
  {
    path: /^\/blueprints\/kinds\/(?<kind>[^/]+)\/(?<id>[^/]+)\/versions\/[^/]+\/source$/,
    answer: (request, registry) => {
      const blueprint = one(request, registry);
      return blueprint && text(blueprint.source, "application/yaml");
    },
  },
  {
    path: /^\/blueprints\/kinds\/(?<kind>[^/]+)\/(?<id>[^/]+)\/versions\/[^/]+$/,
    answer: (request, registry) => {
      const blueprint = one(request, registry);
      return blueprint && json({ ...render(blueprint), source: blueprint.source });
    },
  },
  {
    path: /^\/blueprints\/(?<id>[^/]+)\/versions\/[^/]+$/,
    answer: (request, registry) => {
      const blueprint = one(request, registry);
      return blueprint && json({ ...render(blueprint), flow: blueprint.source });
    },
  },
];
