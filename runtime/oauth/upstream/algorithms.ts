/** How a token may be signed: by a key that its issuer alone has. Never by nothing, and never by a secret that we have. */
export const asymmetricAlgorithms: readonly string[] = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];
