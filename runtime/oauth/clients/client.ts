import type { JsonObject } from "../../json.ts";
import type { StoredRecord } from "../../store/store.ts";

/** A program that asks users for access. */
export interface OAuthClient {
  readonly id: string;
  /** As it calls itself, or as the operator calls it. */
  readonly name?: string;
  readonly redirectUris: readonly string[];
  /** Of its secret; absent of a public client, which proves nothing. */
  readonly secretHash?: string;
  /** Whether it registered here, is what a document on the web says, or is named by the operator. */
  readonly origin: "registered" | "document" | "operator";
}

/** A client that registered, as it is kept. */
export function clientIn({ id, body }: StoredRecord): OAuthClient {
  const { name, redirectUris, secretHash } = body as RegisteredBody;
  return {
    id,
    redirectUris,
    origin: "registered",
    ...(name !== undefined && { name }),
    ...(secretHash !== undefined && { secretHash }),
  };
}

/** Of kind `client`. */
export interface RegisteredBody extends JsonObject {
  readonly name?: string;
  readonly redirectUris: readonly string[];
  readonly secretHash?: string;
  /** Milliseconds since the epoch. */
  readonly born: number;
  /** Whether it was given a token. */
  readonly isUsed?: boolean;
}
