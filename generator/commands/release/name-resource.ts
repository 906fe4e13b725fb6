/**
 * The filter resource of each path that is called as one: the last segment that is no verb, in the singular. Paths whose
 * name is no resource are left out.
 */
export function namedResources(
  paths: readonly string[],
  resources: readonly string[],
): readonly (readonly [path: string, resource: string])[] {
  return [...new Set(paths)].sort().flatMap((path) => {
    const names = path.split("/").filter((part) => /^[a-z]/u.test(part) && !verbs.has(part));
    const name = plain(names.at(-1) ?? "");
    const found = resources.find((it) => plain(it) === name || `${plain(it)}s` === name);
    return found === undefined ? [] : [[path, found] as const];
  });
}

/** The text of `specs/filter-resources.yaml` with routes more. */
export function withRoutes(
  text: string,
  routes: readonly (readonly [path: string, resource: string])[],
): string {
  if (routes.length === 0) return text;
  const lines = routes.map(([path, resource]) => `${JSON.stringify(path)}: ${resource}\n`);
  return `${text.trimEnd()}\n${lines.join("")}`;
}

const verbs = new Set(["search", "autocomplete", "export", "by-query"]);

/** `audit-logs`, `AUDIT_LOG`: without marks, in small letters. */
function plain(name: string): string {
  return name.replaceAll(/[_-]/gu, "").toLowerCase();
}
