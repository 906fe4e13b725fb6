import type { Line } from "../../line/line.ts";
import { empty, json } from "../../http/answers.ts";
import { queryFits, textFits } from "../../executions/condition.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { objectBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { pageFound, type Search } from "./search.ts";
import { requiredTexts, textOf } from "../../enterprise/source.ts";
import type { Group, Role } from "../../enterprise/store.ts";

const base = "/api/v1/{tenant}/groups";

/** A group as others name it. */
export function renderGroupSummary({ id, name, description }: Group, line: Line): Values {
  return {
    id,
    name,
    ...(line === "2.0" ? { description: description ?? null, securityIntegrationName: null } : {}),
  };
}

/** A role as others name it. */
export function renderRoleSummary({ id, name }: Role, line: Line): Values {
  return {
    id,
    name,
    isDefault: false,
    isManaged: true,
    ...(line === "2.0" ? { permissionCount: 10 } : {}),
  };
}

function groupOf({ params }: SandboxRequest, { enterprise }: Kestra): Group {
  const group = enterprise.groups.get(params["id"] ?? "");
  if (group === undefined) throw new Refusal(404, "Not Found");
  return group;
}

/** What a body says of a group. Throws a `Refusal` also where another one than `id` has its name. */
function readGroup(request: SandboxRequest, { enterprise }: Kestra, id?: string): Omit<Group, "id"> {
  const values = objectBody(request, "groupRequest");
  const { name } = requiredTexts(values, ["name"]);
  const twin = [...enterprise.groups.values()].find((it) => it.name.toLowerCase() === name.toLowerCase());
  if (twin !== undefined && twin.id !== id) {
    throw new Refusal(409, `Conflict: Group with name '${name}' already exists`);
  }
  const description = textOf(values["description"]);
  return { name, ...(description === undefined ? {} : { description }) };
}

const create: Route["handle"] = (request, kestra) => {
  const group = { id: kestra.newId(), ...readGroup(request, kestra) };
  kestra.enterprise.groups.set(group.id, group);
  return json(group);
};

const update: Route["handle"] = (request, kestra) => {
  const { id } = groupOf(request, kestra);
  const group = { id, ...readGroup(request, kestra, id) };
  kestra.enterprise.groups.set(id, group);
  return json(group);
};

const remove: Route["handle"] = (request, kestra) => {
  const { id } = groupOf(request, kestra);
  const { groups, bindings } = kestra.enterprise;
  groups.delete(id);
  for (const binding of bindings.values()) if (binding.externalId === id) bindings.delete(binding.id);
  return empty(200);
};

function search(resource: "GROUP" | "ROLE", operation: string): Search<Group | Role> {
  return {
    resource,
    operation,
    flat: { q: ["q", "EQUALS"] },
    fits: ({ name }, condition) =>
      condition.field === "q" ? queryFits([name], condition) : textFits(name, condition),
    sortKeys: { id: ({ id }) => id, name: ({ name }) => name },
  };
}

const groupSearch = search("GROUP", "searchGroups");
const roleSearch = search("ROLE", "searchRoles");

export const groupRoutes: readonly Route[] = [
  { method: "POST", path: base, handle: create },
  {
    method: "GET",
    path: `${base}/search`,
    handle: (request, { enterprise, line }) =>
      pageFound(enterprise.groups.values(), request, line, groupSearch, (row) =>
        renderGroupSummary(row, line),
      ),
  },
  { method: "GET", path: `${base}/{id}`, handle: (request, kestra) => json(groupOf(request, kestra)) },
  { method: "PUT", path: `${base}/{id}`, handle: update },
  { method: "DELETE", path: `${base}/{id}`, handle: remove },
  {
    method: "GET",
    path: "/api/v1/{tenant}/roles/search",
    handle: (request, { enterprise, line }) =>
      pageFound(enterprise.roles.values(), request, line, roleSearch, (row) => renderRoleSummary(row, line)),
  },
];
