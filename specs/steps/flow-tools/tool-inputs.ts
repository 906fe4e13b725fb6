import type { Json } from "../../../runtime/json.ts";

interface Given {
  readonly inputs?: Readonly<Record<string, Json>> | undefined;
  /** Ids of those that are files. */
  readonly files?: readonly string[] | undefined;
}

/** Where a file may be that Kestra reads itself: a text that names any other place is the content of one. */
const place = /^(kestra|nsfile):\/\/\/\S+$/;

/** The inputs of a flow as they are sent. A text that Kestra took for a path would be one of its own machine. */
export function inputsOf({ inputs = {}, files = [] }: Given): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(inputs).map(([id, value]) => {
      const isContent = files.includes(id) && typeof value === "string" && !place.test(value);
      return [id, isContent ? { $file: id, text: value } : value];
    }),
  );
}
