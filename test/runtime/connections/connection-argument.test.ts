import { describe, expect, it } from "vitest";
import { apartFromConnection, atConnection } from "../../../runtime/connections/connection-argument.ts";

const uri = "kestra:///a/executions/e1/f.txt";

describe("an address at a connection", () => {
  it.each(["prod", "prod.eu", "my prod", "größe", "a&b=c?d#e", "50%"])("is told apart from %j", (name) => {
    expect(apartFromConnection(atConnection(uri, name))).toEqual({ uri, connection: name });
  });

  it.each([
    uri,
    `${uri}?connection=`,
    `${uri}?connection=%zz`,
    `${uri}?connection=a&connection=b`,
    `${uri}?x=1&connection=a`,
    `${uri}?connection=a#b`,
  ])("is whole in %j", (whole) => {
    expect(apartFromConnection(whole)).toEqual({ uri: whole });
  });
});
