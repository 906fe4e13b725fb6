import type { Identity } from "../../../../runtime/oauth/identity.ts";
import { UpstreamError, type Rechecked, type Upstream } from "../../../../runtime/oauth/upstream/upstream.ts";

/** A provider at which Ann logs in; a test changes what it says. */
export interface FakeUpstream extends Upstream {
  identity: Identity | UpstreamError;
  /** What it answers when it is asked again. */
  again: Rechecked;
  /** How often a login was begun, and the tokens with which it was asked again. */
  begun: number;
  isAway: boolean;
  readonly asked: string[];
}

export const ann: Identity = {
  issuer: "https://login.example.com",
  subject: "ann",
  name: "Ann",
  email: "ann@example.com",
  emailVerified: true,
  claims: { roles: ["engineer"] },
  refreshToken: "upstream-1",
};

export function fakeUpstream(): FakeUpstream {
  const asked: string[] = [];
  return {
    issuer: ann.issuer,
    identity: ann,
    again: ann,
    begun: 0,
    isAway: false,
    asked,
    begin() {
      if (this.isAway) return Promise.reject(new UpstreamError("away"));
      const state = `state-${++this.begun}`;
      return Promise.resolve({
        url: `https://login.example.com/authorize?state=${state}`,
        secrets: { state, nonce: "n", verifier: "v" },
      });
    },
    finish(callback, { state }) {
      if (callback.searchParams.get("state") !== state)
        return Promise.reject(new UpstreamError("wrong state"));
      if (callback.searchParams.get("error") === "access_denied")
        return Promise.reject(new UpstreamError("cancelled", true));
      const { identity } = this;
      return identity instanceof UpstreamError ? Promise.reject(identity) : Promise.resolve(identity);
    },
    recheck(refreshToken) {
      asked.push(refreshToken);
      return Promise.resolve(this.again);
    },
    whyNotFound: () => Promise.resolve(undefined),
  };
}
