import { ConfigurationError } from "../../errors.ts";
import { mustBe, type Reader } from "./reader.ts";

/** An address or a name to listen on, in lower case, without the brackets of IPv6. */
export const host: Reader<string> = (text, name) => {
  const address = text
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1");
  if (/^[\w.:-]+$/.test(address)) return address;
  throw mustBe(name, "an address or a name, such as 127.0.0.1", text);
};

/** A name in a `Host` header, without a port, in lower case; `*` is any. */
export const hostName: Reader<string> = (word, name) => {
  if (word === "*") return word;
  const url = `http://${word}`;
  if (URL.canParse(url) && /^[\w.:[\]-]+$/.test(word)) return new URL(url).hostname;
  throw takes(name, "names such as mcp.example.com", word);
};

/** Where a web page comes from, such as `https://app.example.com`, in lower case. */
export const origin: Reader<string> = (word, name) => {
  const parsed = URL.canParse(word) ? new URL(word).origin : "null";
  if (parsed !== "null" && /^[^/]+:\/\/[^/]+\/?$/.test(word)) return parsed;
  throw takes(name, "origins such as https://app.example.com", word);
};

function takes(name: string, what: string, word: string): ConfigurationError {
  return new ConfigurationError(`${name} takes ${what}, not ${JSON.stringify(word)}.`);
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
