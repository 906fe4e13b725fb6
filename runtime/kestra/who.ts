import type { Signal } from "../abort.ts";
import type { Http } from "../http-client/http-client.ts";
import { isPage } from "../http-client/page.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { isObject } from "../json.ts";
import { foreignOr } from "../json/foreign-json.ts";
import { own } from "../text/said.ts";

/** Enterprise alone has it; it is at the root, not under a tenant. */
const me: RequestPlan = { method: "GET", path: own("/api/v1/me") };

/** Who asks, as Kestra knows them. */
export interface KestraUser {
  readonly email?: string;
  readonly username?: string;
}

/**
 * Asks Kestra who asks.
 * @returns the status alone where it did not tell: 401 for credentials that it does not take, 404 of the open-source edition
 * @throws KestraError where there is no answer
 */
export async function whoAsks(
  http: Http,
  signal: Signal,
): Promise<{ readonly status: number; readonly user?: KestraUser }> {
  const answer = await http.send(me, { retry: false, signal });
  const { status } = answer;
  const body = status === 200 && !isPage(answer) ? foreignOr(answer.text, undefined) : undefined;
  if (!isObject(body)) return { status };
  const profile = isObject(body.profile) ? body.profile : {};
  const [email, username] = [profile.email, profile.username].map(textOf);
  return {
    status,
    user: { ...(email !== undefined && { email }), ...(username !== undefined && { username }) },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value.slice(0, 200) : undefined;
}
