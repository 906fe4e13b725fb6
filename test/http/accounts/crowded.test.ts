import { expect, it } from "vitest";
import { createUserHouse } from "../../../runtime/accounts/user-sessions.ts";
import { InputError } from "../../../runtime/errors.ts";
import { loggedIn, servingUsers } from "../support/users.ts";

it("a user for whom there is no room is told so, and no more", async () => {
  const token = "a-service-account-token";
  const { operator } = await servingUsers({
    env: { KESTRA_MCP_USER_CREDENTIALS: "impersonate", KESTRA_API_TOKEN: token },
    sandbox: { edition: "ee", token, impersonates: true },
  });
  const bounds = { most: 1, strangers: 1 };
  const house = createUserHouse({ operator, modes: ["impersonate"], takesToken: false, bounds });
  const ann = await house.of(loggedIn("ann"));
  await expect(house.of(loggedIn("bob"))).rejects.toBeInstanceOf(InputError);
  ann?.release();
  expect(await house.of(loggedIn("bob"))).toBeDefined();
  house.close();
});
