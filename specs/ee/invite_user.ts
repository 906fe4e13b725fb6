import { inviteUser } from "../../generated/ee/invite_user.ts";
import { KestraError } from "../../runtime/errors.ts";
import { invitationsTo, lacking, newestOf, pendingOf } from "../steps/ee/invitations.ts";
import { namedGroup, namedRole, type Named } from "../steps/ee/named.ts";

/**
 * Steps, because Kestra wants the ids of groups and roles, and refuses a second invitation as it refuses to invite who
 * has access. Nothing is sent before all the groups and the role are found.
 */
export const tool = inviteUser(async ({ email, group_names = [], role }, kestra) => {
  const groups: Named[] = [];
  for (const name of new Set(group_names)) {
    groups.push(namedGroup(name, (await kestra.groups({ name })).results));
  }
  const roles = role === undefined ? [] : [namedRole(role, (await kestra.roles({})).results)];
  const known = async () => invitationsTo(email, (await kestra.invitations({ email })).results);

  const pending = pendingOf(await known());
  if (pending !== undefined) return { ...pending, ...lacking(pending, groups, roles) };
  try {
    const ids = { group_names: groups.map(({ id }) => id), roles: roles.map(({ id }) => ({ id })) };
    const { invited } = await kestra.invite({ email, ...ids });
    if (!invited) {
      return { email, status: "CREATED", message: "The user existed, and has access to the tenant now." };
    }
  } catch (error) {
    const before = error instanceof KestraError && error.status === 409 ? newestOf(await known()) : undefined;
    if (before === undefined) throw error;
    return { ...before, message: "Kestra makes no new invitation, because there is this one." };
  }
  return pendingOf(await known()) ?? { email, status: "CREATED" };
});
