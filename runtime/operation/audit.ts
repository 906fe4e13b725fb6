import type { Principal } from "../auth/principal.ts";
import type { Observer } from "../observe/observer.ts";
import { visible } from "../text/visible.ts";

/** Characters of what others wrote, such as the name of a user. */
const most = 200;

/**
 * Writes one JSON line for each call, and for each event that decided who may do what. No line holds an argument, but for the
 * namespaces, or a secret.
 * @param write takes a line without its end
 */
export function auditObserver(write: (line: string) => void, now: () => Date): Observer {
  const line = (about: Readonly<Record<string, unknown>>) => {
    const time = now().toISOString();
    write(
      JSON.stringify({ time, ...about }, (_, value: unknown) =>
        typeof value === "string" ? shown(value) : value,
      ),
    );
  };
  return {
    call({ tool, action, namespaces, mcpSession, outcome, reason, ms, principal, address, requestId }) {
      const what = { tool, action, namespace: namespaces?.join(",") };
      const session = mcpSession;
      line({ audit: "call", ...what, ...whoOf(principal), session, outcome, reason, ms, address, requestId });
    },
    access({
      event,
      principal,
      tool,
      action,
      namespaces,
      mcpSession: session,
      scopes,
      reason,
      address,
      requestId,
      ...about
    }) {
      const { proof, operator, client, clientName, grant } = about;
      const who = principal === undefined ? {} : whoOf(principal);
      // What the event itself says counts before what the principal says.
      const known = Object.entries({ proof, operator, client, clientName, grant }).filter(
        ([, value]) => value !== undefined,
      );
      const namespace = namespaces?.join(",");
      const what = { tool, action, namespace, session, scopes: scopes?.join(" "), reason };
      line({ audit: event, ...who, ...Object.fromEntries(known), ...what, address, requestId });
    },
  };
}

/** Who it was, by the name that people know and by the one that never changes. */
function whoOf({ proof, subject, issuer, user }: Principal): Readonly<Record<string, unknown>> {
  return {
    user: user?.email ?? user?.name ?? subject,
    proof,
    subject,
    issuer,
    client: user?.client?.id,
    clientName: user?.client?.name,
    grant: user?.grant,
  };
}

function shown(text: string): string {
  return visible(text.length > most ? `${text.slice(0, most)}…` : text);
}
