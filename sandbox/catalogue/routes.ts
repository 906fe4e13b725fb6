import { json, text } from "../http/answers.ts";
import { integerOf, pageOf } from "../http/paging.ts";
import type { SandboxAnswer } from "../http/route.ts";
import { blueprintRoutes } from "./blueprint-routes.ts";
import { pluginRoutes } from "./plugin-routes.ts";
import type { Registry } from "./registry.ts";
import type { PublicRoute } from "./route.ts";
import { docUrl, found, rowOf } from "./search.ts";
import type { DocPage } from "./pages.ts";

export const missing: SandboxAnswer = json({ message: "Not Found" }, 404);

/** Markdown, with what is known of the page in a header. */
function markdown(doc: DocPage | undefined, version: string): SandboxAnswer {
  if (doc === undefined) return missing;
  const { path, title, description, body } = doc;
  const metadata = JSON.stringify({ parsedUrl: docUrl(path), title, description, release: version });
  return { ...text(body, "text/markdown"), headers: { "x-kestra-metadata": metadata } };
}

function search(registry: Registry, query: URLSearchParams, only?: string): SandboxAnswer {
  const q = query.get("q") ?? "";
  const type = only ?? query.get("type") ?? "PLUGINS";
  const hits = found(registry, q);
  const facets = Object.fromEntries(
    ["PLUGINS", "DOCS", "BLUEPRINTS", "BLOGS"].map((one) => [
      one,
      hits.filter((hit) => hit.type === one).length,
    ]),
  );
  const paging = { page: integerOf(query, "page") ?? 1, size: integerOf(query, "size") ?? 10 };
  const rows = pageOf(
    hits.filter((hit) => hit.type === type),
    paging,
  );
  return json({ results: rows.map((hit) => rowOf(hit, q)), facets });
}

const docRoutes: readonly PublicRoute[] = [
  {
    path: /^\/docs\/versions\/(?<version>[^/]+)\/search$/,
    answer: ({ query }, registry) => search(registry, query, "DOCS"),
  },
  {
    path: /^\/docs\/versions\/(?<version>[^/]+)\/doc\/(?<id>[^/]+)$/,
    answer: ({ params: { version = "", id } }, { pages }) =>
      markdown(
        pages.find((doc) => doc.id === id),
        version,
      ),
  },
  {
    path: /^\/docs\/docs\/versions\/(?<version>[^/]+)\/children$/,
    answer: (_, { pages }) =>
      json(
        Object.fromEntries(
          pages.map(({ path, title, description }) => [
            docUrl(path).slice(1),
            {
              title,
              ...(description === undefined ? {} : { description }),
              hideSidebar: false,
              isIndex: pages.some((other) => path !== "" && other.path.startsWith(`${path}/`)),
            },
          ]),
        ),
      ),
  },
  {
    path: /^\/docs\/docs(?:\/(?<path>.+))?\/versions\/(?<version>[^/]+)$/,
    answer: ({ params: { path = "", version = "" } }, { pages }) =>
      markdown(
        pages.find((doc) => doc.path === path),
        version,
      ),
  },
];

/** The first whose path fits answers. */
export const routes: readonly PublicRoute[] = [
  ...pluginRoutes,
  ...blueprintRoutes,
  { path: /^\/search(?:\/versions\/[^/]+)?$/, answer: ({ query }, registry) => search(registry, query) },
  ...docRoutes,
  {
    path: /^\/versions$/,
    answer: (_, { releases }) => json(releases.map((version) => ({ version, uri: `/releases/${version}` }))),
  },
  { path: /^\/versions\/latest$/, answer: (_, { releases }) => json({ version: releases[0] }) },
];
