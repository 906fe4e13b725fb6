/** Whether a token may be signed so: by a key that its issuer alone has. Never by nothing, and never by a secret that we have. */
export function asymmetric(algorithm: string): boolean {
  return /^(?:RS|PS|ES)(?:256|384|512)$|^(?:EdDSA|Ed25519)$/.test(algorithm);
}
