import { BlockList, isIP } from "node:net";

/**
 * Whether NO_PROXY leaves a host to be reached without a proxy, as curl and httpx read it: hosts with all below them,
 * addresses and their ranges, each with a port where only that is meant; `*` is all.
 */
export function isDirect(url: URL, noProxy: string): boolean {
  const host = canonical(url.hostname);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return noProxy.split(/[\s,]+/).some((entry) => matches(entry.toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === "") return false;
  if (entry === "*") return true;
  const word = entry.replace(/^[a-z]+:\/\//, "").replace(/\/$/, "");
  if (word.includes("/")) return isInRange(word, host);
  // Of an IPv6 address without brackets the colons are its own.
  const [, name = word, only] = isIP(word) === 6 ? [] : (/^(.+):(\d+)$/.exec(word) ?? []);
  if (only !== undefined && only !== port) return false;
  const domain = canonical(name.replace(/^\*?\./, ""));
  if (isIP(host) !== 0) return domain === host;
  return domain !== "" && (host === domain || host.endsWith(`.${domain}`));
}

function isInRange(range: string, host: string): boolean {
  const [network = "", bits = ""] = range.split("/");
  const version = isIP(bare(network));
  const most = version === 6 ? 128 : 32;
  if (version === 0 || version !== isIP(host) || !/^\d{1,3}$/.test(bits) || Number(bits) > most) return false;
  const type = version === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(bare(network), Number(bits), type);
  return list.check(host, type);
}

/** As URLs write a host: an IPv6 address at its shortest, letters that are not Latin as ASCII. */
function canonical(host: string): string {
  const name = bare(host);
  const address = isIP(name) === 6 ? `http://[${name}]` : `http://${name}`;
  return URL.canParse(address) ? bare(new URL(address).hostname) : name;
}

/** Without brackets and the dot that may stand at the end of a name. */
function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.$/, "");
}
