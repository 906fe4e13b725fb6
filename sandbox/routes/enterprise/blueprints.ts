import type { Line } from "../../line/line.ts";
import { json, text } from "../../http/answers.ts";
import { queryFits, textFits } from "../../executions/condition.ts";
import { formatInstant } from "../../values/duration.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { booleanOf } from "../../http/paging.ts";
import { typesIn } from "../../plugins/types-in.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { found, pageFound, type Search } from "./search.ts";
import type { Blueprint } from "../../enterprise/store.ts";

const base = "/api/v1/{tenant}/blueprints/custom";

/** A blueprint without its source. 1.0 has no templates. */
function render(
  { id, title, description, tags, source, published, template }: Blueprint,
  line: Line,
): Values {
  return {
    id,
    title,
    ...(description === undefined ? {} : { description }),
    includedTasks: typesIn(source),
    tags,
    publishedAt: formatInstant(published),
    ...(template === undefined || line === "1.0" ? {} : { template }),
  };
}

const search: Search<Blueprint> = {
  resource: "BLUEPRINT",
  operation: "searchInternalBlueprints",
  flat: { q: ["q", "EQUALS"], tags: ["tags", "IN"] },
  fits: ({ title, description = "", tags }, condition) =>
    condition.field === "q"
      ? queryFits([title, description], condition)
      : tags.some((tag) => textFits(tag, condition)),
  sortKeys: {
    id: ({ id }) => id,
    title: ({ title }) => title,
    publishedAt: ({ published }) => published,
  },
};

function blueprintOf({ params }: SandboxRequest, { enterprise }: Kestra): Blueprint {
  const blueprint = enterprise.blueprints.get(params["id"] ?? "");
  if (blueprint === undefined) throw new Refusal(404, "Not Found");
  return blueprint;
}

/** Of one row where no size is asked for. */
const list: Route["handle"] = (request, { enterprise, line }) => {
  const query = new URLSearchParams(request.query);
  if (!query.has("size")) query.set("size", "1");
  const withSource = line !== "1.0" && booleanOf(query, "source") === true;
  return pageFound(enterprise.blueprints.values(), { ...request, query }, line, search, (blueprint) => ({
    ...render(blueprint, line),
    deleted: false,
    ...(withSource ? { flow: blueprint.source } : {}),
  }));
};

const tags: Route["handle"] = ({ query }, { enterprise, line }) => {
  const those = found(enterprise.blueprints.values(), query, line, search);
  return json([...new Set(those.flatMap((blueprint) => blueprint.tags))].sort());
};

const one: Route["handle"] = (request, kestra) => {
  const blueprint = blueprintOf(request, kestra);
  const kind = kestra.line === "1.0" ? { kind: "FLOW" } : {};
  return json({ ...render(blueprint, kestra.line), source: blueprint.source, ...kind });
};

export const blueprintRoutes: readonly Route[] = [
  { method: "GET", path: base, handle: list },
  { method: "GET", path: `${base}/tags`, handle: tags },
  { method: "GET", path: `${base}/{id}`, handle: one },
  {
    method: "GET",
    path: `${base}/{id}/source`,
    handle: (request, kestra) => text(blueprintOf(request, kestra).source, "application/yaml"),
  },
];
