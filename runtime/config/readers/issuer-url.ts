import { mustBe, type Reader } from "./reader.ts";
import { isLoopback } from "./host.ts";

/**
 * The issuer of an authorization server, as it is written: a slash at its end is part of it. It is at https://, unless it is of this
 * machine.
 */
export const issuerUrl: Reader<string> = (text, name) => {
  const word = text.trim();
  const what = "an https:// URL without query and fragment, such as https://login.example.com/realms/main";
  if (!URL.canParse(word)) throw mustBe(name, what, text);
  const { protocol, hostname, username, password } = new URL(word);
  // It may hold a password.
  if (username !== "" || password !== "") throw mustBe(name, what, "one with credentials");
  const isLocal = protocol === "http:" && isLoopback(hostname.replace(/^\[(.*)\]$/, "$1"));
  if ((protocol !== "https:" && !isLocal) || /[?#\s]/.test(word)) throw mustBe(name, what, text);
  return word;
};

/** Whether a text is the GUID of a directory of Entra ID. */
export function isDirectory(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The directory of Entra, by its GUID: `common` and the like have no issuer of their own. */
export const entraTenant: Reader<string> = (text, name) => {
  const word = text.trim().toLowerCase();
  if (isDirectory(word)) return word;
  throw mustBe(name, "the GUID of the directory, such as 72f988bf-86f1-41af-91ab-2d7cd011db47", text);
};
