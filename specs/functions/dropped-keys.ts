import { containerIn } from "../../runtime/json/in-text.ts";
import { isObject } from "../../runtime/json.ts";

/** Where objects in a value have nulls, as `a.b[0].c`: Kestra drops those keys, and keeps the nulls of lists. */
function droppedKeys(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => droppedKeys(item, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const place = path === "" ? key : `${path}.${key}`;
    return item === null ? [place] : droppedKeys(item, place);
  });
}

/** Most keys that are named. */
const most = 10;

/** What of a JSON text Kestra does not store; nothing where it stores all. */
export function notStored(text: string): { readonly message?: string } {
  const dropped = droppedKeys(containerIn(text, "value"));
  if (dropped.length === 0) return {};
  const rest = dropped.length > most ? ` and ${dropped.length - most} more` : "";
  const names = `${dropped.slice(0, most).join(", ")}${rest}`;
  return { message: `Stored without ${names}: Kestra drops the keys of an object whose value is null.` };
}
