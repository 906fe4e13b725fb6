import type { AskedBy } from "../../../observe/observer.ts";

/** What observers are told of the request by which something came. */
export function askedBy({ id, address }: { readonly id?: string; readonly address: string }): AskedBy {
  return { requestId: id, address };
}
