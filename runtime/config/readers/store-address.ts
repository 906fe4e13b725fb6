import { fileURLToPath } from "node:url";
import { ConfigurationError } from "../../errors.ts";
import type { Reader } from "./reader.ts";

/** Where users, clients and grants are kept. */
export type StoreAddress =
  | { readonly kind: "file"; /** Absolute. */ readonly path: string }
  | { readonly kind: "database"; /** With its password. */ readonly url: string };

/** `file:/absolute/path` or `postgres://user:password@host/database`. It may hold a password: no error tells it. */
export const storeAddress: Reader<StoreAddress> = (text, name) => {
  const word = text.trim();
  const wrong = new ConfigurationError(
    `${name} must be file: with an absolute path, such as file:/var/lib/kestra-mcp/store.db, or postgres://user:password@host/database.`,
  );
  if (!URL.canParse(word)) throw wrong;
  const url = new URL(word);
  if (url.protocol === "file:") return { kind: "file", path: pathOf(word, url, wrong) };
  if (!/^postgres(?:ql)?:$/.test(url.protocol) || url.pathname.length < 2 || url.hash !== "") throw wrong;
  try {
    decodeURIComponent(url.username + url.password + url.pathname + url.host);
  } catch {
    throw wrong;
  }
  return { kind: "database", url: word };
};

function pathOf(word: string, url: URL, wrong: ConfigurationError): string {
  // A relative path would be one from the root.
  if (!/^file:\/(?!\/[^/])/i.test(word) || url.search !== "" || url.hash !== "" || word.endsWith("/"))
    throw wrong;
  try {
    return fileURLToPath(url);
  } catch {
    throw wrong;
  }
}

/** The password in it, for masks; empty where there is none. */
export function passwordIn(address: StoreAddress | undefined): string {
  return address?.kind === "database" ? decodeURIComponent(new URL(address.url).password) : "";
}
