import { BlockList, isIP } from "node:net";

/** Addresses that are not of the public internet: RFC 6890 and its registries. */
const four = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"],
  ...["192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
];

/** Only 2000::/3 is given out; of it these lead elsewhere or hold an address of IPv4. */
const six = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

const blocked = new BlockList();
for (const range of four) addTo(blocked, range, "ipv4");
for (const range of six) addTo(blocked, range, "ipv6");
const given = new BlockList();
addTo(given, "2000::/3", "ipv6");

function addTo(list: BlockList, range: string, family: "ipv4" | "ipv6"): void {
  const [address = "", bits] = range.split("/");
  list.addSubnet(address, Number(bits), family);
}

/** Whether an address is one of the public internet: everything else may be of the network in which this server stands. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blocked.check(address, "ipv4");
  return family === 6 && given.check(address, "ipv6") && !blocked.check(address, "ipv6");
}
