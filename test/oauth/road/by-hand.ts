import { createHash } from "node:crypto";
import type { World } from "./world.ts";

const verifier = "a-verifier-that-is-as-long-as-it-has-to-be-to-be-taken";

export const challenge = createHash("sha256").update(verifier).digest("base64url");

/** A client by hand, that registered. */
export interface Registered {
  readonly id: string;
  readonly name: string;
  /** Where its user's browser goes. */
  authorize(challenge: string): string;
  /** Gives a code for tokens. @returns the body of the answer */
  redeem(code: string): Promise<unknown>;
}

export async function register({ url }: Pick<World, "url">, redirect: string): Promise<Registered> {
  const { origin } = new URL(url);
  const name = "A client by hand";
  const answer = await fetch(`${origin}/oauth/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_name: name,
      redirect_uris: [redirect],
      token_endpoint_auth_method: "none",
    }),
  });
  const { client_id: id } = (await answer.json()) as { client_id: string };
  return {
    id,
    name,
    authorize: (code_challenge) =>
      `${origin}/oauth/authorize?${new URLSearchParams({
        client_id: id,
        response_type: "code",
        redirect_uri: redirect,
        code_challenge,
        code_challenge_method: "S256",
        resource: url,
        state: "st",
      }).toString()}`,
    async redeem(code) {
      const body = new URLSearchParams({
        grant_type: "authorization_code",
        code,
        client_id: id,
        redirect_uri: redirect,
        code_verifier: verifier,
      });
      return (await fetch(`${origin}/oauth/token`, { method: "POST", body })).json();
    },
  };
}
