import type { UpstreamError } from "./upstream.ts";

/** Tells the operator how logging in at the provider goes. */
export interface ToldFailures {
  /** Of what is at no fault of a user. */
  failed(error: UpstreamError): void;
  /** The provider let a user in, or said who they are. */
  worked(): void;
}

/** What is known of the client here, for what to do. */
interface Told {
  readonly hasSecret: boolean;
  readonly tell: (sentence: string) => void;
}

/** Each kind of failure is told once until it works again, however many users meet it. */
export function toldFailures({ hasSecret, tell }: Told): ToldFailures {
  // By the code: what a provider says beside it may be another text each time.
  const told = new Set<string>();
  return {
    failed({ isUsers, code = "", reason }) {
      if (isUsers || told.has(code)) return;
      told.add(code);
      tell([reason, whatToDo(code, hasSecret)].filter((one) => one !== "").join(" "));
    },
    worked() {
      if (told.size === 0) return;
      told.clear();
      tell("Logins at the identity provider work again.");
    },
  };
}

/** Providers say the one or the other of a wrong secret. */
function whatToDo(code: string, hasSecret: boolean): string {
  const secret = hasSecret
    ? "KESTRA_MCP_OIDC_CLIENT_SECRET must be the secret that the provider has of it"
    : "KESTRA_MCP_OIDC_CLIENT_SECRET is not set, and the provider may want a secret of it";
  if (code === "invalid_client")
    return `KESTRA_MCP_OIDC_CLIENT_ID must name a client that the provider knows, and ${secret}.`;
  if (code === "unauthorized_client")
    return `The provider must let the client of KESTRA_MCP_OIDC_CLIENT_ID log users in by authorization codes, and ${secret}.`;
  return "";
}
