import { mustBe, words, type Reader } from "./reader.ts";

/** Scopes of OAuth (RFC 6749, section 3.3), with spaces or commas between: what a challenge can name. */
export const scopes: Reader<readonly string[]> = (text, name) => {
  const all = words(text, name);
  if (all.every((one) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(one))) return all;
  throw mustBe(name, "scopes of OAuth, which are of ASCII without quotes and backslashes", text);
};
