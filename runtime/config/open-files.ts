import { statSync, type Stats } from "node:fs";
import { join } from "node:path";
import type { Endpoint } from "./endpoint.ts";

/** Where systemd gives a service its secrets. An entry for its user alone looks there as if a group could read them. */
const credentials = join("/run", "credentials", "/");

/** Of the files that hold secrets of a server over HTTP, a sentence for each that others than its owner can read. */
export function openFilesOf(endpoint: Endpoint): readonly string[] {
  const { tokensFile, encryptionKeysFile, oidcClientSecretFile, oauthClients, store } = endpoint;
  const kept = store?.kind === "file" ? store.path : undefined;
  const all = [tokensFile, encryptionKeysFile, oidcClientSecretFile, oauthClients, kept];
  return all
    .filter((path) => path !== undefined && isOpen(path))
    .map((path) => `${path} can be read by others than its owner: chmod 600 keeps them out.`);
}

/** False where the system has no such thing, and of a file that cannot be looked at: whoever reads it tells why. */
function isOpen(path: string): boolean {
  if (process.platform === "win32" || path.startsWith(credentials)) return false;
  try {
    return isOpenTo(statSync(path), process.getuid?.());
  } catch {
    return false;
  }
}

/** A file of another owner is read by its group, as a secret that Kubernetes gives a service; it may not be written so. */
export function isOpenTo({ mode, uid }: Pick<Stats, "mode" | "uid">, own: number | undefined): boolean {
  return (mode & (uid === own ? 0o077 : 0o027)) !== 0;
}
