import { describe, expect, it } from "vitest";
import { InputError, KestraError } from "../../../runtime/errors.ts";
import { tool as inviteUser } from "../../../specs/ee/invite_user.ts";
import { tool as manageGroup } from "../../../specs/ee/manage_group.ts";
import { namedRole } from "../../../specs/steps/ee/named.ts";
import { ask, type FakeAnswer } from "../fake-kestra.ts";

const page = (...results: readonly object[]): FakeAnswer => ({ results, total: results.length });
const roles = page({ id: "r0", name: "admin" }, { id: "r1", name: "Admin", isManaged: true });
const invitation = { id: "i1", email: "Ann@example.com", status: "PENDING", sentAt: "2026-05-01T10:00:00Z" };
const refusal = (status: number, message: string): FakeAnswer => ({ status, body: { message } });

describe("invite_user", () => {
  const email = "ann@example.com";

  it("sends nothing where a group is unknown, though others are called nearly so", async () => {
    const call = ask(inviteUser, { email, group_names: ["Ops"] }, [page({ id: "g1", name: "Ops abroad" })]);
    await expect(call).rejects.toBeInstanceOf(InputError);
    await expect(call).rejects.toThrow("Group 'Ops' not found.");
  });

  it("sends nothing where the tenant has no such role, and names those it has", async () => {
    const call = ask(inviteUser, { email, role: "launcher" }, [roles]);
    await expect(call).rejects.toThrow("Role 'launcher' not found, so nothing was changed.");
    await expect(call).rejects.toThrow("admin, Admin");
  });

  it("does not take another's invitation for this one", async () => {
    const other = { ...invitation, id: "i2", email: "joann@example.com" };
    const { output, requests } = await ask(inviteUser, { email }, [
      page(other),
      { status: 201 },
      page(other, invitation),
    ]);
    expect(output).toMatchObject({ id: "i1" });
    expect(requests).toEqual(["GET /invitations/search", "POST /invitations", "GET /invitations/search"]);
  });

  it("invites anew where an invitation has run out", async () => {
    const old = { ...invitation, id: "i0", status: "EXPIRED" };
    const { output } = await ask(inviteUser, { email }, [page(old), { status: 201 }, page(old, invitation)]);
    expect(output).toMatchObject({ id: "i1", status: "PENDING" });
  });

  it("says that there is an invitation where Kestra made none that can be seen", async () => {
    const { output } = await ask(inviteUser, { email }, [page(), { status: 201 }, page()]);
    expect(output).toEqual({ email, status: "CREATED" });
  });

  it("gives Kestra's reason where somebody has access already", async () => {
    const answers = [page(), refusal(409, "Conflict: user has access"), page()];
    const call = ask(inviteUser, { email }, answers);
    await expect(call).rejects.toBeInstanceOf(KestraError);
    await expect(call).rejects.toThrow("Conflict: user has access");
  });

  it("gives the invitation that makes Kestra refuse another", async () => {
    const accepted = { ...invitation, status: "ACCEPTED" };
    const { output } = await ask(inviteUser, { email }, [
      page(accepted),
      refusal(409, "Conflict"),
      page(accepted),
    ]);
    expect(output).toMatchObject({ id: "i1", status: "ACCEPTED" });
    expect(output.message).toContain("no new invitation");
  });

  it("passes on that it may not", async () => {
    await expect(ask(inviteUser, { email }, [page(), refusal(403, "Forbidden")])).rejects.toThrow(
      "(403): Forbidden",
    );
  });
});

describe("manage_group", () => {
  const create = { action: "create", name: "Ops" };

  it("creates nothing where the role is unknown", async () => {
    const call = ask(manageGroup, { ...create, role: "viewer" }, [roles]);
    await expect(call).rejects.toThrow("Role 'viewer' not found");
  });

  it("gives Kestra's reason where the name is taken in other letters", async () => {
    const call = ask(manageGroup, create, [
      page({ id: "g1", name: "ops" }),
      refusal(409, "Conflict: exists"),
    ]);
    await expect(call).rejects.toThrow(/\(409\): Conflict: exists.*action update/);
  });

  it("leaves the description of a group that exists where none is given", async () => {
    const { output, requests } = await ask(manageGroup, create, [page({ id: "g1", name: "Ops" })]);
    expect(output).toEqual({ id: "g1", name: "Ops" });
    expect(requests).toEqual(["GET /groups/search"]);
  });

  it.each([
    ["another group has it", { group: { id: "g2" }, role: { id: "r1" } }],
    ["the group has another role", { group: { id: "g1" }, role: { id: "r0" } }],
    [
      "the group has it in a namespace alone",
      { group: { id: "g1" }, role: { id: "r1" }, namespace: "company" },
    ],
  ])("gives a role where %s", async (_, binding) => {
    const found = page({ id: "g1", name: "Ops" });
    const { requests } = await ask(manageGroup, { ...create, role: "admin" }, [
      roles,
      found,
      page(binding),
      {},
    ]);
    expect(requests.at(-1)).toBe("POST /bindings");
  });

  it("gives no role twice, also not where somebody else just gave it", async () => {
    const found = page({ id: "g1", name: "Ops" });
    const bound = page({ group: { id: "g1" }, role: { id: "r1" }, namespace: null });
    const { requests } = await ask(manageGroup, { ...create, role: "admin" }, [roles, found, bound]);
    expect(requests).not.toContain("POST /bindings");
    const raced = ask(manageGroup, { ...create, role: "admin" }, [roles, found, page(), { status: 409 }]);
    expect((await raced).output).toMatchObject({ id: "g1" });
  });
});

it("prefers a role of Kestra's own to one that was made", () => {
  const made = { id: "x", name: "admin" };
  expect(namedRole("admin", [made, { id: "y", name: "ADMIN", isManaged: true }])).toEqual({
    id: "y",
    name: "admin",
  });
  expect(namedRole("admin", [{ id: "z", name: "administrators" }, made])).toEqual({ id: "x", name: "admin" });
  expect(() => namedRole("admin", [])).toThrow("none that you may see");
});
