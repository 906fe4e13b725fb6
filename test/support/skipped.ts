/** What the title of tests ends with that are skipped here, so that whoever runs them reads why. @param why empty: they run */
export function skipped(why: string): string {
  return why === "" ? "" : ` (skipped: ${why})`;
}
