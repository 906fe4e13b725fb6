import type { Named, NamedRow } from "./named.ts";

/** An invitation, as a search gives it. */
export interface Invitation {
  readonly status?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly sentAt?: string | null | undefined;
  readonly groups?: readonly NamedRow[] | null | undefined;
  readonly roles?: readonly NamedRow[] | null | undefined;
}

/** Those for exactly this address: a search may find others too. */
export function invitationsTo<Row extends Invitation>(email: string, rows: readonly Row[]): Row[] {
  const wanted = email.toLowerCase();
  return rows.filter((row) => row.email?.toLowerCase() === wanted);
}

/** The newest that can be accepted still. */
export function pendingOf<Row extends Invitation>(rows: readonly Row[]): Row | undefined {
  return newestOf(rows.filter(({ status }) => status === "PENDING"));
}

export function newestOf<Row extends Invitation>(rows: readonly Row[]): Row | undefined {
  return rows.toSorted((a, b) => ((a.sentAt ?? "") < (b.sentAt ?? "") ? 1 : -1))[0];
}

/** A message, where an invitation that is there already does not give what was asked for. */
export function lacking(
  invitation: Invitation,
  groups: readonly Named[],
  roles: readonly Named[],
): { readonly message?: string } {
  const has = (rows: Invitation["groups"], { id }: Named) => (rows ?? []).some((row) => row.id === id);
  const names = [
    ...groups.filter((it) => !has(invitation.groups, it)).map(({ name }) => `group ${name}`),
    ...roles.filter((it) => !has(invitation.roles, it)).map(({ name }) => `role ${name}`),
  ];
  if (names.length === 0) return {};
  return {
    message: `This invitation was pending and is unchanged: it lacks ${names.join(", ")}. Delete it with manage_invitations to invite anew.`,
  };
}
