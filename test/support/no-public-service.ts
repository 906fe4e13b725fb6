import { afterEach, expect } from "vitest";
import { askedFor, watch } from "./public-services.ts";

/* Before the tests of each file. */

watch();

afterEach(() => {
  expect(askedFor(), "names of public services that a test looked up").toEqual([]);
});
