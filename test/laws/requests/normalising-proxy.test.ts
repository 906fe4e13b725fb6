import { expect, test } from "vitest";
import { throughProxy } from "../support/normalising-proxy.ts";

/** What nginx 1.22 passed on of `/x/<segment>/end` with `proxy_pass http://upstream/;`. */
const nginx: readonly (readonly [string, string])[] = [
  ["%2e%2e", "/end"],
  [".%2e", "/end"],
  ["a/..%2f..%2fb", "/b/end"],
  ["a%2Fb", "/x/a/b/end"],
  ["a%2F%2Fb", "/x/a/b/end"],
  ["a%20b", "/x/a b/end"],
  ["%C3%A9", "/x/é/end"],
  ["%3F", "/x/?/end"],
];

test.each(nginx)("%s is read as nginx reads it", (segment, read) => {
  expect(throughProxy(`/x/${segment}/end`)).toEqual(read.slice(1).split("/"));
});
