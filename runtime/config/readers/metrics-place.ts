import { isIP } from "node:net";
import { mustBe, type Reader } from "./reader.ts";

/** Where metrics can be read: nowhere, beside `/mcp`, or at an address of their own. */
export type MetricsPlace = "off" | "on" | { readonly host: string; readonly port: number };

export const metricsPlace: Reader<MetricsPlace> = (text, name) => {
  const word = text.trim().toLowerCase();
  if (word === "off" || word === "on") return word;
  const [, host = "", port = ""] = /^(.*):(\d{1,5})$/.exec(word) ?? [];
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if ((isIP(bare) !== 0 || bare === "localhost") && Number(port) <= 65_535)
    return { host: bare, port: Number(port) };
  throw mustBe(name, "on, off, or an address with a port such as 127.0.0.1:9464", text);
};
