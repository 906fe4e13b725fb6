import { expect, it } from "vitest";
import { networkOf } from "../../../runtime/network/network-of.ts";

it.each([
  ["198.51.100.7", "198.51.100.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["2001:db8:0:0:ffff::3", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["2001:0DB8:0001:0:ffff::3", "2001:db8:1:0"],
  ["1:2:3:4:5:6:198.51.100.7", "1:2:3:4"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["::FFFF:c633:6407", "198.51.100.7"],
  ["0:0:0:0:0:ffff:c633:6407", "198.51.100.7"],
  ["::ffff:0:1", "0.0.0.1"],
  ["fe80::1%eth0", "fe80:0:0:0"],
  ["", ""],
  ["no:address", "no:address"],
])("of %s the network is %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
