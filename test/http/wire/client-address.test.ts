import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { clientAddress, type FoundAddress } from "../../../runtime/transport/http/wire/client-address.ts";

interface From {
  readonly peer: string;
  readonly xff?: string;
  readonly forwarded?: string;
}

function found(
  trusted: string,
  { peer, xff, forwarded }: From,
  unnamed?: (peer: string) => void,
): FoundAddress {
  const { endpoint } = readConfig({ KESTRA_MCP_TRUSTED_PROXIES: trusted });
  const headers = {
    ...(xff !== undefined && { "x-forwarded-for": xff }),
    ...(forwarded !== undefined && { forwarded }),
  };
  return clientAddress(
    endpoint.trustedProxies,
    unnamed,
  )({
    socket: { remoteAddress: peer },
    headers,
  } as IncomingMessage);
}

function addressOf(trusted: string, from: From): string {
  return found(trusted, from).address;
}

const proxies = "loopback, private, 203.0.113.7, 2001:db8:1::/48";

describe("the address of a client", () => {
  it.each<readonly [string, From, string]>([
    ["the socket's, where nothing is said", { peer: "127.0.0.1" }, "127.0.0.1"],
    ["what a trusted proxy says", { peer: "127.0.0.1", xff: "198.51.100.1" }, "198.51.100.1"],
    [
      "of several the rightmost that is no proxy",
      { peer: "::1", xff: "9.9.9.9, 198.51.100.1, 10.1.2.3" },
      "198.51.100.1",
    ],
    ["the socket's, where it is not trusted", { peer: "198.51.100.9", xff: "9.9.9.9" }, "198.51.100.9"],
    [
      "the last proxy's, behind which stands no address",
      { peer: "127.0.0.1", xff: "9.9.9.9, unknown" },
      "127.0.0.1",
    ],
    ["the leftmost, where all are proxies", { peer: "127.0.0.1", xff: "10.0.0.1, 10.0.0.2" }, "10.0.0.1"],
    ["without a port", { peer: "127.0.0.1", xff: "198.51.100.1:4711" }, "198.51.100.1"],
    ["of IPv6, with one", { peer: "127.0.0.1", xff: "[2001:DB8::1]:4711" }, "2001:db8::1"],
    [
      "of IPv4 that is written as IPv6",
      { peer: "::ffff:127.0.0.1", xff: "::ffff:198.51.100.1" },
      "198.51.100.1",
    ],
    ["behind a proxy that is named by itself", { peer: "203.0.113.7", xff: "198.51.100.1" }, "198.51.100.1"],
    ["behind a proxy in a range of IPv6", { peer: "2001:db8:1::5", xff: "198.51.100.1" }, "198.51.100.1"],
    ["not behind one beside that range", { peer: "2001:db8:2::5", xff: "198.51.100.1" }, "2001:db8:2::5"],
    [
      "in Forwarded",
      { peer: "127.0.0.1", forwarded: 'for=9.9.9.9, proto=https;for="[2001:db8::1]:4711";by=10.0.0.1' },
      "2001:db8::1",
    ],
    [
      "not behind a name that hides one",
      { peer: "127.0.0.1", forwarded: "for=9.9.9.9, for=_hidden" },
      "127.0.0.1",
    ],
    [
      "where both headers say the same",
      { peer: "127.0.0.1", xff: "198.51.100.1", forwarded: "for=198.51.100.1" },
      "198.51.100.1",
    ],
    [
      "in X-Forwarded-For, where they do not: a client wrote the other",
      { peer: "127.0.0.1", xff: "198.51.100.1", forwarded: "for=9.9.9.9" },
      "198.51.100.1",
    ],
  ])("is %s", (_, from, address) => {
    expect(addressOf(proxies, from)).toBe(address);
  });

  it("is the socket's where no proxy is trusted", () => {
    expect(addressOf("", { peer: "::ffff:127.0.0.1", xff: "9.9.9.9" })).toBe("127.0.0.1");
  });

  it.each<readonly [string, From, boolean]>([
    ["where a name hides it", { peer: "127.0.0.1", forwarded: "for=_hidden" }, true],
    ["where Forwarded says nothing of it", { peer: "127.0.0.1", forwarded: "proto=https" }, true],
    ["where the header is empty", { peer: "127.0.0.1", xff: "" }, true],
    ["behind the last proxy", { peer: "127.0.0.1", xff: "9.9.9.9, unknown, 10.0.0.1" }, true],
    ["but not where it is named", { peer: "127.0.0.1", xff: "unknown, 9.9.9.9" }, false],
    ["nor where the proxy names nobody", { peer: "127.0.0.1" }, false],
    ["nor where nobody trusts who says so", { peer: "198.51.100.9", xff: "unknown" }, false],
  ])("is stood in for by its proxy's %s", (_, from, isStandIn) => {
    expect(found(proxies, from).isStandIn ?? false).toBe(isStandIn);
  });

  it.each<readonly [string, string, From, readonly string[]]>([
    ["that nobody trusts", proxies, { peer: "198.51.100.9", xff: "9.9.9.9" }, ["198.51.100.9"]],
    ["where none is trusted", "", { peer: "10.0.0.1", forwarded: "for=9.9.9.9" }, ["10.0.0.1"]],
    ["but not of one that is trusted", proxies, { peer: "10.0.0.1", xff: "9.9.9.9" }, []],
    ["nor of a client", "", { peer: "10.0.0.1" }, []],
  ])("is told of a proxy %s", (_, trusted, from, told) => {
    const heard: string[] = [];
    found(trusted, from, (peer) => heard.push(peer));
    expect(heard).toEqual(told);
  });

  it.each(["everywhere", "10.0.0.0/33", "0.0.0.0/0", "::/0", "10.0.0.0/8/8", "proxy.example.com", "10.0.0"])(
    "comes of no proxy that is %s",
    (word) => {
      expect(() => readConfig({ KESTRA_MCP_TRUSTED_PROXIES: word })).toThrow(
        "KESTRA_MCP_TRUSTED_PROXIES must be addresses, ranges",
      );
    },
  );
});
