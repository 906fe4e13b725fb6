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
    : `Registered are those of ${registered.whose ?? "a user whom Kestra does not name"}.`;
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
