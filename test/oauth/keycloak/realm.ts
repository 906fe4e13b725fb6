/** What the realm of the tests has. */
export const realm = {
  name: "kestra",
  admin: { username: "admin", password: "admins-password" },
  user: { username: "ada", password: "adas-password" },
  /** This server, as a client at which users log in. */
  upstream: { id: "kestra-mcp", secret: "the-secret-of-kestra-mcp" },
  /** An application that brings Keycloak's tokens here. */
  agent: { id: "agent", secret: "the-secret-of-agent" },
} as const;

const yes = "true";

function mapper(name: string, protocolMapper: string, config: Readonly<Record<string, string>>): object {
  return { name, protocol: "openid-connect", protocolMapper, config };
}

/** What Keycloak imports at its start. @param resource that the agent's tokens are for */
export function importedRealm(resource: string): object {
  const { user, upstream, agent } = realm;
  const both = {
    standardFlowEnabled: true,
    redirectUris: ["http://127.0.0.1:9/*"],
    protocol: "openid-connect",
  };
  const inTokens = { "id.token.claim": yes, "access.token.claim": yes, "userinfo.token.claim": yes };
  return {
    realm: realm.name,
    enabled: true,
    sslRequired: "none",
    roles: { realm: [{ name: "reader" }, { name: "engineer" }] },
    groups: [{ name: "data", subGroups: [{ name: "etl" }] }],
    users: [
      {
        username: user.username,
        enabled: true,
        email: "ada@example.com",
        emailVerified: true,
        firstName: "Ada",
        lastName: "Lovelace",
        credentials: [{ type: "password", value: user.password, temporary: false }],
        realmRoles: ["reader", "offline_access"],
        groups: ["/data/etl"],
      },
    ],
    clients: [
      {
        ...both,
        clientId: upstream.id,
        secret: upstream.secret,
        attributes: { "pkce.code.challenge.method": "S256" },
        protocolMappers: [
          mapper("groups", "oidc-group-membership-mapper", {
            ...inTokens,
            "claim.name": "groups",
            "full.path": yes,
          }),
          mapper("roles in the ID token", "oidc-usermodel-realm-role-mapper", {
            ...inTokens,
            "claim.name": "realm_access.roles",
            multivalued: yes,
          }),
        ],
      },
      {
        ...both,
        clientId: agent.id,
        secret: agent.secret,
        serviceAccountsEnabled: true,
        directAccessGrantsEnabled: true,
        protocolMappers: [
          mapper("for this server", "oidc-audience-mapper", {
            "included.custom.audience": resource,
            "access.token.claim": yes,
          }),
        ],
      },
    ],
  };
}
