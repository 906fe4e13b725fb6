import { collectFaults } from "../../access/faults.ts";
import { readOperatorsFile } from "../../access/read-file.ts";
import { readYamlFile } from "../../access/yaml-file.ts";
import { limits } from "../../limits.ts";
import { hashOf } from "../protocol/secret.ts";
import type { OAuthClient } from "./client.ts";
import { isDocumentUrl } from "./document-url.ts";
import { redirectFault } from "./redirect-uri.ts";

/** The keys of an entry. */
const clientKeys = ["id", "name", "secret", "redirect_uris"] as const;

/** The variable that names the file. */
export const clientsVariable = "KESTRA_MCP_OAUTH_CLIENTS";

/**
 * Reads the clients that the operator names in a file: for those that do not register by themselves.
 * @throws ConfigurationError with line and column; no secret is told
 */
export async function readOperatorClients(path: string): Promise<readonly OAuthClient[]> {
  const text = await readOperatorsFile(path, clientsVariable);
  const { value, refuse } = await readYamlFile(path, text, true);
  const faults = collectFaults(true);
  const file = faults.map(value, [], "the clients", { names: ["clients"], required: ["clients"] });
  const clients = faults.list(file.clients, ["clients"], "`clients`").map((entry, i): OAuthClient => {
    const at = ["clients", i];
    const written = faults.map(entry, at, "a client", {
      names: clientKeys,
      required: ["id", "redirect_uris"],
    });
    const { id, name, secret } = written;
    if (typeof id !== "string" || !/^[\x21-\x7e]{1,200}$/.test(id) || isDocumentUrl(id))
      faults.found.push({
        path: [...at, "id"],
        message: "An id has 1 to 200 printable ASCII characters, and is no address of a document.",
      });
    if (secret !== undefined && (typeof secret !== "string" || secret.length < limits.authToken))
      faults.found.push({
        path: [...at, "secret"],
        message: `A secret is a text of at least ${limits.authToken} characters. Absent: the client has none.`,
      });
    const redirectUris = faults.texts(written.redirect_uris, [...at, "redirect_uris"], "`redirect_uris`");
    redirectUris.forEach((uri, k) => {
      const fault = redirectFault(uri);
      if (fault !== undefined) faults.found.push({ path: [...at, "redirect_uris", k], message: fault });
    });
    return {
      id: String(id),
      redirectUris,
      origin: "operator",
      ...(typeof name === "string" && { name }),
      ...(typeof secret === "string" && { secretHash: hashOf(secret) }),
    };
  });
  clients.forEach(({ id }, i) => {
    if (clients.findIndex((one) => one.id === id) < i)
      faults.found.push({ path: ["clients", i, "id"], message: "Another client has this id." });
  });
  refuse(faults.found);
  return clients;
}
