import { rewriteRounded } from "../../runtime/json/number.ts";

/**
 * The first decimal in a JSON text that has more digits than Kestra keeps, or is larger than it can be; undefined where there is
 * none. Of whole numbers it keeps every digit.
 * @param text valid JSON
 */
export function inexactNumber(text: string): string | undefined {
  let found: string | undefined;
  rewriteRounded(text, (number) => {
    if (!/^-?\d+$/.test(number)) found ??= number;
    return number;
  });
  return found;
}
