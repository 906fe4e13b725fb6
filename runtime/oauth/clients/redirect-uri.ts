/** Schemes that a browser or the system gives a meaning of their own, so that what is sent there goes astray. */
const refused = new RegExp(
  `^(${[
    ...[
      "javascript",
      "data",
      "vbscript",
      "vbs",
      "livescript",
      "file",
      "filesystem",
      "blob",
      "about",
      "view-source",
    ],
    ...["jar", "feed", "mhtml", "mk", "its", "res", "resource", "shell", "search", "search-ms", "ms-.*"],
    ...["ftp", "sftp", "smb", "nfs", "ldap", "ldaps", "ssh", "telnet", "ws", "wss"],
    ...["mailto", "tel", "sms", "facetime.*", "intent", "chrome.*", "edge", "microsoft-edge", "moz-.*"],
  ].join("|")}):$`,
);

/** How many a client may have, and characters of each. */
export const mostRedirectUris = 20;
const longest = 2000;

/** What is wrong with an address to which answers are to go; undefined where nothing is. */
export function redirectFault(uri: unknown): string | undefined {
  // A backslash is a slash to browsers, and none to others.
  if (typeof uri !== "string" || uri.length > longest || !/^[\x21-\x5b\x5d-\x7e]+$/.test(uri))
    return "A redirect URI is a text of printable ASCII characters without a backslash.";
  if (!URL.canParse(uri)) return "A redirect URI must be a whole URI.";
  const { protocol, hostname, username, password } = new URL(uri);
  if (uri.includes("#")) return "A redirect URI has no fragment.";
  if (username !== "" || password !== "" || /^[a-z][\w+.-]*:\/\/[^/?]*@/i.test(uri))
    return "A redirect URI names no user.";
  if (/^https?:(?!\/\/)/i.test(uri)) return "A redirect URI must be a whole URI.";
  if (protocol === "https:") return undefined;
  if (protocol === "http:")
    return isLoopbackHost(hostname)
      ? undefined
      : "A redirect URI at http:// must be of the user's own machine.";
  return refused.test(protocol) ? `A redirect URI of the scheme ${protocol} is not allowed.` : undefined;
}

/**
 * Whether an answer may go to an address: exactly one that the client named, or one of the user's machine that differs from it in
 * the port alone, since programs there take any that is free.
 */
export function isRedirectOf(uri: string, registered: readonly string[]): boolean {
  if (redirectFault(uri) !== undefined) return false;
  return registered.some((one) => one === uri || isSameButPort(one, uri));
}

function isSameButPort(registered: string, uri: string): boolean {
  if (!isLoopbackUri(registered) || !isLoopbackUri(uri)) return false;
  return withoutPort(registered) === withoutPort(uri);
}

/** Of the text as it is written, so that nothing else of it is taken for the same. */
function withoutPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:\[[^\]]*\]|[^/:?]*))(?::\d*)?/i, "$1");
}

/** Whether it is of the user's own machine, by http. */
export function isLoopbackUri(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol === "http:" && isLoopbackHost(hostname);
}

function isLoopbackHost(hostname: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** What a person is told of where an answer goes: `claude.ai`, `localhost:3118`, `cursor:` of a scheme of its own. */
export function redirectHost(uri: string): string {
  const { protocol, host } = new URL(uri);
  return protocol === "https:" || protocol === "http:" ? host : protocol;
}
