/**
 * The path that an upstream reads behind a proxy that normalises, as nginx does where `proxy_pass` has a path: decoded, dots
 * resolved, slashes merged. Others do more, so this one is as eager as any: it decodes until nothing is left, takes a
 * backslash for a slash, and cuts off what follows a semicolon.
 * @param path as it was sent, encoded
 * @returns the segments, decoded
 */
export function throughProxy(path: string): readonly string[] {
  const segments: string[] = [];
  for (const segment of decoded(path).split(/[/\\]+/)) {
    const name = segment.replace(/;.*/s, "").trim();
    if (name === "..") segments.pop();
    else if (segment !== "" && name !== ".") segments.push(segment);
  }
  return segments;
}

function decoded(text: string): string {
  const once = text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll("%", ""), "hex").toString(),
  );
  return once === text ? text : decoded(once);
}
