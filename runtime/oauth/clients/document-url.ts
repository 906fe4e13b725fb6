/** Characters of one, at most. */
const longest = 1000;

/** Whether a client's id is the address of a document about it. */
export function isDocumentUrl(id: string): boolean {
  return /^https?:/i.test(id);
}

/**
 * Whether the document may be asked for: `https://host/path` as it is written in its one form, without query, fragment, user and
 * dot segments, so that no two texts are one client.
 */
export function isGoodDocumentUrl(id: string): boolean {
  if (id.length > longest || !URL.canParse(id) || /[?#@\\]/.test(id)) return false;
  const { protocol, pathname, href } = new URL(id);
  return protocol === "https:" && pathname !== "/" && href === id;
}
