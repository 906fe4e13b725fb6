import { isObject } from "../../json.ts";
import { NotFetched } from "../../network/bounded-fetch.ts";
import { visible } from "../../text/visible.ts";
import { UpstreamError } from "./upstream.ts";

/** What a user does who does not want to log in, or cannot now (OpenID Connect Core 1.0, 3.1.2.6). */
const users = ["access_denied", "login_required", "consent_required", "interaction_required"];

/** Characters of what a provider says that are told: Entra's sentences have two hundred. */
const longest = 400;

/**
 * What the library, or the way to the provider, says of a failure, for a log and for the user.
 * @param what was done, in our own words: `Looking for the identity provider`
 * @param mask takes secrets out of what the provider says
 */
export function failureOf(
  error: unknown,
  what: string,
  mask: (foreign: string) => string = (text) => text,
): UpstreamError {
  if (error instanceof UpstreamError) return error;
  const of = (reason: string, isUsers = false, answered?: string) =>
    new UpstreamError(`${what} failed. ${reason}`, isUsers, answered);
  const away = causes(error).find((one) => one instanceof NotFetched);
  if (away !== undefined) return of(away.message);
  const code = errorCode(error);
  if (code !== undefined) {
    const why = said(error, "error_description");
    const told = why === undefined ? "." : `: ${visible(mask(why).slice(0, longest))}`;
    return of(`The provider answered ${code}${told}`, users.includes(code), code);
  }
  // Texts of the library, which quote nothing.
  const words = causes(error).flatMap((one) => (one instanceof Error && "code" in one ? [one.message] : []));
  const [first = ""] = words;
  if (first === "") return of("What it answered cannot be read.");
  const all = [...new Set(words)].join(": ");
  return of(`${first.slice(0, 1).toUpperCase()}${all.slice(1)}.`);
}

/** The `error` of an answer as OAuth has it, in its body or in its challenge; undefined of another failure. */
export function errorCode(error: unknown): string | undefined {
  const code = said(error, "error");
  return code !== undefined && /^[\w.-]{1,60}$/.test(code) ? code : undefined;
}

function said(error: unknown, what: "error" | "error_description"): string | undefined {
  const given = isObject(error) ? error[what] : undefined;
  if (typeof given === "string" && given !== "") return given;
  const challenges: unknown = isObject(error) ? error.cause : undefined;
  const first: unknown = Array.isArray(challenges) ? challenges[0] : undefined;
  const parameters = isObject(first) ? first.parameters : undefined;
  const challenged = isObject(parameters) ? parameters[what] : undefined;
  return typeof challenged === "string" && challenged !== "" ? challenged : undefined;
}

function causes(error: unknown): readonly unknown[] {
  const all: unknown[] = [];
  for (
    let one = error;
    one !== undefined && all.length < 8;
    one = one instanceof Error ? one.cause : undefined
  )
    all.push(one);
  return all;
}
