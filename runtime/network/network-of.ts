import { isIPv6 } from "node:net";

/**
 * What of an address stands for one customer: all of an address of IPv4, and of one of IPv6 the half that is given to them, since
 * the other half is theirs to choose. What is no address is left as it is.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [before = "", after = ""] = address.split("%")[0]?.split("::") ?? [];
  const groups = (text: string) => text.split(":").filter((one) => one !== "");
  const [left, right] = [groups(before), groups(after)];
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  return [...left, ...zeros, ...right].slice(0, 4).join(":");
}
