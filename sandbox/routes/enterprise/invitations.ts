import { empty, json } from "../../http/answers.ts";
import { queryFits, textFits } from "../../executions/condition.ts";
import { formatInstant } from "../../values/duration.ts";
import { Refusal } from "../../executions/refusal.ts";
import type { Values } from "../../values/values.ts";
import type { Kestra } from "../../kestra/kestra.ts";
import { objectBody } from "../../http/request-body.ts";
import type { Route, SandboxRequest } from "../../http/route.ts";
import { renderGroupSummary, renderRoleSummary } from "./groups.ts";
import { pageFound, type Search } from "./search.ts";
import { isValues, requiredTexts, textOf } from "../../enterprise/source.ts";
import type { Invitation, User } from "../../enterprise/store.ts";

const base = "/api/v1/{tenant}/invitations";
/** How long an invitation can be accepted, in milliseconds. */
const life = 7 * 24 * 60 * 60 * 1000;

function now({ clock }: Kestra): number {
  return clock.now().getTime();
}

function statusOf({ sent, accepted }: Invitation, kestra: Kestra): "PENDING" | "ACCEPTED" | "EXPIRED" {
  return accepted !== undefined ? "ACCEPTED" : now(kestra) < sent + life ? "PENDING" : "EXPIRED";
}

function render(invitation: Invitation, kestra: Kestra): Values {
  const { id, email, groups, roles, superAdmin, sent, accepted } = invitation;
  const { line, tenant, enterprise } = kestra;
  return {
    id,
    email,
    status: statusOf(invitation, kestra),
    tenantId: tenant,
    superAdmin,
    groups: groups.flatMap((it) => enterprise.groups.get(it) ?? []).map((it) => renderGroupSummary(it, line)),
    roles: roles.flatMap((it) => enterprise.roles.get(it) ?? []).map((it) => renderRoleSummary(it, line)),
    sentAt: formatInstant(sent),
    expiredAt: formatInstant(sent + life),
    ...(accepted === undefined ? {} : { acceptedAt: formatInstant(accepted) }),
    link: `${kestra.address.url}/ui/invitation/${id}`,
  };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function keyOf(email: string): string {
  return email.toLowerCase();
}

/** Who is a user already gets access at once; who has it, or is invited, is not invited. */
const create: Route["handle"] = (request, kestra) => {
  const values = objectBody(request, "invitationRequest");
  const { email } = requiredTexts(values, ["email"]);
  const { users, invitations } = kestra.enterprise;
  const pending = [...invitations.values()].some(
    (it) => keyOf(it.email) === keyOf(email) && statusOf(it, kestra) === "PENDING",
  );
  const user = users.get(keyOf(email));
  if (pending || user?.access === true) {
    throw new Refusal(
      409,
      `Conflict: An invitation already exists for ${email}, or the user has access already`,
    );
  }
  if (user !== undefined) {
    users.set(keyOf(email), { ...user, access: true });
    return empty(204);
  }
  const id = kestra.newId();
  invitations.set(id, {
    id,
    email,
    groups: list(values["groups"]).map(String),
    roles: list(values["roles"]).flatMap((role) => (isValues(role) ? (textOf(role["id"]) ?? []) : [])),
    superAdmin: values["superAdmin"] === true,
    sent: now(kestra),
  });
  return empty(201);
};

function invitationOf(id: string | undefined, { enterprise }: Kestra): Invitation {
  const invitation = enterprise.invitations.get(id ?? "");
  if (invitation === undefined) throw new Refusal(404, "Not Found");
  return invitation;
}

const accept: Route["handle"] = ({ params }, kestra) => {
  const invitation = invitationOf(params["invitationId"], kestra);
  const { email, superAdmin } = invitation;
  const { users, invitations } = kestra.enterprise;
  invitations.set(invitation.id, { ...invitation, accepted: now(kestra) });
  users.set(keyOf(email), { id: kestra.newId(), email, access: true, superAdmin });
  return json({});
};

function search(kestra: Kestra): Search<Invitation> {
  return {
    resource: "INVITATION",
    operation: "searchInvitations",
    flat: { email: ["email", "EQUALS"], status: ["status", "EQUALS"] },
    fits: (invitation, condition) => {
      switch (condition.field) {
        case "email":
          return textFits(keyOf(invitation.email), { ...condition, value: keyOf(condition.value) });
        case "status":
          return textFits(statusOf(invitation, kestra), condition);
        case "super_admin":
          return textFits(String(invitation.superAdmin), condition);
        default:
          return queryFits([invitation.email], condition);
      }
    },
    sortKeys: { email: ({ email }) => email, sentAt: ({ sent }) => sent },
  };
}

function remove({ params }: SandboxRequest, kestra: Kestra): ReturnType<typeof empty> {
  kestra.enterprise.invitations.delete(invitationOf(params["id"], kestra).id);
  return empty(204);
}

function renderUser({ id, email, superAdmin, access }: User, { tenant }: Kestra): Values {
  return {
    id,
    email,
    username: email,
    displayName: email,
    tenants: access ? [{ id: tenant, name: tenant }] : [],
    groups: [],
    auths: [],
    superAdmin,
    restricted: false,
  };
}

const createUser: Route["handle"] = (request, kestra) => {
  const values = objectBody(request, "userRequest");
  const { email } = requiredTexts(values, ["email"]);
  const user: User = {
    id: kestra.newId(),
    email,
    access: list(values["tenants"]).includes(kestra.tenant),
    superAdmin: values["superAdmin"] === true,
  };
  kestra.enterprise.users.set(keyOf(email), user);
  return json(renderUser(user, kestra), 201);
};

export const invitationRoutes: readonly Route[] = [
  { method: "POST", path: base, handle: create },
  {
    method: "GET",
    path: `${base}/search`,
    handle: (request, kestra) =>
      pageFound(kestra.enterprise.invitations.values(), request, kestra.line, search(kestra), (it) =>
        render(it, kestra),
      ),
  },
  {
    method: "GET",
    path: `${base}/{id}`,
    handle: ({ params }, kestra) => json(render(invitationOf(params["id"], kestra), kestra)),
  },
  { method: "DELETE", path: `${base}/{id}`, handle: remove },
  { method: "POST", path: "/api/v1/invitation/accept/{invitationId}", handle: accept },
  { method: "POST", path: "/api/v1/users", handle: createUser },
];
