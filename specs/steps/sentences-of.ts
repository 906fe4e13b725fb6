/** Sentences that follow one another; undefined where there is none. */
export function sentencesOf(...sentences: readonly (string | undefined)[]): string | undefined {
  const said = sentences.filter((it) => it !== undefined);
  return said.length === 0 ? undefined : said.join(" ");
}
