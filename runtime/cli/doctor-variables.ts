import type { Config } from "../config/config.ts";
import { serviceVariables } from "../config/variables/service-variables.ts";
import { variables } from "../config/variables/variables.ts";
import type { Variable } from "../config/variables/variable.ts";
import type { OtherServices } from "../network/connection.ts";
import { joined, own, say, foreign, type Said } from "../text/said.ts";
import { visible } from "../text/visible.ts";

/** Characters of a value: a longer one is known by its beginning. */
const most = 80;

/**
 * A line for each variable that is set, with what set it where that was not the environment. The value of one that is a secret, or
 * may hold one as addresses do, is not told.
 */
export function setVariables({ set }: Config, services: OtherServices): Said {
  const known: readonly Variable[] = [...variables, ...serviceVariables(services)];
  const lines = set.map(({ name, from, text }) => {
    const row = known.find((one) => one.name === name);
    const isTold = row !== undefined && row.isSecret !== true && row.file !== "connection";
    const value = isTold ? say` ${foreign(shortened(visible(withoutUser(text))))}` : own("");
    const source = from === "environment" ? "" : `, set by ${from}`;
    return say`  ${own(name)}${value}${own(source)}\n`;
  });
  return joined(lines, "");
}

/** An address may hold a user and a password, which need not be written as they should. */
function withoutUser(text: string): string {
  return text.replace(/:\/\/\S*@/g, "://***@");
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most).join("")}…`;
}
