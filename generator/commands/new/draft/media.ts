import type { ContractSchema } from "../../../contract/contract.ts";
import { isAny } from "../../../contract/schema.ts";
import type { Route } from "../../../resolve/request/route.ts";

/** Which media type is sent, and on which lines. */
export interface MediaChoice {
  /** The routes that take it: all, or those from the newest line back. */
  readonly routes: readonly Route[];
  /** What `media` must say; absent where the contract leaves no choice. */
  readonly media?: string;
  /** What else could be sent. */
  readonly others: readonly string[];
}

/** Text that Kestra stores goes first, then JSON of which the contract says something, then forms. */
export function chooseMedia(routes: readonly Route[]): MediaChoice {
  if (routes.every((it) => mediaTypes(it).length <= 1)) return { routes, others: [] };
  const last = routes.at(-1);
  const offered = last === undefined ? [] : mediaTypes(last);
  const everywhere = offered.filter((media) => routes.every((it) => mediaTypes(it).includes(media)));
  const [media] = (everywhere.length > 0 ? everywhere : offered).toSorted(
    (a, b) => rank(a, schemaOf(last, a)) - rank(b, schemaOf(last, b)),
  );
  if (media === undefined) return { routes: routes.filter((it) => mediaTypes(it).length <= 1), others: [] };
  return {
    routes: routes.filter((it) => mediaTypes(it).includes(media)),
    media,
    others: offered.filter((it) => it !== media),
  };
}

/** The media type of a body: the one that is said, else the only one that there is. */
export function mediaOn(route: Route, media: string | undefined): string | undefined {
  return media ?? mediaTypes(route)[0];
}

function mediaTypes({ operation }: Route): readonly string[] {
  return Object.keys(operation.body?.media ?? {});
}

function schemaOf(route: Route | undefined, media: string): ContractSchema {
  return route?.operation.body?.media[media] ?? {};
}

function rank(media: string, schema: ContractSchema): number {
  if (media.includes("yaml")) return 0;
  if (media.includes("json")) return isAny(schema) || schema.type === "string" ? 4 : 1;
  if (media === "text/plain") return 2;
  return media === "multipart/form-data" ? 3 : 5;
}
