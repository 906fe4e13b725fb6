import type { ServiceKeeps } from "../network/connection.ts";
import { keptFile } from "./kept-file.ts";
import { keptFolder } from "./kept-folder.ts";
import type { KeptSources } from "./kept-http.ts";

/** What answers in place of a service, as the operator configured it. Opens nothing yet. */
export function keptSources({ title, unasked, files, cache }: ServiceKeeps): KeptSources {
  return {
    title,
    unasked,
    files: files.map((path) => keptFile(path)),
    folder: cache === undefined ? undefined : keptFolder(cache),
  };
}
