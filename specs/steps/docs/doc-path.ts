/**
 * The segments of a page of the docs below `docs`: of its path, its address, or the name of its file. One that has no slash may
 * be an id.
 */
export function docSegments(path: string): readonly string[] {
  const [address = ""] = path.trim().split(/[?#]/);
  const below = address.replace(/^(?:https?:\/\/[^/]*|(?:www\.)?kestra\.io(?=\/|$))/i, "");
  const parts = below.split("/").filter((part) => part !== "");
  const last = parts.pop();
  if (last !== undefined) parts.push(last.replace(/\.md$/i, ""));
  return parts[0] === "docs" ? parts.slice(1) : parts;
}

/** Whether a text can be nothing else than a page's path. */
export function isDocPath(path: string): boolean {
  return path.includes("/") || path.trim() === "docs";
}
