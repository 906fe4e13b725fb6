import type { Principal } from "./principal.ts";
import type { IncomingMessage } from "node:http";

/** A request, as far as it tells who sends it. */
export interface Sender {
  readonly request: IncomingMessage;
  /** In our log; absent where nobody has given it one. */
  readonly id?: string;
  /** Of the client, as far as it is known. */
  readonly address: string;
}

/** Says who sends an HTTP request. Rejects, with what the client is answered, where nothing proves it. */
export type Authenticate = (sender: Sender) => Promise<Principal>;
