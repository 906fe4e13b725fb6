import { OAuthError } from "./oauth-error.ts";

/** What a request to an endpoint of OAuth says. A parameter without a value counts as absent. */
export interface Parameters {
  get(name: string): string | undefined;
  all(name: string): readonly string[];
  /** @throws OAuthError `invalid_request` where one comes twice that may come once */
  requireSingle(): void;
}

/** These may come several times: RFC 8707. */
const several = ["resource"];

export function parametersOf(text: string | URLSearchParams): Parameters {
  const given = new URLSearchParams(text);
  const all = (name: string) => given.getAll(name).filter((value) => value !== "");
  return {
    all,
    get: (name) => all(name)[0],
    requireSingle() {
      const twice = [...new Set(given.keys())].find(
        (name) => !several.includes(name) && all(name).length > 1,
      );
      if (twice === undefined) return;
      throw new OAuthError("invalid_request", "A parameter comes twice.");
    },
  };
}

/** The words of a list with spaces between. */
export function wordsOf(text = ""): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
