import { empty, json } from "../../http/answers.ts";
import { instantOf, queryFits, textFits } from "../../executions/condition.ts";
import { formatInstant } from "../../values/duration.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { objectBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { found, type Search } from "./search.ts";
import { invalid, requiredTexts, textOf } from "../../enterprise/source.ts";

const base = "/api/v1/banners";
const types = ["INFO", "WARNING", "ERROR"];

function dateOf(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : formatInstant(instantOf(text));
}

/** A banner as a body has it. Throws a `Refusal`. */
function readBanner(request: SandboxRequest, id: string): Values {
  const values = objectBody(request, "banner");
  const { message } = requiredTexts(values, ["message"]);
  const type = textOf(values["type"]) ?? "INFO";
  if (!types.includes(type)) throw invalid([{ path: "type", message: `must be one of ${types.join(", ")}` }]);
  const given = {
    startDate: dateOf(values["startDate"]),
    endDate: dateOf(values["endDate"]),
    tenantId: textOf(values["tenantId"]),
  };
  const there = Object.entries(given).filter(([, value]) => value !== undefined);
  return { id, message, type, ...Object.fromEntries(there), active: values["active"] !== false };
}

function save(request: SandboxRequest, { enterprise }: Kestra, id: string): ReturnType<typeof json> {
  const banner = readBanner(request, id);
  enterprise.banners.set(id, banner);
  return json(banner);
}

function idOf({ params }: SandboxRequest, { enterprise }: Kestra): string {
  const { id = "" } = params;
  if (!enterprise.banners.has(id)) throw new Refusal(404, "Not Found");
  return id;
}

const search: Search<Values> = {
  resource: "BANNER",
  operation: "searchBanners",
  flat: {},
  fits: (banner, condition) =>
    condition.field === "type"
      ? textFits(String(banner["type"]), condition)
      : queryFits([String(banner["message"])], condition),
  sortKeys: {},
};

export const bannerRoutes: readonly Route[] = [
  { method: "POST", path: base, handle: (request, kestra) => save(request, kestra, kestra.newId()) },
  {
    method: "GET",
    path: `${base}/search`,
    handle: ({ query }, { enterprise, line }) =>
      json(found(enterprise.banners.values(), query, line, search)),
  },
  {
    method: "PUT",
    path: `${base}/{id}`,
    handle: (request, kestra) => save(request, kestra, idOf(request, kestra)),
  },
  {
    method: "DELETE",
    path: `${base}/{id}`,
    handle: (request, kestra) => {
      kestra.enterprise.banners.delete(idOf(request, kestra));
      return empty(200);
    },
  },
];
