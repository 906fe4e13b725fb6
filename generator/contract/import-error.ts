/** A document cannot be imported. The message is one sentence that names the document, and holds no credential. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}
