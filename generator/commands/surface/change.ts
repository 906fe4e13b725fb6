/** One difference that a client can see. */
export interface SurfaceChange {
  /** What worked before may fail, or do something else, now. */
  readonly breaking: boolean;
  /** A sentence without its tool: "Argument `size` is gone." */
  readonly text: string;
}

/** A change that may break a client. */
export function breaking(text: string): SurfaceChange {
  return { breaking: true, text };
}

/** A change that breaks nobody. */
export function harmless(text: string): SurfaceChange {
  return { breaking: false, text };
}

/** Breaking only where `risky` holds. */
export function either(risky: boolean, text: string): SurfaceChange {
  return { breaking: risky, text };
}

/** A value in a sentence, as JSON, cut where it is long. */
export function shown(value: unknown): string {
  if (value === undefined) return "none";
  const text = JSON.stringify(value);
  const short = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  return `\`${short.replaceAll("`", "'")}\``;
}
