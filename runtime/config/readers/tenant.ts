import { ConfigurationError } from "../../errors.ts";
import { isTenant, type BaseUrl } from "../../kestra/base-url.ts";
import type { Reader } from "./reader.ts";

/** A tenant by itself. */
export const tenant: Reader<string> = (text, name) => requireTenant(text.trim(), name);

function requireTenant(text: string, name: string): string {
  if (isTenant(text)) return text;
  throw new ConfigurationError(`${name} must be letters, digits, dots, dashes and underscores.`);
}

/**
 * The tenant that was configured, if any: by itself, or at the end of the address.
 * @throws ConfigurationError where they differ
 */
export function tenantOf(configured: string | undefined, base: BaseUrl): string | undefined {
  if (base.tenant !== undefined && base.tenant !== (configured ?? base.tenant)) {
    throw new ConfigurationError("KESTRA_TENANT_ID is not the tenant at the end of KESTRA_BASE_URL.");
  }
  const said = configured ?? base.tenant;
  return said === undefined ? undefined : requireTenant(said, "KESTRA_TENANT_ID");
}
