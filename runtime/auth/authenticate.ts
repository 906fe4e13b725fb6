import type { IncomingMessage } from "node:http";
import type { Principal } from "./principal.ts";

/** Says who sends an HTTP request. Rejects, with what the client is answered, where nothing proves it. */
export type Authenticate = (request: IncomingMessage) => Promise<Principal>;
