import { auditEntry, type AuditEntry } from "../audit-entry.ts";
import { orNothing } from "../or-nothing.ts";
import type { Revision } from "./chosen-revisions.ts";

/** Milliseconds between a revision and its entry in the audit log. */
const apart = 5000;

interface Flow {
  readonly namespace: string;
  readonly flow_id: string;
}

interface Routes {
  readonly audit: (
    of: { readonly within: string; readonly flow_id: string } & Partial<
      Record<"start_date" | "end_date", string>
    >,
  ) => Promise<{ readonly results: readonly unknown[] }>;
}

/** Who saved revisions. */
export interface Authors {
  /** By the number of the revision. */
  readonly by: ReadonlyMap<number, string>;
  /** What is to be said of it. */
  readonly message: string;
}

/**
 * Who saved each of two revisions, as the audit log of Enterprise has it: by the revision that an entry names, else by who
 * alone saved the flow in that moment.
 */
export async function authorsOf(
  flow: Flow,
  revisions: readonly Revision[],
  kestra: Routes,
  isEnterprise: boolean,
): Promise<Authors> {
  const by = new Map<number, string>();
  if (!isEnterprise) return { by, message: "Who saved them the open-source edition does not keep." };
  const inferred: number[] = [];
  const of = { within: flow.namespace, flow_id: flow.flow_id };
  const ask = (updated?: string) => orNothing(() => kestra.audit({ ...of, ...around(updated) }));
  const dates = revisions.flatMap(({ updated }) => updated ?? []);
  const isDated = dates.length === revisions.length;
  const found = await Promise.all(isDated ? dates.map(ask) : [ask()]);
  const unread = revisions.filter((_, index) => found[isDated ? index : 0] === undefined);
  if (unread.length === revisions.length)
    return { by, message: "Who saved them is not told: Kestra did not show the audit log." };
  for (const [index, { revision }] of revisions.entries()) {
    const entries = (found[isDated ? index : 0]?.results ?? [])
      .map(auditEntry)
      .filter((it) => isSaving(it, flow));
    const author = entries.find(({ detail }) => detail.revision === revision)?.user;
    // Several who saved it in one moment cannot be told apart.
    const [guess, ...others] = new Set(isDated ? entries.flatMap(({ user }) => user ?? []) : []);
    const likely = others.length === 0 ? guess : undefined;
    const who = author ?? likely;
    if (who === undefined) continue;
    by.set(revision, who);
    if (author === undefined) inferred.push(revision);
  }
  return { by, message: messageOf(revisions, unread, by, inferred) };
}

/** The dates between which the entry of a revision stands; none where it is not known when it was saved. */
function around(updated: string | undefined): Partial<Record<"start_date" | "end_date", string>> {
  const at = Date.parse(updated ?? "");
  if (Number.isNaN(at)) return {};
  const date = (offset: number) => new Date(at + offset).toISOString();
  return { start_date: date(-apart), end_date: date(apart) };
}

/** Whether an entry tells that the flow was saved. */
function isSaving({ type, resource, detail }: AuditEntry, { namespace, flow_id }: Flow): boolean {
  const isFlow = resource === undefined || resource === "FLOW";
  const isSame = (detail.namespace ?? namespace) === namespace && (detail.flowId ?? flow_id) === flow_id;
  return isFlow && isSame && (type === "CREATE" || type === "UPDATE");
}

function messageOf(
  revisions: readonly Revision[],
  unread: readonly Revision[],
  by: ReadonlyMap<number, string>,
  inferred: readonly number[],
): string {
  const numbersOf = (some: readonly Revision[]) => some.map(({ revision }) => revision);
  const missing = numbersOf(revisions.filter((it) => !by.has(it.revision) && !unread.includes(it)));
  return [
    ...(unread.length === 0
      ? []
      : [
          `Who saved ${named(numbersOf(unread))} is not told: Kestra did not show the audit log of that time.`,
        ]),
    ...(missing.length === 0 ? [] : [`Who saved ${named(missing)} the audit log does not tell.`]),
    ...(inferred.length === 0
      ? []
      : [`Who saved ${named(inferred)} is inferred from the audit log by the time.`]),
  ].join(" ");
}

function named(revisions: readonly number[]): string {
  return `revision ${revisions.join(" and ")}`;
}
