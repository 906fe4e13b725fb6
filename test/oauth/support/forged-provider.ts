import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTHeaderParameters } from "jose";
import { lazy } from "../../../runtime/lazy.ts";
import { httpServer, json, type Asked, type Respond } from "../../runtime/support/server.ts";

/** A key of a provider: what it signs with, and what it shows. */
interface Key {
  readonly secret: Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];
  readonly shown: JWK;
}

/** A provider that answers what a test wants, right or wrong. */
export interface ForgedProvider {
  readonly issuer: string;
  readonly asked: readonly Asked[];
  /** Its metadata, which a test changes. */
  readonly metadata: Record<string, unknown>;
  /** The keys that it shows. */
  keys: JWK[];
  /** By path; what stands here comes before what it answers by itself. */
  readonly answers: Record<string, Respond>;
  /** A token of its own, signed by its own key unless another is given. */
  readonly sign: (claims: Readonly<Record<string, unknown>>, by?: Signing) => Promise<string>;
}

export interface Signing {
  readonly key?: Key;
  readonly header?: Partial<JWTHeaderParameters>;
}

export const ownKey = lazy(() => makeKey("own"));
/** Of somebody else, under the same name. */
export const foreignKey = lazy(() => makeKey("own"));
/** Of its own, under a name that it did not show at first. */
export const nextKey = lazy(() => makeKey("next"));

async function makeKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  return { secret: privateKey, shown: { ...(await exportJWK(publicKey)), kid, alg: "ES256", use: "sig" } };
}

/** Answers until the test ends. @param path behind its origin, of an issuer that has one */
export async function forgedProvider(path = ""): Promise<ForgedProvider> {
  const own = await ownKey();
  const answers: Record<string, Respond> = {};
  const forged = { metadata: {} as Record<string, unknown>, keys: [own.shown], answers };
  const { url, asked } = await httpServer((one, response) => {
    const at = one.url.split("?")[0] ?? "";
    const respond = answers[at];
    if (respond !== undefined) respond(one, response);
    else if (at === `${path}/.well-known/openid-configuration`) json(response, forged.metadata);
    else if (at === "/jwks") json(response, { keys: forged.keys });
    else response.writeHead(404, { "Content-Type": "application/json" }).end("{}");
  });
  const issuer = `${url}${path}`;
  Object.assign(forged.metadata, {
    issuer,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["ES256", "HS256", "none"],
    authorization_response_iss_parameter_supported: true,
  });
  return Object.assign(forged, {
    issuer,
    asked,
    sign: (claims: Readonly<Record<string, unknown>>, { key = own, header }: Signing = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", kid: key.shown.kid ?? "", ...header })
        .sign(key.secret),
  });
}

/** A token that nobody signed, or with a secret that its reader has. */
export async function unsafely(
  claims: Readonly<Record<string, unknown>>,
  alg: "none" | "HS256",
  secret = "",
): Promise<string> {
  if (alg === "HS256")
    return new SignJWT(claims).setProtectedHeader({ alg, kid: "own" }).sign(new TextEncoder().encode(secret));
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg })}.${part(claims)}.`;
}

/** Seconds since 1970. */
export function secondsNow(): number {
  return Math.floor(Date.now() / 1000);
}
