/** Who may use a sandbox. Without a name and without a token, anybody. */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  readonly token?: string;
  /** Others who may, besides that name. */
  readonly users?: readonly { readonly username: string; readonly password: string }[];
  /**
   * Whether the holder of the token may act for a user, as the Enterprise edition lets service accounts with the permission;
   * absent: an older one, which does not know the header.
   */
  readonly impersonates?: boolean;
  /** False: nobody is known yet, so that nobody may pass. */
  readonly isSetUp?: boolean;
}

/** Who asks, by an `authorization` header: the name of a user, or the holder of the token; undefined where it is of nobody. */
export function askerOf(
  { username, password = "", users = [], token }: Credentials,
  authorization: string | undefined,
): { readonly username?: string } | undefined {
  const [scheme = "", value = ""] = (authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "bearer") return token !== undefined && value === token ? {} : undefined;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const known = username === undefined ? users : [{ username, password }, ...users];
  const sent = Buffer.from(value, "base64").toString("utf8");
  const user = known.find((one) => sent === `${one.username}:${one.password}`);
  return user && { username: user.username };
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
