import { optionalText, rawOf, type Raw } from "./diagnosis/facts/fields.ts";

/** Something that somebody did, as the audit log of Enterprise has it. */
export interface AuditEntry {
  /** Who did it, where a name or an id is told. */
  readonly user?: string | undefined;
  /** `CREATE`, `UPDATE`, … */
  readonly type?: string | undefined;
  readonly date?: string | undefined;
  /** What it was done to: no contract tells more of it than its type. */
  readonly detail: Raw;
  /** Such as `FLOW`. */
  readonly resource?: string | undefined;
}

/** @param row of a search of the audit log */
export function auditEntry(row: unknown): AuditEntry {
  const { auditLog, user } = rawOf(row);
  const entry = rawOf(auditLog);
  const who = rawOf(user);
  const detail = rawOf(entry.detail);
  return {
    user: optionalText(who.username) ?? optionalText(who.name) ?? optionalText(entry.userId),
    type: optionalText(entry.type),
    date: optionalText(entry.date),
    detail,
    resource: optionalText(detail.resourceType) ?? optionalText(detail.resource),
  };
}
