export type Environment = Readonly<Record<string, string | undefined>>;

/** The home folder of the user whose environment it is; undefined where it names none. */
export function homeOf(env: Environment): string | undefined {
  return env.HOME || env.USERPROFILE || undefined;
}
