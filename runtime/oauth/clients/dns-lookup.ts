import { type LookupAddress, type LookupAllOptions } from "node:dns";
import { Resolver } from "node:dns/promises";

/** As `lookup` of `node:dns` is called for all addresses of a name. */
export type LookupAll = (
  hostname: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** How long a name server may take, in milliseconds. */
const patience = 2000;

/**
 * Looks up what a stranger named. The system's own lookup holds one of few threads for as long as the stranger's name server
 * is silent, and all others wait behind it who look up Kestra, the provider or the store; this one holds none.
 * @param servers others than the system's
 */
export function dnsLookup({
  servers,
  time = patience,
}: { readonly servers?: readonly string[]; readonly time?: number } = {}): LookupAll {
  return (hostname, _, done) => {
    const resolver = new Resolver({ timeout: time, tries: 1 });
    if (servers !== undefined) resolver.setServers(servers);
    const asked = [
      resolver.resolve4(hostname).then((all) => all.map((address) => ({ address, family: 4 }))),
      resolver.resolve6(hostname).then((all) => all.map((address) => ({ address, family: 6 }))),
    ];
    void Promise.allSettled(asked).then((answers) => {
      const found = answers.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
      if (found.length > 0) done(null, found);
      else done(Object.assign(new Error("The name has no address."), { code: "ENOTFOUND" }), []);
    });
  };
}
