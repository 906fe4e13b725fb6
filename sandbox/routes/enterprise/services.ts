import { page, json } from "../../http/answers.ts";
import { servicesOf, type Service } from "../../enterprise/fleet.ts";
import { Refusal } from "../../executions/refusal.ts";
import { textFits } from "../../executions/condition.ts";
import { readFilters, fitting } from "../../filters/filters.ts";
import { pageOf, readPaging, readSorts, sorted } from "../../http/paging.ts";
import type { Route } from "../../http/route.ts";
import { versionOf } from "../../kestra/configuration.ts";
import type { Line } from "../../line/line.ts";
import { formatInstant } from "../../values/duration.ts";
import type { Values } from "../../values/values.ts";

const base = "/api/v1/instance/services";

function server({ hostname }: Service, line: Line): Values {
  return { id: `server-${hostname}`, type: "STANDALONE", version: versionOf(line), hostname };
}

function row(service: Service, line: Line): Values {
  const { id, type, state, created, updated } = service;
  return {
    id,
    type,
    state,
    server: server(service, line),
    createdAt: formatInstant(created),
    updatedAt: formatInstant(updated),
  };
}

/** A service with all that Kestra keeps of it; a worker tells of its group and its threads. */
export function renderService(service: Service, line: Line, props: Values): Values {
  const { state, created, updated } = service;
  const events = [
    {
      ts: formatInstant(created),
      value: "Service connected.",
      type: "service.state.updated",
      state: "CREATED",
    },
    { ts: formatInstant(updated), value: "Service state updated.", type: "service.state.updated", state },
  ];
  return {
    ...row(service, line),
    server: { ...server(service, line), props: {}, metrics: [] },
    events,
    props,
    metrics: [],
    seqId: 1,
  };
}

/** Up to 1.3 by flat parameters, from 2.0 on by filters. */
function isWanted(query: URLSearchParams, line: Line): (services: readonly Service[]) => readonly Service[] {
  const listed = (name: string): readonly string[] => query.getAll(name).flatMap((value) => value.split(","));
  if (line !== "2.0") {
    const [states, types] = [listed("state"), listed("type")];
    return (services) =>
      services.filter(
        ({ state, type }) =>
          (states.length === 0 || states.includes(state)) && (types.length === 0 || types.includes(type)),
      );
  }
  const wanted = readFilters(query, line, "SERVICE_INSTANCE");
  return (services) =>
    fitting(services, wanted, (rows, conditions) =>
      rows.filter((service) =>
        conditions.every((condition) =>
          textFits(condition.field === "type" ? service.type : service.state, condition),
        ),
      ),
    );
}

const search: Route["handle"] = ({ query }, { fleet, line }) => {
  const paging = readPaging(query, "searchServices");
  const found = sorted(isWanted(query, line)(servicesOf(fleet)), readSorts(query), {
    id: ({ id }) => id,
    type: ({ type }) => type,
    state: ({ state }) => state,
    createdAt: ({ created }) => created,
    updatedAt: ({ updated }) => updated,
  });
  return page(
    pageOf(found, paging).map((service) => row(service, line)),
    found.length,
  );
};

/** How many of each kind run. */
const active: Route["handle"] = (_, { fleet }) => {
  const running = servicesOf(fleet).filter(({ state }) => state === "RUNNING");
  const types = [...new Set(running.map(({ type }) => type))];
  return json({
    total: running.length,
    services: types.map((type) => ({ type, total: running.filter((it) => it.type === type).length })),
  });
};

const one: Route["handle"] = ({ params }, { fleet, line }) => {
  const found = servicesOf(fleet).find(({ id }) => id === params["id"]);
  if (found === undefined) throw new Refusal(404, "Not Found");
  return json(renderService(found, line, {}));
};

export const serviceRoutes: readonly Route[] = [
  { method: "GET", path: `${base}/search`, handle: search },
  { method: "GET", path: `${base}/active`, handle: active },
  { method: "GET", path: `${base}/{id}`, handle: one },
];
