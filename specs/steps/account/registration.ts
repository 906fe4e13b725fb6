import type { AccountFacts } from "../../../runtime/tool/caller.ts";

/** What a user is told who asks where to register, or has just done so. */
export interface Registration {
  /** `unusable`: some are stored, and do not count. */
  readonly status: "stored" | "missing" | "unusable";
  readonly message: string;
  readonly url?: string;
  readonly whose?: string;
}

/** Where credentials are registered, and whether there are some. */
export function whereToRegister({ link, registered, trouble }: AccountFacts): Registration {
  const now = trouble ?? registeredSaid(registered);
  const stored = trouble === undefined ? "stored" : "unusable";
  const status = registered === undefined ? "missing" : stored;
  return link === undefined
    ? { status, message: `${now} A token may be given here.` }
    : {
        status,
        message: `The user registers, changes and removes credentials for Kestra at ${link}. ${now}`,
        url: link,
      };
}

function registeredSaid(registered: AccountFacts["registered"]): string {
  return registered === undefined
    ? "None are registered yet."
    : `${namedOf(registered)}${triedOf(registered)}.${registered.addedBy === undefined ? "" : " The operator added this."}`;
}

type Registered = NonNullable<AccountFacts["registered"]>;

function namedOf({ kind, whose, login }: Registered): string {
  if (whose !== undefined) return `Registered are those of ${whose}`;
  if (login !== undefined) return `Registered is the login ${login}`;
  return kind === "token" ? "Registered is an API token" : "Registered is a login";
}

function triedOf({ verifiedAt, refusedAt }: Registered): string {
  if (refusedAt !== undefined) return `, which Kestra refused on ${timeOf(refusedAt)}`;
  return verifiedAt === undefined ? ", which was not tried yet" : "";
}

/** Of milliseconds since the epoch. */
export function timeOf(time: number): string {
  return new Date(time).toISOString();
}

/** That a token is kept which passed through a model. */
export function wasRegistered({ link }: AccountFacts, whose: string | undefined): Registration {
  const better =
    link === undefined ? "" : ` The next one is better registered at ${link}, where no model reads it.`;
  return {
    status: "stored",
    message: `Kestra takes the token, and it is stored.${better}`,
    ...(link === undefined ? {} : { url: link }),
    ...(whose === undefined ? {} : { whose }),
  };
}
