import { empty, json } from "../../http/answers.ts";
import { queryFits, textFits } from "../../executions/condition.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { objectBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { pageFound, type Search } from "./search.ts";
import { invalid, requiredTexts, textOf } from "../../enterprise/source.ts";
import type { Binding, User } from "../../enterprise/store.ts";

const base = "/api/v1/{tenant}/bindings";

function userOf(id: string, { enterprise }: Kestra): User | undefined {
  return [...enterprise.users.values()].find((user) => user.id === id);
}

function renderUser({ id, email }: User): Values {
  return {
    id,
    type: "STANDARD",
    username: email,
    displayName: email,
  };
}

function render(binding: Binding, kestra: Kestra): Values {
  const { id, type, externalId, roleId, namespace } = binding;
  const group = kestra.enterprise.groups.get(externalId);
  const user = userOf(externalId, kestra);
  return {
    id,
    type,
    group: group === undefined ? null : { id: group.id, name: group.name },
    user: user === undefined ? null : renderUser(user),
    role: { id: roleId, name: kestra.enterprise.roles.get(roleId)?.name ?? roleId },
    namespace: namespace ?? null,
  };
}

/** Kestra binds what it is told to, also what is bound already. */
const create: Route["handle"] = (request, kestra) => {
  const values = objectBody(request, "bindingRequest");
  const { type, externalId, roleId } = requiredTexts(values, ["type", "externalId", "roleId"]);
  if (type !== "USER" && type !== "GROUP")
    throw invalid([{ path: "type", message: "must be USER or GROUP" }]);
  const { groups, roles, bindings } = kestra.enterprise;
  const known = type === "GROUP" ? groups.has(externalId) : userOf(externalId, kestra) !== undefined;
  if (!known || !roles.has(roleId)) throw new Refusal(404, "Not Found");
  const namespace = textOf(values["namespaceId"]);
  const id = kestra.newId();
  const binding: Binding = {
    id,
    type,
    externalId,
    roleId,
    ...(namespace === undefined ? {} : { namespace }),
  };
  bindings.set(id, binding);
  return json(render(binding, kestra));
};

function bindingOf({ params }: SandboxRequest, { enterprise }: Kestra): Binding {
  const binding = enterprise.bindings.get(params["id"] ?? "");
  if (binding === undefined) throw new Refusal(404, "Not Found");
  return binding;
}

const remove: Route["handle"] = (request, kestra) => {
  kestra.enterprise.bindings.delete(bindingOf(request, kestra).id);
  return empty(204);
};

const search: Search<Binding> = {
  resource: "BINDING",
  operation: "searchBindings",
  flat: {
    q: ["q", "EQUALS"],
    type: ["type", "EQUALS"],
    id: ["external_id", "EQUALS"],
    namespace: ["namespace", "EQUALS"],
  },
  fits: (binding, condition) => {
    switch (condition.field) {
      case "type":
        return textFits(binding.type, condition);
      case "external_id":
        return textFits(binding.externalId, condition);
      case "namespace":
        return textFits(binding.namespace, condition);
      default:
        return queryFits([binding.externalId, binding.roleId], condition);
    }
  },
  sortKeys: { id: ({ id }) => id, type: ({ type }) => type },
};

export const bindingRoutes: readonly Route[] = [
  { method: "POST", path: base, handle: create },
  {
    method: "GET",
    path: `${base}/search`,
    handle: (request, kestra) =>
      pageFound(kestra.enterprise.bindings.values(), request, kestra.line, search, (it) =>
        render(it, kestra),
      ),
  },
  {
    method: "GET",
    path: `${base}/{id}`,
    handle: (request, kestra) => json(render(bindingOf(request, kestra), kestra)),
  },
  { method: "DELETE", path: `${base}/{id}`, handle: remove },
];
