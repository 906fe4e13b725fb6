import { accessSync, constants } from "node:fs";
import type { ServiceAddress } from "../network/connection.ts";
import { own, say, type Said } from "../text/said.ts";
import { visible } from "../text/visible.ts";

/** Sentences about the files and folders of services that cannot be read now. */
export function unusableFiles(services: Readonly<Record<string, ServiceAddress>>): readonly string[] {
  return Object.values(services).flatMap(({ keeps }) =>
    (keeps?.files ?? []).flatMap((path) => {
      try {
        accessSync(path, constants.R_OK);
        return [];
      } catch (error) {
        return [visible(String(unusable(keeps?.filesFrom ?? "", path, error)))];
      }
    }),
  );
}

/** That a path cannot be used, and why. @param variable that names it */
export function unusable(variable: string, path: string, error: unknown): Said {
  const { code = "it cannot be read" } = error as NodeJS.ErrnoException;
  return say`${own(variable)} names ${path}, which cannot be used (${own(code)}).`;
}
