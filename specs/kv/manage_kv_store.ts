import { manageKvStore } from "../../generated/kv/manage_kv_store.ts";
import { InputError } from "../../runtime/errors.ts";
import { notStored } from "../steps/kv/dropped-keys.ts";
import { allKeys, type KeyRow } from "../steps/kv/kv-keys.ts";
import { kvText, otherThanAsked } from "../steps/kv/kv-value.ts";
import { say } from "../../runtime/text/said.ts";

/**
 * Steps for two actions. `set`: Kestra reads a value as Ion text, in which an unquoted text is cut at its first space.
 * `list`: Kestra 2.0 has no list of one namespace, but pages of a search.
 */
export const tool = manageKvStore({
  set: async ({ namespace, key, value, format }, kestra) => {
    if (value === undefined || value === null)
      throw new InputError(say`\`key\` and \`value\` are required for 'set' action`);
    const text = kvText(value, format);
    const { status } = await kestra.put({ namespace, key, text });
    return { status, ...notStored(text), ...otherThanAsked(text, format) };
  },
  list: async ({ namespace }, kestra) => ({
    results: await allKeys(
      namespace,
      async (page): Promise<readonly KeyRow[]> => (await kestra.keys({ namespace, page })).results,
    ),
  }),
});
