import type { Line } from "../../line/line.ts";
import { json } from "../../http/answers.ts";
import { queryFits, textFits, type Condition } from "../../executions/condition.ts";
import { formatInstant } from "../../values/duration.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";
import { withDisabled } from "../../flows/flow-source.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { textBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { pageFound, type Search } from "./search.ts";
import { invalid, readYaml, requiredTexts, textOf } from "../../enterprise/source.ts";
import type { App } from "../../enterprise/store.ts";

const base = "/api/v1/{tenant}/apps";
const typePrefix = "io.kestra.plugin.ee.apps.";

function tagsOf(tags: unknown): readonly string[] {
  return Array.isArray(tags) ? tags.map(String) : [];
}

/** What the YAML of an app says. Throws a `Refusal`. */
function readApp(source: string, line: Line): Omit<App, "uid" | "created" | "updated"> {
  const values = readYaml(source, line);
  const texts = requiredTexts(values, ["id", "namespace", "type", "flowId"]);
  if (!texts.type.startsWith(typePrefix)) {
    throw invalid([{ path: "type", message: `Invalid type: ${texts.type}` }]);
  }
  return {
    ...texts,
    name: textOf(values["displayName"]) ?? texts.id,
    tags: tagsOf(values["tags"]),
    disabled: values["disabled"] === true,
    source,
  };
}

/** The answer to whoever writes or reads an app. */
function renderSource(app: App): Values {
  return {
    uid: app.uid,
    name: app.name,
    namespace: app.namespace,
    tags: app.tags,
    disabled: app.disabled,
    source: app.source,
    created: formatInstant(app.created),
    updated: formatInstant(app.updated),
  };
}

/** An app in a list, and in the answer to switching it. 1.0 does not tell its flow. */
function renderApp(app: App, line: Line): Values {
  return {
    uid: app.uid,
    id: app.id,
    name: app.name,
    namespace: app.namespace,
    ...(line === "1.0" ? {} : { flowId: app.flowId }),
    tags: app.tags,
    type: app.type,
    enabled: !app.disabled,
    created: formatInstant(app.created),
    updated: formatInstant(app.updated),
  };
}

/** An app in the catalogue, which whoever may open it finds there. */
function renderCatalogItem({ uid, name, type, tags }: App): Values {
  return { uid, name, type, tags };
}

function appOf({ params }: SandboxRequest, { enterprise }: Kestra): App {
  const app = enterprise.apps.get(params["uid"] ?? "");
  if (app === undefined) throw new Refusal(404, "Not Found");
  return app;
}

function now({ clock }: Kestra): number {
  return clock.now().getTime();
}

function twinOf(app: Pick<App, "id" | "namespace">, { enterprise }: Kestra): App | undefined {
  return [...enterprise.apps.values()].find(
    ({ id, namespace }) => id === app.id && namespace === app.namespace,
  );
}

const create: Route["handle"] = (request, kestra) => {
  const read = readApp(textBody(request, "app"), kestra.line);
  if (twinOf(read, kestra) !== undefined) {
    throw new Refusal(
      422,
      `Illegal argument: App '${read.id}' already exists in namespace '${read.namespace}'`,
    );
  }
  const at = now(kestra);
  const app = { ...read, uid: kestra.newId(), created: at, updated: at };
  kestra.enterprise.apps.set(app.uid, app);
  return json(renderSource(app));
};

/** An app can be written anew under any uid, whatever was there: Kestra takes the uid at its word. */
const update: Route["handle"] = (request, kestra) => {
  const before = appOf(request, kestra);
  const read = readApp(textBody(request, "app"), kestra.line);
  const app = { ...read, uid: before.uid, created: before.created, updated: now(kestra) };
  kestra.enterprise.apps.set(app.uid, app);
  return json(renderSource(app));
};

const remove: Route["handle"] = (request, kestra) => {
  kestra.enterprise.apps.delete(appOf(request, kestra).uid);
  return json({});
};

function switched(disabled: boolean): Route["handle"] {
  return (request, kestra) => {
    const before = appOf(request, kestra);
    const source = withDisabled(before.source, disabled);
    const app = { ...before, disabled, source, updated: now(kestra) };
    kestra.enterprise.apps.set(app.uid, app);
    return json(renderApp(app, kestra.line));
  };
}

function fits(app: App, condition: Condition): boolean {
  switch (condition.field) {
    case "q":
      return queryFits([app.id, app.name], condition);
    case "namespace":
      return textFits(app.namespace, condition);
    case "flowId":
      return textFits(app.flowId, condition);
    case "tags":
      return app.tags.some((tag) => textFits(tag, condition));
    case "enabled":
      return textFits(String(!app.disabled), condition);
    default:
      return false;
  }
}

const search: Search<App> = {
  resource: "APP",
  operation: "searchApps",
  flat: {
    q: ["q", "EQUALS"],
    namespace: ["namespace", "PREFIX"],
    flowId: ["flowId", "EQUALS"],
    tags: ["tags", "IN"],
  },
  fits,
  sortKeys: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    namespace: ({ namespace }) => namespace,
    created: ({ created }) => created,
    updated: ({ updated }) => updated,
  },
};

/** As a search, but of what is open to users, by words and tags alone. */
const catalogSearch: Search<App> = {
  ...search,
  operation: "searchAppsFromCatalog",
  flat: { q: search.flat["q"] ?? ["q", "EQUALS"], tags: search.flat["tags"] ?? ["tags", "IN"] },
};

const catalog: Route["handle"] = (request, { enterprise, line }) => {
  const open = [...enterprise.apps.values()].filter(({ disabled }) => !disabled);
  return pageFound(open, request, line, catalogSearch, renderCatalogItem);
};

export const appRoutes: readonly Route[] = [
  { method: "POST", path: base, handle: create },
  {
    method: "GET",
    path: `${base}/search`,
    handle: (request, { enterprise, line }) =>
      pageFound(enterprise.apps.values(), request, line, search, (app) => renderApp(app, line)),
  },
  { method: "GET", path: `${base}/catalog`, handle: catalog },
  {
    method: "GET",
    path: `${base}/{uid}`,
    handle: (request, kestra) => json(renderSource(appOf(request, kestra))),
  },
  { method: "PUT", path: `${base}/{uid}`, handle: update },
  { method: "DELETE", path: `${base}/{uid}`, handle: remove },
  { method: "POST", path: `${base}/{uid}/enable`, handle: switched(false) },
  { method: "POST", path: `${base}/{uid}/disable`, handle: switched(true) },
];
