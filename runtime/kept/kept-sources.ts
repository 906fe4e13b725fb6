import type { ServiceKeeps } from "../network/connection.ts";
import { keptFile } from "./kept-file.ts";
import { keptFolder } from "./kept-folder.ts";
import type { KeptSources } from "./kept-http.ts";

const made = new WeakMap<ServiceKeeps, KeptSources>();

/**
 * What answers in place of a service, as the operator configured it: once for all sessions. Opens nothing yet.
 * @param url where the service answers
 */
export function keptSources(keeps: ServiceKeeps, url: string): KeptSources {
  const known = made.get(keeps) ?? create(keeps, url);
  made.set(keeps, known);
  return known;
}

function create({ title, unasked, files, filesFrom, cache }: ServiceKeeps, url: string): KeptSources {
  return {
    title,
    unasked,
    files: files.map((path) => keptFile(path)),
    filesFrom,
    folder: cache === undefined ? undefined : keptFolder(cache, url),
    away: {},
  };
}
