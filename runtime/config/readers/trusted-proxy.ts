import { isIP } from "node:net";
import { mustBe, type Reader } from "./reader.ts";

/** Words for addresses that nobody on the internet has. */
export const proxyWords: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"],
};

/** Proxies that may say from where a request comes: an address, a range such as `10.0.0.0/8`, or a word for some, in lower case. */
export const trustedProxy: Reader<string> = (text, name) => {
  const word = text.trim().toLowerCase();
  const [address = "", bits, ...rest] = word.split("/");
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most && rest.length === 0);
  // Everybody would be trusted, by what looks like a slip.
  if ((version !== 0 && isRange && bits !== "0") || Object.hasOwn(proxyWords, word)) return word;
  throw mustBe(name, "addresses, ranges such as 10.0.0.0/8, and the words loopback and private", text);
};
