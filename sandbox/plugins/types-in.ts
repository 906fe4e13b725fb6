const typeLine = /^[ \t-]*type:[ \t]*["']?([a-z_]\w*(?:\.\w+)+)["']?[ \t]*$/gm;

/** The types that a YAML names, each once, in their order. */
export function typesIn(source: string): readonly string[] {
  return [...new Set([...source.matchAll(typeLine)].map(([, type = ""]) => type))];
}
