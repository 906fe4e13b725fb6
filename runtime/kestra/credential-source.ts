import type { Credentials, SavedSource } from "../network/connection.ts";

/** Where credentials come from, in the words of those who gave them: what a sentence tells to look at or to change. */
export interface CredentialSource {
  /** Completes `Check …`. */
  readonly check: string;
  /** Completes `The … needs that permission.` */
  readonly who: string;
  /** Where a name and a password are given. */
  readonly user: string;
}

const variables: CredentialSource = {
  check: "KESTRA_USERNAME and KESTRA_PASSWORD, or KESTRA_API_TOKEN",
  who: "user or token of KESTRA_USERNAME or KESTRA_API_TOKEN",
  user: "KESTRA_USERNAME and KESTRA_PASSWORD",
};

const headers = "the headers X-Kestra-Username and X-Kestra-Password";

const named = {
  KESTRA_BASE_URL: {
    check: "the user and password in KESTRA_BASE_URL",
    who: "user in KESTRA_BASE_URL",
    user: "KESTRA_BASE_URL",
  },
  "X-Kestra-Username": { check: headers, who: "user of X-Kestra-Username", user: headers },
  "X-Kestra-Token": { check: "the header X-Kestra-Token", who: "owner of X-Kestra-Token", user: headers },
} as const;

/** @param credentials absent: variables are all that is known to give some */
export function credentialSource(credentials: Credentials | undefined): CredentialSource {
  if (credentials === undefined) return variables;
  if (credentials.kind === "none") {
    const { give } = credentials;
    return give === undefined ? variables : { check: give, who: `caller without ${give}`, user: give };
  }
  const { from } = credentials;
  if (from === undefined) return variables;
  return typeof from === "object" ? ofSaved(from) : named[from];
}

function ofSaved({ saved }: SavedSource): CredentialSource {
  return { check: `the credentials of ${saved}`, who: `user or token of ${saved}`, user: saved };
}
