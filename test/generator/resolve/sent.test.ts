import { describe, expect, it } from "vitest";
import { planned, sentList, written } from "../../../generator/resolve/sent.ts";

describe("the request of an example", () => {
  it("is compared percent-decoded, with its query sorted", () => {
    const plan = {
      method: "GET",
      path: "/api/v1/{tenant}/flows/a%20b",
      query: {
        "filters[q][EQUALS]": "x=1&y",
        page: 1,
        sort: ["a:asc", "b:desc"],
        gone: undefined,
        empty: "",
      },
    } as const;
    const sent = written({
      request: "GET /api/v1/main/flows/a b?page=1&filters[q][EQUALS]=x%3D1%26y&sort=b:desc&sort=a:asc",
    });
    expect(planned(plan)).toEqual(sent);
  });

  it("differs where a value, a parameter or the tenant differs", () => {
    const plan = { method: "GET", path: "/api/v1/{tenant}/x", query: { page: 1 } } as const;
    expect(planned(plan)).not.toEqual(written({ request: "GET /api/v1/main/x?page=2" }));
    expect(planned(plan)).not.toEqual(written({ request: "GET /api/v1/main/x" }));
    expect(planned(plan)).not.toEqual(written({ request: "GET /api/v1/other/x?page=1" }));
  });

  it("shows a multipart body by its parts, and any UUID as one", () => {
    const body = { kind: "multipart", parts: [{ name: "n", content: "1" }] } as const;
    expect(planned({ method: "POST", path: "/x", body }).body).toEqual({ n: "1" });
    const json = {
      kind: "json",
      value: { id: "0b2f7a52-6a3c-4c50-9d0e-7a4f0a9a1c11", left: undefined },
    } as const;
    expect(planned({ method: "POST", path: "/x", body: json }).body).toEqual({ id: "<uuid>" });
  });

  it("may be one, or several in order", () => {
    expect(sentList("GET /a")).toEqual([{ request: "GET /a" }]);
    expect(sentList(["GET /a", { request: "PUT /b", body: "x" }])).toEqual([
      { request: "GET /a" },
      { request: "PUT /b", body: "x" },
    ]);
  });
});
