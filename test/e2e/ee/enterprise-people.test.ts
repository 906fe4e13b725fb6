import { describe, expect } from "vitest";
import type { Data } from "../../support/data.ts";
import { check, kestra, useKestra } from "../support/kestra.ts";
import { authorizationOf, isEnterprise } from "../support/target.ts";

/** Asks Kestra itself, for what no tool does. */
async function ask(method: string, path: string, body?: object): Promise<Response> {
  const headers = { authorization: authorizationOf(kestra.target), "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(kestra.target.url + path, { method, headers, ...sent });
}

const mine = (name: string): string => `${name} ${kestra.namespace}`;
const address = (name: string): string => `${name}@${kestra.namespace}.example.com`;

describe.skipIf(!isEnterprise)("the people of the Enterprise edition", () => {
  useKestra("ee");

  describe("manage_group", () => {
    const group = (action: string, more: object): Promise<Data> =>
      kestra.get("manage_group", { action, ...more });
    const bindings = async (id: string): Promise<readonly string[]> => {
      const answer = await ask("GET", "/api/v1/main/bindings/search?size=500");
      const { results } = (await answer.json()) as {
        results: { group?: { id: string } | null; role: { name: string } }[];
      };
      return results.filter((it) => it.group?.id === id).map(({ role }) => role.name);
    };

    check("creates, gets, updates and deletes a group", async () => {
      const made = await group("create", { name: mine("Ops"), description: "On call" });
      const id_ = made.id;
      expect(await group("get", { id_ })).toMatchObject({ name: mine("Ops"), description: "On call" });
      await group("update", { id_, name: mine("Operators"), description: "Asleep" });
      expect(await group("get", { id_ })).toMatchObject({ name: mine("Operators"), description: "Asleep" });
      expect(await group("delete", { id_ })).toEqual({});
      expect(await kestra.refusal("manage_group", { action: "get", id_ })).toContain("404");
    });

    check("updates the group of a name that exists, and no other", async () => {
      const other = await group("create", { name: mine("Finance abroad"), description: "Abroad" });
      const made = await group("create", { name: mine("Finance") });
      expect(made.id).not.toBe(other.id);
      const again = await group("create", { name: mine("Finance"), description: "Money" });
      expect(again).toMatchObject({ id: made.id, description: "Money" });
      expect(await group("create", { name: mine("Finance") })).toMatchObject({ id: made.id });
      expect(await group("get", { id_: made.id })).toMatchObject({ description: "Money" });
      expect(await group("get", { id_: other.id })).toMatchObject({ description: "Abroad" });
      for (const { id } of [made, other]) await group("delete", { id_: id });
    });

    check("gives a group its role, once", async () => {
      const { id } = await group("create", { name: mine("Editors"), role: "editor" });
      expect(await bindings(id)).toEqual(["Editor"]);
      await group("create", { name: mine("Editors"), description: "Same", role: "editor" });
      expect(await bindings(id)).toEqual(["Editor"]);
      await group("update", { id_: id, name: mine("Editors"), description: "More", role: "launcher" });
      expect(await bindings(id)).toEqual(["Editor", "Launcher"]);
      await group("delete", { id_: id });
    });

    check("says what it lacks, and that a name is taken", async () => {
      expect(await kestra.refusal("manage_group", { action: "create" })).toContain("name is required");
      expect(await kestra.refusal("manage_group", { action: "create", name: "x", role: "king" })).toContain(
        "role",
      );
      const [a, b] = await Promise.all(
        ["A", "B"].map((name) => group("create", { name: mine(name), description: "" })),
      );
      const update = { action: "update", id_: b?.id, name: mine("A"), description: "x" };
      expect(await kestra.refusal("manage_group", update)).toContain("409");
      for (const one of [a, b]) await group("delete", { id_: one?.id });
    });
  });

  describe("invite_user and manage_invitations", () => {
    const invite = (name: string, more: object = {}): Promise<Data> =>
      kestra.get("invite_user", { email: address(name), ...more });
    const invitation = (action: string, id_: string): Promise<Data> =>
      kestra.get("manage_invitations", { action, id_ });

    check("invite someone with groups and a role, and withdraw the invitation", async () => {
      const { id: groupId } = await kestra.get("manage_group", { action: "create", name: mine("Guests") });
      const made = await invite("ann", { group_names: [mine("Guests")], role: "viewer" });
      expect(made).toMatchObject({
        email: address("ann"),
        status: "PENDING",
        groups: [{ id: groupId, name: mine("Guests") }],
        roles: [{ name: "Viewer" }],
      });
      expect(await invitation("get", made.id)).toMatchObject({ email: address("ann"), status: "PENDING" });
      expect(await invitation("delete", made.id)).toEqual({});
      expect(await kestra.refusal("manage_invitations", { action: "get", id_: made.id })).toContain("404");
      await kestra.get("manage_group", { action: "delete", id_: groupId });
    });

    check("give a pending invitation back, and say what it lacks", async () => {
      const made = await invite("bob");
      const again = await invite("bob");
      expect(again).toMatchObject({ id: made.id, status: "PENDING" });
      expect(again.message).toBeUndefined();
      const more = await invite("bob", { role: "admin" });
      expect(more).toMatchObject({ id: made.id });
      expect(more.message).toMatch(/unchanged: it lacks role admin.*manage_invitations/);
      await invitation("delete", made.id);
    });

    check("invite nobody where a group or a role is unknown", async () => {
      const refuse = (more: object) => kestra.refusal("invite_user", { email: address("carl"), ...more });
      expect(await refuse({ group_names: [mine("Nobody")] })).toContain(
        `Group '${mine("Nobody")}' not found.`,
      );
      expect(await refuse({ role: "king" })).toMatch(/role must be one of admin/);
      const { id, message } = await invite("carl");
      expect(message).toBeUndefined();
      await invitation("delete", id);
      expect(await kestra.refusal("invite_user", {})).toContain("email is required");
    });

    check("give access to who is a user already, and say so", async () => {
      expect((await ask("POST", "/api/v1/users", { email: address("dora") })).status).toBe(201);
      expect(await invite("dora")).toMatchObject({ status: "CREATED", email: address("dora") });
      expect(await kestra.refusal("invite_user", { email: address("dora") })).toMatch(/409[^]*access/);
    });

    check("tell of an invitation that was accepted", async () => {
      const made = await invite("eve");
      expect((await ask("POST", `/api/v1/invitation/accept/${made.id}`)).ok).toBe(true);
      const again = await invite("eve");
      expect(again).toMatchObject({ id: made.id, status: "ACCEPTED" });
      expect(again.message).toContain("no new invitation");
    });
  });

  describe("manage_announcements", () => {
    const announce = (action: string, more: object): Promise<Data> =>
      kestra.get("manage_announcements", { action, ...more });
    const listed = async (): Promise<readonly Data[]> => (await announce("list", {})).results;

    check("create, list, update and delete announcements", async () => {
      const least = await announce("create", { message: mine("Up again") });
      const dates = { startDate: "2026-05-01", endDate: "2026-05-02T10:00:00Z" };
      const { id } = await announce("create", { message: mine("Down"), type: "ERROR", ...dates });
      const all = await listed();
      expect(all.map((it) => it.id)).toEqual(expect.arrayContaining([least.id, id]));
      expect(all.find((it) => it.id === id)).toMatchObject({ type: "ERROR", active: true });
      const change = { id_: id, message: mine("Slow"), type: "WARNING", ...dates, active: false };
      expect(await announce("update", change)).toMatchObject({ id, type: "WARNING", active: false });
      for (const one of [least.id, id]) expect(await announce("delete", { id_: one })).toEqual({});
      expect((await listed()).map((it) => it.id)).not.toContain(id);
      expect(await kestra.refusal("manage_announcements", { action: "update", ...change })).toContain("404");
    });

    check("give the list as a bare array, also an empty one", async () => {
      const { text, data } = await kestra.call("manage_announcements", { action: "list" });
      expect(JSON.parse(text)).toEqual(data.results);
    });

    check("want what an update needs, and dates that are some", async () => {
      const refuse = (action: string, more: object = {}) =>
        kestra.refusal("manage_announcements", { action, ...more });
      expect(await refuse("create")).toContain("message is required");
      expect(await refuse("update", { id_: "x", message: "y" })).toMatch(/startDate|endDate|type/);
      expect(await refuse("create", { message: "y", startDate: "tomorrow" })).toContain("startDate must be");
      expect(await refuse("create", { message: "y", type: "LOUD" })).toContain("type must be one of");
    });
  });
});
