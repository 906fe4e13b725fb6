import type { Environment } from "../environment.ts";
import { entraTenant } from "./readers/issuer-url.ts";
import type { Variable } from "./variables/variable.ts";
import { variables } from "./variables/variables.ts";

/** Whether users log in, so that what scramb/kestra-server-mcp was told of that is meant for us. */
function isMeant({ KESTRA_MCP_AUTH: auth = "" }: Environment): boolean {
  return ["oauth", "external"].includes(auth.trim().toLowerCase());
}

/**
 * The environment with what stands there by the names of scramb/kestra-server-mcp, where users log in and the names of today say
 * nothing. @throws ConfigurationError for a directory of Entra that is no GUID
 */
export function withFormerNames(env: Environment): Environment {
  if (!isMeant(env)) return env;
  const former = (variables as readonly Variable[]).flatMap(({ name, formerly = [] }) => {
    const value = formerly.map((one) => env[one]).find((one) => one);
    return env[name] || value === undefined ? [] : [[name, value] as const];
  });
  const { ENTRA_TENANT_ID: tenant } = env;
  const issuer =
    !tenant || env.OIDC_ISSUER_URL || env.KESTRA_MCP_OIDC_ISSUER
      ? {}
      : {
          KESTRA_MCP_OIDC_ISSUER: `https://login.microsoftonline.com/${entraTenant(tenant, "ENTRA_TENANT_ID")}/v2.0`,
        };
  return { ...env, ...Object.fromEntries(former), ...issuer };
}

/** A directory of Entra beside an issuer that is of none, or of another. */
function otherDirectory({
  ENTRA_TENANT_ID: tenant = "",
  KESTRA_MCP_OIDC_ISSUER: issuer = "",
}: Environment): readonly string[] {
  const directory = tenant.trim().toLowerCase();
  if (directory === "" || issuer.toLowerCase().includes(`/${directory}`)) return [];
  return [
    `ENTRA_TENANT_ID is ignored: the issuer is ${issuer}, which is not of this directory. Take one of them away.`,
  ];
}

/** A sentence for each of those variables that says nothing any more. */
export function ignoredFormerNames(env: Environment): readonly string[] {
  if (!isMeant(env)) return forgotten(env);
  const told = ["OIDC_AUTHORITY", "OIDC_JWKS_URI"]
    .filter((name) => env[name])
    .map((name) => `${name} is ignored: the provider says by itself where its endpoints and keys are.`);
  const isUnchecked = env.KESTRA_VERIFY_SSL?.trim().toLowerCase() === "false";
  const checked =
    "KESTRA_VERIFY_SSL is ignored: certificates are checked always. SSL_CERT_FILE adds authorities of your own.";
  return [...otherDirectory(env), ...told, ...(isUnchecked ? [checked] : [])];
}

/** Who comes from that server may forget what it did not have. */
function forgotten(env: Environment): readonly string[] {
  const isHttp = env.KESTRA_MCP_TRANSPORT?.trim().toLowerCase() === "http";
  const name = ["OIDC_ISSUER_URL", "ENTRA_TENANT_ID"].find((one) => env[one]);
  if (!isHttp || name === undefined) return [];
  return [`${name} is ignored, and nobody has to log in: KESTRA_MCP_AUTH=oauth has users do so.`];
}

/** The names that say something where users log in. */
export function formerNames(env: Environment): readonly string[] {
  return isMeant(env) ? (variables as readonly Variable[]).flatMap(({ formerly = [] }) => formerly) : [];
}
