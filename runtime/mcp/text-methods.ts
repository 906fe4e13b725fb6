import type { Handler } from "./handler.ts";
import type { Texts } from "../catalog/texts.ts";

/** They are loaded as one on the first request for any of them. */
const load = async () => (await import("./texts/on-first-use.ts")).textHandlers;

type Method = keyof Awaited<ReturnType<typeof load>>;

const lazily = (method: Method): Readonly<Record<string, Handler>> => ({
  [method]: async (params, context) => (await load())[method](params, context),
});

/** The methods of what there is besides tools. @param hasResources whether there are texts that clients may read */
export function textMethods(
  kinds: readonly (keyof Texts)[],
  hasResources: boolean,
): Readonly<Record<string, Handler>> {
  return {
    ...(kinds.includes("prompts") && { ...lazily("prompts/list"), ...lazily("prompts/get") }),
    ...(hasResources && {
      ...lazily("resources/list"),
      ...lazily("resources/templates/list"),
      ...lazily("resources/read"),
    }),
    ...(kinds.includes("completions") && lazily("completion/complete")),
  };
}
