const backslash = 0x5c;

/**
 * Where the quote stands that ends a text in JSON; behind the last character where none does.
 * @param start behind the quote that begins it
 */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === backslash && at - 1 - escapes >= start) escapes++;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
