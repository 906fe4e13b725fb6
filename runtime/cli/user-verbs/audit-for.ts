import { valuesOf } from "../../config/values.ts";
import type { AccessEvent } from "../../observe/observer.ts";
import { openAuditTrail } from "../../operation/audit-trail.ts";
import type { UserSurroundings } from "./user-context.ts";

/** Where a command tells what it changed. */
export interface CommandAudit {
  readonly tell: (event: AccessEvent) => void;
  close(): void;
}

/**
 * Opens the audit trail of the server whose store a command changes; undefined where it has none.
 * @throws ConfigurationError where it cannot be written: then nothing is changed
 */
export function auditFor({ env, err, now, operator }: UserSurroundings): CommandAudit | undefined {
  const value = valuesOf(env);
  const place = {
    audit: value("KESTRA_MCP_AUDIT"),
    auth: value("KESTRA_MCP_AUTH"),
    roles: value("KESTRA_MCP_ROLES"),
    rolesFile: value("KESTRA_MCP_ROLES_FILE"),
    rolesPreset: value("KESTRA_MCP_ROLES_PRESET"),
    tokensFile: value("KESTRA_MCP_TOKENS_FILE"),
  };
  const trail = openAuditTrail(place, {
    err,
    warn: (sentence) => {
      err(`${sentence}\n`);
    },
    now: () => new Date(now()),
  });
  return (
    trail && {
      tell: (event) => trail.observer.access?.({ ...event, proof: "command line", operator }),
      close: () => {
        trail.close();
      },
    }
  );
}
