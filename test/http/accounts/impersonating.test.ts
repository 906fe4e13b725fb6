import { expect, it } from "vitest";
import { createUserHouse } from "../../../runtime/accounts/user-sessions.ts";
import { loggedIn, servingUsers } from "../support/users.ts";

const token = "a-service-account-token";

/** A server whose operator acts for its users. */
const impersonating = () =>
  servingUsers({
    env: { KESTRA_MCP_USER_CREDENTIALS: "impersonate", KESTRA_API_TOKEN: token },
    sandbox: { edition: "ee", token, impersonates: true },
  });

it("a user for whom there is no room is told so, and no more", async () => {
  const { operator } = await impersonating();
  const bounds = { most: 1, strangers: 1 };
  const house = createUserHouse({ operator, modes: ["impersonate"], takesToken: false, bounds });
  const ann = await house.of(loggedIn("ann"));
  const missingOf = async (name: string) => (await house.of(loggedIn(name)))?.missing;
  expect(String((await missingOf("bob"))?.said)).toContain("Try again later.");
  ann?.release();
  expect(await missingOf("bob")).toBeUndefined();
  house.close();
});

it("whether Kestra heeds whom the operator acts for is asked again after a minute", async () => {
  const { operator, sandbox } = await impersonating();
  let time = 0;
  const house = createUserHouse({ operator, modes: ["impersonate"], takesToken: false, now: () => time });
  const asked = async (at: number) => {
    time = at;
    (await house.of(loggedIn("ann")))?.release();
    return sandbox.requests.filter(({ path }) => path === "/api/v1/me").length;
  };
  expect([await asked(0), await asked(59_999), await asked(60_000)]).toEqual([1, 1, 2]);
  house.close();
});
