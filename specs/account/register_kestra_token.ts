import { registerKestraToken } from "../../generated/account/register_kestra_token.ts";
import { InputError } from "../../runtime/errors.ts";
import { say } from "../../runtime/text/said.ts";
import { wasRegistered, whereToRegister } from "../steps/account/registration.ts";

/** Steps, because what users register is kept by this server, and by no Kestra. */
export const tool = registerKestraToken(async ({ token = "" }, _, { account, signal }) => {
  const facts = await account.facts();
  const given = token.trim();
  if (given === "") return whereToRegister(facts);
  if (!account.takesToken)
    throw new InputError(
      say`This server takes no token here, where a model reads it: nothing was stored. Make a new token, and register it at ${facts.link ?? "its account page"}.`,
    );
  return wasRegistered(facts, await account.register(given, signal));
});
