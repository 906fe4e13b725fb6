import { describe, expect, it } from "vitest";
import { resourceLink } from "../../../runtime/tool/resource-link.ts";
import { limits } from "../../../runtime/limits.ts";

const resource = {
  uriTemplate: "box:///{+shelf}/boxes/{box_id}/{+file}",
  name: "box_file",
  title: "Box file",
  description: "A file in a box.",
};
const behaviour = { links: resource.uriTemplate, limit: { text: "result" } };
const uri = "box:///top/boxes/b1/a.txt";
const link = (output: Readonly<Record<string, string | number | null>>, box_id = "b1") =>
  resourceLink(behaviour, { box_id }, output);

describe("a link to what an output names", () => {
  it("says its name, its media type and its size, as far as they are known", () => {
    const type = "resource_link";
    expect(link({ uri, size: 3, result: "abc" })).toEqual({
      ...{ type, uri, name: "a.txt", mimeType: "text/plain", size: 3 },
    });
    const image = { encoding: "base64", mediaType: "image/png", result: "AAAA" };
    expect(link({ uri, size: 3, ...image })).toEqual({
      ...{ type, uri, name: "a.txt", mimeType: "image/png", size: 3 },
    });
    expect(link({ uri })).toEqual({ type, uri, name: "a.txt" });
    expect(link({ uri, encoding: null, result: "" })).toHaveProperty("mimeType", "text/plain");
  });

  it("has an address that every client reads alike", () => {
    expect(link({ uri: 'box:///top/boxes/b1/größe "1" %25.txt' })).toMatchObject({
      uri: "box:///top/boxes/b1/gr%C3%B6%C3%9Fe%20%221%22%20%25.txt",
      name: 'größe "1" %.txt',
    });
    expect(link({ uri: "box:///top/boxes/b1/\ud800\u202e.txt" })).toMatchObject({
      uri: "box:///top/boxes/b1/%EF%BF%BD%E2%80%AE.txt",
      name: "\ufffd\\u{202e}.txt",
    });
  });

  it.each([
    ["which names none", {}],
    ["whose address the template does not have", { uri: "box:///top/b1/a.txt" }],
    ["which would be read from another box", { uri: uri.replace("b1", "b2") }],
    ["which is too large to be read", { uri, size: limits.resource + 1 }],
  ])("is not there for an output %s", (_, output) => {
    expect(link(output)).toBeUndefined();
  });

  it("is not there where the behaviour has no resources", () => {
    expect(resourceLink({}, { box_id: "b1" }, { uri })).toBeUndefined();
  });
});
