/** How clients reach the server. */
export const transports = ["stdio", "http"] as const;

export type Transport = (typeof transports)[number];

/** Whether callers may, must or must not bring credentials of their own for Kestra. */
export const callerCredentials = ["optional", "required", "never"] as const;

export type CallerCredentials = (typeof callerCredentials)[number];

/** How clients prove who calls. */
export const authentications = ["token", "oauth", "external"] as const;

export type AuthenticationMode = (typeof authentications)[number];

/** Which clients of the authorization server may register by themselves. */
export const registrationPolicies = ["open", "token", "off"] as const;

/** Whose credentials the calls of users who log in may have. */
export const userCredentials = ["stored", "impersonate", "shared"] as const;

export type UserCredentials = (typeof userCredentials)[number];

/** How users register credentials by a tool. */
export const tokenTools = ["page", "argument", "off"] as const;
