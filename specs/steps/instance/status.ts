import type { Asked, Missing } from "../asked.ts";
import type { HiddenTool, ServerFacts } from "../../../runtime/tool/server-facts.ts";

/** Who calls, as far as that is known. */
export interface User {
  readonly credentials: string;
  readonly name?: string | null | undefined;
  readonly superAdmin?: boolean | null | undefined;
  readonly tenants?: readonly string[] | undefined;
}

interface Me {
  readonly username?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly superAdmin?: boolean | null | undefined;
  readonly tenants?: readonly { readonly id?: string | null | undefined }[] | null | undefined;
}

/** How Kestra is told who calls, in words. */
export const waysOfCalling = { none: "none", basic: "Basic authentication", bearer: "a token" };

/** The user, as Enterprise tells of it; on open source the name of Basic authentication is all there is. */
export function userOf(facts: ServerFacts, me: Me | undefined): User {
  return {
    credentials: waysOfCalling[facts.credentials],
    name: me?.username ?? me?.email ?? facts.username,
    superAdmin: me?.superAdmin,
    tenants: me?.tenants?.flatMap(({ id }) => id ?? []),
  };
}

interface Place {
  readonly baseUrl: string;
  /** Why it is none. */
  readonly nowhere?: string | undefined;
  readonly tenant: string;
  readonly reachable: boolean;
  readonly version?: string | null | undefined;
  readonly edition?: string | null | undefined;
}

/** Which Kestra, where, and who one is there. */
export function summaryOf(place: Place, user: User, { isSilent, isRefused, isWhole }: Missing): string {
  const { nowhere, baseUrl, version, tenant } = place;
  if (nowhere !== undefined) return "No connection is active; see warnings.";
  if (!place.reachable)
    return `Kestra at ${baseUrl} did not ${isSilent ? "answer" : "tell what it is"}; see warnings.`;
  const edition = place.edition?.toLowerCase() === "ee" ? "Enterprise" : "open source";
  const where = `Kestra ${version ?? "of an unknown release"} (${edition}) at ${baseUrl}, tenant ${tenant},`;
  if (isRefused) return `${where} refuses ${loginOf(user)}; see warnings.`;
  const who =
    user.credentials === waysOfCalling.none
      ? "without credentials"
      : `as ${user.name ?? "the owner of a token"}`;
  return `${where} ${who}.${isWhole ? "" : " Not all of it answered; see warnings."}`;
}

function loginOf({ credentials, name }: User): string {
  if (credentials === waysOfCalling.none) return "calls without credentials";
  return credentials === waysOfCalling.bearer ? "the token" : `the credentials of ${name ?? "the user"}`;
}

/** Which connection kestractl would use, and in what it is another one; nothing where that cannot be known. */
export function kestractlOf({ kestractl }: ServerFacts) {
  return kestractl && { ...kestractl, credentials: waysOfCalling[kestractl.credentials] };
}

/** Said where Kestra did not answer, and nobody said where it is. @param first the call that asks Kestra what it is */
export function defaultTried(
  { baseUrl, nowhere, settings }: ServerFacts,
  first: Asked<unknown>,
): readonly string[] {
  const isSet = nowhere !== undefined || settings.some(({ name }) => addresses.includes(name));
  return isSet || first.answer !== undefined
    ? []
    : [`KESTRA_BASE_URL is not set: the default, ${baseUrl}, was tried.`];
}

/** What says where Kestra is. */
const addresses: readonly string[] = ["KESTRA_BASE_URL", "X-Kestra-Base-Url"];

/** The tools that are hidden for one reason, together. */
export function groupedByReason(
  hidden: readonly HiddenTool[],
): readonly { readonly reason: string; readonly tools: readonly string[] }[] {
  const reasons = [...new Set(hidden.map(({ reason }) => reason))];
  return reasons.map((reason) => ({
    reason,
    tools: hidden.filter((one) => one.reason === reason).map(({ tool }) => tool),
  }));
}
