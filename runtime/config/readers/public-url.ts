import { mustBe, type Reader } from "./reader.ts";
import { isLoopback } from "./host.ts";

/**
 * Where clients reach this server, without a slash at its end: `https://mcp.example.com/kestra`. It is at https://, unless it is
 * of this machine alone.
 */
export const publicUrl: Reader<string> = (text, name) => {
  const what =
    "an https:// URL such as https://mcp.example.com, without query, fragment and credentials (http:// for this machine alone)";
  const word = text.trim();
  if (!URL.canParse(word)) throw mustBe(name, what, text);
  const url = new URL(word);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(bare(url.hostname)));
  const isPlain = url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  if (!isSafe || !isPlain || /[?#]/.test(word)) throw mustBe(name, what, `${url.origin}${url.pathname}`);
  if (url.pathname.includes("//")) throw mustBe(name, what, text);
  return `${url.origin}${url.pathname.endsWith("/") ? url.pathname.slice(0, -1) : url.pathname}`;
};

function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}
