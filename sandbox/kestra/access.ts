/** Who may use a sandbox. Without a name and without a token, anybody. */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
  /** False: nobody is known yet, so that nobody may pass. */
  readonly isSetUp?: boolean;
}

/** The same at work: setting a Kestra up gives it its first user. */
export interface Access {
  credentials: Credentials;
}

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const password = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,}$/;
const longest = 256;

/** What Kestra has against the first user; empty where it takes it. */
export function faultsOf(user: {
  readonly username?: unknown;
  readonly password?: unknown;
}): readonly string[] {
  const [name, secret] = [user.username, user.password].map((it) => (typeof it === "string" ? it : ""));
  return [
    ...(name === undefined || !email.test(name)
      ? ["Invalid username for Basic Authentication. Please provide a valid email address."]
      : []),
    ...(secret === undefined || !password.test(secret)
      ? [
          "Invalid password for Basic Authentication. The password must have 8 chars, one upper, one lower and one number",
        ]
      : []),
    ...([name, secret].some((text) => (text ?? "").length > longest)
      ? ["The length of email or password should not exceed 256 characters."]
      : []),
  ];
}
