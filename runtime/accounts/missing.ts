import type { MissingCredentials } from "../access/caller/user-sessions.ts";
import type { UserCredentials } from "../config/readers/choices.ts";
import { joined, own, say, type Said } from "../text/said.ts";

interface Server {
  /** Whose credentials calls may have. */
  readonly modes: readonly UserCredentials[];
  /** Whether users can register any: there is a store, and a key to encrypt them by. */
  readonly keeps: boolean;
  /** The page on which they do. */
  readonly link: string | undefined;
  readonly takesToken: boolean;
  /** Of Kestra, as far as is known. */
  readonly edition: "oss" | "ee" | undefined;
}

const tell = own("Tell its operator.");

/** Why there are no credentials with which Kestra may be asked for a user, and what to do. */
export function missingAt(server: Server): MissingCredentials {
  const { modes, keeps, link } = server;
  if (modes.includes("stored") && keeps) {
    const said = say`You have registered no credentials for Kestra with this server. ${registerAt(server)}`;
    return { said, ...(link !== undefined && { link }) };
  }
  const whys = modes.flatMap((mode) => whyNone[mode]?.(server) ?? []);
  return {
    said: say`This server has no credentials with which it may ask Kestra for you: ${joined(whys, "; ")}. ${tell}`,
    isRefused: true,
  };
}

const whyNone: Partial<Readonly<Record<UserCredentials, (server: Server) => Said>>> = {
  stored: () => say`it keeps none of its users, which needs KESTRA_MCP_STORE and KESTRA_MCP_ENCRYPTION_KEYS`,
  impersonate: ({ edition }) =>
    edition === "oss"
      ? say`to act for you needs Kestra Enterprise, and this Kestra is the open-source edition`
      : say`it acts for an address that your login proves, and yours proves none`,
};

/** That what a user registered does not open, as where the key is gone that encrypted it. */
export function sealedAt(server: Pick<Server, "link" | "takesToken">): MissingCredentials {
  const { link } = server;
  const said = say`The credentials for Kestra that you registered with this server do not open: KESTRA_MCP_ENCRYPTION_KEYS no longer holds the key that encrypted them, or the store was changed. ${registerAt(server)}`;
  return { said, isRefused: true, ...(link !== undefined && { link }) };
}

function registerAt({ link, takesToken }: Pick<Server, "link" | "takesToken">): Said {
  if (link !== undefined) return say`Open ${link}, log in, and register them there.`;
  return takesToken
    ? say`Give a token to the tool that registers one, or ask its operator to add them.`
    : say`Ask its operator to add them.`;
}
