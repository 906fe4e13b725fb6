import { encryptionKeys, unnamedKey } from "../readers/encryption-keys.ts";
import { asWritten } from "../readers/reader.ts";
import { storeAddress } from "../readers/store-address.ts";
import type { Variable } from "./variable.ts";

/** Those of where users, clients and grants are kept. */
export const storeVariables = [
  {
    name: "KESTRA_MCP_STORE",
    isSecret: true,
    part: "endpoint",
    key: "store",
    read: storeAddress,
    meaning:
      "Where users, clients and grants are kept: file:/var/lib/kestra-mcp/store.db for one server (Node 22.13 or newer), or postgres://user:password@host/database for several.",
  },
  {
    name: "KESTRA_MCP_ENCRYPTION_KEYS",
    isSecret: true,
    part: "endpoint",
    key: "encryptionKeys",
    read: encryptionKeys,
    meaning:
      "What encrypts users' credentials in the store: keys that `kestra-mcp generate-key` makes, with commas between. The first encrypts, and all decrypt.",
  },
  {
    name: "KESTRA_MCP_ENCRYPTION_KEYS_FILE",
    part: "endpoint",
    key: "encryptionKeysFile",
    read: asWritten,
    meaning: "A file with them in place of KESTRA_MCP_ENCRYPTION_KEYS, one on each line.",
  },
  {
    name: "ENCRYPTION_KEY",
    isSecret: true,
    part: "endpoint",
    key: "oldEncryptionKey",
    read: unnamedKey,
    meaning:
      "The key of scramb/kestra-server-mcp, 32 bytes in base64url: it is taken where neither of these is set, and reads the file that `kestra-mcp import-tokens` is given.",
  },
] as const satisfies readonly Variable[];
