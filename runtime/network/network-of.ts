import { isIPv6 } from "node:net";

/**
 * What of an address stands for one customer: all of an address of IPv4, however it is written, and of one of IPv6 the half that is
 * given to them, since the other half is theirs to choose. What is no address is left as it is.
 */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%");
  if (!isIPv6(bare)) return address;
  const groups = groupsOf(bare);
  if (groups.slice(0, 6).join(":") !== "0:0:0:0:0:ffff") return groups.slice(0, 4).join(":");
  return groups
    .slice(6)
    .map((group) => parseInt(group, 16))
    .flatMap((two) => [two >> 8, two & 255])
    .join(".");
}

/** The eight groups of an address of IPv6, each without zeros before it. */
function groupsOf(address: string): readonly string[] {
  // Of the ways to write one, a URL knows one.
  const [before = "", after = ""] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groups = (text: string) => text.split(":").filter((one) => one !== "");
  const [left, right] = [groups(before), groups(after)];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => "0");
  return [...left, ...zeros, ...right];
}
