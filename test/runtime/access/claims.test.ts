import { describe, expect, it } from "vitest";
import { claimValues, rolesOf, whyNone } from "../../../runtime/access/claims.ts";
import type { Roles } from "../../../runtime/access/roles-file.ts";

const roles: Roles = {
  claims: [["roles"], ["realm_access", "roles"], ["resource_access", "my.client", "roles"]],
  groups: { "/data/etl": ["engineer"], ops: ["engineer", "reader"] },
  default: [],
  names: ["engineer", "reader", "admin"],
  grants: [],
};

describe("the values of a claim", () => {
  it("are a list of texts, or one text", () => {
    expect(claimValues({ roles: ["a b", "c"] }, ["roles"])).toEqual(["a b", "c"]);
    expect(claimValues({ roles: "Platform Team, Berlin" }, ["roles"])).toEqual(["Platform Team, Berlin"]);
  });

  it.each(["scope", "scp"])("are the words of a text in %s", (name) => {
    expect(claimValues({ [name]: " read write,more " }, [name])).toEqual(["read", "write,more"]);
    expect(claimValues({ [name]: ["a b", "c"] }, [name])).toEqual(["a b", "c"]);
    expect(claimValues({ inner: { [name]: "a b" } }, ["inner", name])).toEqual(["a", "b"]);
    expect(claimValues({ [name]: { inner: "a b" } }, [name, "inner"])).toEqual(["a b"]);
  });

  it("are none of anything else", () => {
    for (const value of [["a", 1], { a: true }, 5, true, null, undefined, [["a"]], "", " "])
      expect(claimValues({ roles: value }, ["roles"]), JSON.stringify(value)).toEqual([]);
  });

  it("are found by keys, which may have dots in them, and are the claims' own", () => {
    const claims = { resource_access: { "my.client": { roles: ["a"] } } };
    expect(claimValues(claims, ["resource_access", "my.client", "roles"])).toEqual(["a"]);
    expect(claimValues(claims, ["resource_access", "my", "client", "roles"])).toEqual([]);
    expect(claimValues(Object.create({ roles: ["a"] }) as object as never, ["roles"])).toEqual([]);
    expect(claimValues({}, ["constructor", "name"])).toEqual([]);
  });
});

describe("the roles of claims", () => {
  it("are those of all claims and groups together, each told by what gave it", () => {
    const found = rolesOf(
      { roles: ["admin", "stranger"], realm_access: { roles: "reader" }, groups: ["/data/etl"] },
      roles,
    );
    expect(found).toEqual({
      roles: ["admin", "engineer", "reader"],
      from: {
        admin: ["the claim roles"],
        reader: ["the claim realm_access.roles"],
        engineer: ["the group /data/etl"],
      },
      unmapped: ["stranger"],
    });
  });

  it("are no group of the name of a role", () => {
    expect(rolesOf({ groups: ["admin"] }, roles)).toEqual({ roles: [], from: {}, unmapped: ["admin"] });
  });

  it("are not those of an object's own words", () => {
    expect(rolesOf({ roles: ["constructor", "__proto__"] }, roles)).toMatchObject({ roles: [] });
  });

  it("are those that every user has, whatever the claims", () => {
    expect(rolesOf({}, { ...roles, default: ["reader"] })).toMatchObject({ roles: ["reader"] });
  });

  it("are not known of a user in more groups than a token of Entra holds", () => {
    const over = [{ _claim_names: { groups: "src1" } }, { hasgroups: true }];
    for (const claims of over)
      expect(rolesOf({ ...claims, roles: ["admin"] }, roles)).toEqual({
        overage: expect.stringMatching(/app roles .* groups assigned to the application/) as string,
      });
    const [first = {}] = over;
    expect(rolesOf({ ...first, roles: ["admin"] }, { ...roles, groups: {} })).toMatchObject({
      roles: ["admin"],
    });
    expect(rolesOf({ hasgroups: true }, { ...roles, groups: {}, claims: [["groups"]] })).toHaveProperty(
      "overage",
    );
  });
});

it("where nothing can give anybody a role, that is said", () => {
  const none = { ...roles, claims: [], groups: {}, default: [] };
  expect(whyNone(none)).toContain("claims: [roles]");
  for (const some of [{ claims: roles.claims }, { groups: roles.groups }, { default: ["reader"] }])
    expect(whyNone({ ...none, ...some })).toBeUndefined();
});
