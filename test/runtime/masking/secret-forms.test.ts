import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { masker } from "../../../runtime/masking/masker.ts";

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const html = (text: string, quote: string, apostrophe: string) =>
  text.replace(
    /[&<>"']/g,
    (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': quote })[char] ?? apostrophe,
  );
const escaped = (text: string, which: RegExp, upper: boolean) =>
  json(text).replace(which, (char) => {
    const digits = char.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${upper ? digits.toUpperCase() : digits}`;
  });
const numbered = (text: string) =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, "0"))
    .map((digits) => `\\u${digits}`)
    .join("");
const uri = (text: string) => encodeURIComponent(text.toWellFormed());
const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
const base64 = (text: string, encoding: BufferEncoding = "utf8") =>
  Buffer.from(text, encoding).toString("base64");
const username = "admin@kestra.io";

/** The ways in which servers, proxies and libraries write a text. */
const encodings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  json,
  "JSON within JSON": (secret) => json(json(secret)),
  "JSON within JSON within JSON": (secret) => json(json(json(secret))),
  "JSON in ASCII": (secret) => escaped(secret, /[\u0080-\uffff]/g, false),
  "JSON in ASCII, upper case": (secret) => escaped(secret, /[\u0080-\uffff]/g, true),
  "JSON safe in HTML": (secret) => escaped(secret, /[<>&'=+]/g, false),
  "JSON safe in HTML, upper case": (secret) => escaped(secret, /[<>&'=+]/g, true),
  "JSON safe in HTML, within JSON": (secret) => json(escaped(secret, /[<>&'=+\u0080-\uffff]/g, false)),
  "JSON by numbers alone": numbered,
  "JSON by numbers alone, within JSON": (secret) => json(numbered(secret)),
  "JSON with slashes escaped": (secret) => json(secret).replaceAll("/", "\\/"),
  "JSON in a URL": (secret) => uri(json(secret)),
  HTML: (secret) => html(secret, "&quot;", "&#39;"),
  "HTML by numbers": (secret) => html(secret, "&#34;", "&#x27;"),
  "HTML by numbers with zeros": (secret) => html(secret, "&#034;", "&#039;"),
  "HTML by names": (secret) =>
    secret.replace(
      /[&!#$%()*+,./:;=?@\[\]\\^_`{}|]/g,
      (char) =>
        `&${{ "&": "amp", "!": "excl", "#": "num", $: "dollar", "%": "percnt", "(": "lpar", ")": "rpar", "*": "ast", "+": "plus", ",": "comma", ".": "period", "/": "sol", ":": "colon", ";": "semi", "=": "equals", "?": "quest", "@": "commat", "[": "lsqb", "]": "rsqb", "\\": "bsol", "^": "Hat", _: "lowbar", "`": "grave", "{": "lcub", "}": "rcub", "|": "verbar" }[char] ?? ""};`,
    ),
  "HTML of XML": (secret) => html(secret, "&quot;", "&apos;"),
  "HTML within HTML": (secret) => html(html(secret, "&quot;", "&#39;"), "&quot;", "&#39;"),
  "a URL": uri,
  "a URL, lower case": (secret) => lower(uri(secret)),
  "a URL, encoded twice": (secret) => uri(uri(secret)),
  "a URL, encoded twice, lower case": (secret) => lower(uri(lower(uri(secret)))),
  "a path": (secret) => encodeURI(secret.toWellFormed()),
  "a form": (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  "a form, lower case": (secret) => lower(new URLSearchParams({ a: secret }).toString().slice(2)),
  "a form, encoded twice": (secret) => uri(new URLSearchParams({ a: secret }).toString().slice(2)),
  base64: (secret) => base64(secret),
  "base64 without padding": (secret) => base64(secret).replace(/=+$/, ""),
  base64url: (secret) => Buffer.from(secret).toString("base64url"),
  "base64url, padded": (secret) => base64(secret).replaceAll("+", "-").replaceAll("/", "_"),
  "base64 in a URL": (secret) => uri(base64(secret)),
  "base64 in JSON with slashes escaped": (secret) => base64(secret).replaceAll("/", "\\/"),
  "base64 in JSON safe in HTML": (secret) => escaped(base64(secret), /[=+]/g, false),
  Basic: (secret) => base64(`${username}:${secret}`),
  "Basic in base64url": (secret) => Buffer.from(`${username}:${secret}`).toString("base64url"),
};

/** Only of what Latin-1 has. */
const latin: Readonly<Record<string, (secret: string) => string>> = {
  "Basic of Latin-1": (secret) => base64(`${username}:${secret}`, "latin1"),
  "base64 of Latin-1": (secret) => base64(secret, "latin1"),
  "a URL of Latin-1": (secret) =>
    [...Buffer.from(secret, "latin1")]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .map((code, at) => (/[a-z0-9]/i.test(secret[at] ?? "") ? (secret[at] ?? "") : code))
      .join(""),
};

const sign = fc.constantFrom(...Array.from("\"'\\/<>&%+=#?:@ .-_~!*()[]{}|^$`,;"));
const passwords = fc
  .array(
    fc.oneof(
      sign,
      fc.string({ unit: "binary", maxLength: 2 }),
      fc.string({ unit: "grapheme-ascii", maxLength: 4 }),
    ),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map((parts) => parts.join(""))
  .filter((secret) => secret.trim() !== "" && !"***".includes(secret));
const latins = fc
  .string({
    unit: fc.integer({ min: 1, max: 0xff }).map((code) => String.fromCharCode(code)),
    minLength: 1,
  })
  .filter((secret) => secret.trim() !== "" && !"***".includes(secret));

/** What a text is found between. */
const around = fc.constantFrom(
  ["", ""],
  ['"', '"'],
  [">>", "<<"],
  ["a=", "&b"],
  ['\\"', '\\"'],
  ["%22", "%22"],
  ["\\u0022", "\\u0022"],
);

/** A backslash and such a letter, both told by numbers, are read as a control character: which is meant cannot be told. */
const isAmbiguous = (name: string, secret: string) =>
  name.startsWith("JSON by numbers") && /\\+[bfnrt]/.test(secret);

describe.each(Object.entries(encodings))("a secret in %s", (name, encode) => {
  test("is masked, whatever it is", () => {
    fc.assert(
      fc.property(passwords, around, (password, [before = "", after = ""]) => {
        fc.pre(!isAmbiguous(name, password));
        const found = encode(password);
        const masked = masker({ kind: "basic", username, password })(before + found + after);
        expect(masked).toContain("***");
        expect(masked.replaceAll("***", "").length).toBeLessThanOrEqual(before.length + after.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe.each(Object.entries(latin))("a secret in %s", (_, encode) => {
  test("is masked, whatever it is", () => {
    fc.assert(
      fc.property(latins, (password) => {
        const masked = masker({ kind: "basic", username, password })(`"${encode(password)}"`);
        expect(masked).toMatch(/^("|\*\*\*)\*\*\*("|\*\*\*)$/);
      }),
      { numRuns: 30 },
    );
  });
});

test.each(["%\b0", "a%\f1", "\\u0\b00"])(
  "a control character behind what begins an escape is no digit of it: %j",
  (password) => {
    const mask = masker({ kind: "basic", username, password });
    for (const encode of Object.values(encodings)) expect(mask(`"${encode(password)}"`)).toContain("***");
  },
);

const everySign = "p@ss w/ö\"rd<&>'42+%\\\\x";

test.each(Object.entries({ ...encodings, ...latin }))("all of a secret goes: %s", (_, encode) => {
  const mask = masker({ kind: "basic", username, password: everySign });
  expect(mask(`login "${encode(everySign)}" was bad`)).toBe('login "***" was bad');
});

/** What begins an escape that a secret could end, and the rest of one that it could begin. */
const begun = ["%", "%4", "\\u", "\\u0", "\\u004", "&", "&#", "&#6", "&l", "&am", "%5C", "%5Cu00"];
const rest = ["", "1", "41", "lt;", "amp;", ";", "u0041", "n", "#65;", "&x=1", "%41"];
const mergeable = [
  "41bc!de?fgh",
  "u0041 b!cd&e",
  "ab!cdefg%4",
  "ab c!defg&",
  "lt; x!yzabcd",
  "#65;ab cd!ef",
  "nab cd!ef\\",
];
const inEscapes = [
  "a URL",
  "a URL, encoded twice",
  "JSON by numbers alone",
  "HTML by numbers",
  "JSON safe in HTML",
];

test.each(mergeable)("%j is masked though it merges with what stands around it", (password) => {
  const mask = masker({ kind: "basic", username, password });
  for (const encode of inEscapes.map((name) => encodings[name] ?? String))
    for (const before of ["", ...begun])
      for (const after of rest) {
        const found = encode(password);
        const masked = mask(`say ${before}${found}${after} end`);
        expect(masked, `${before}${found}${after}`).toMatch(/^say .{0,8}\*\*\*.{0,6} end$/);
      }
});

test("a text that merges with nothing keeps all that is not the secret", () => {
  const mask = masker({ kind: "bearer", token: "41bc!de?fgh" });
  expect(mask("%21bc!de?fgh x bc!de?fgh %20c!de?fgh")).toBe("*** x bc!de?fgh ***");
  expect(mask("%20 41bc!de?fgh%20")).toBe("%20 ***%20");
});

test("what is no secret stays as it is", () => {
  const mask = masker({ kind: "basic", username, password: "a b" });
  expect(mask("a+b a%20b ab xa b a b_ a%20bc")).toBe("*** *** ab xa b a b_ a%20bc");
});

describe("a short password is masked", () => {
  const mask = masker({ kind: "basic", username, password: "hunter2" });
  test.each([
    "%2520hunter2%2520",
    "%252520hunter2",
    "%5Cnhunter2%5Cn",
    "%255Cnhunter2",
    "\\\\nhunter2",
    "\u001b[31mhunter2\u001b[0m",
    "\\u001b[1;31mhunter2\\u001b[0m",
    "%1b[38;2;255;255;255mhunter2",
    "&#27;[Khunter2",
    "&amp;#32;hunter2",
  ])("in %j", (text) => {
    expect(mask(text)).not.toContain("hunter2");
  });

  test.each(["myhunter2", "31mhunter2", "[31mhunter2", "hunter2x", "éhunter2", "\u{20000}hunter2"])(
    "but not in %j, which is another word",
    (text) => {
      expect(mask(text)).toBe(text);
    },
  );
});

test.each([64, 76])("base64 in lines of %i characters is masked", (width) => {
  const password =
    "s3cret of ninety characters and more, so that it takes more than a line of each width, twice";
  const mask = masker({ kind: "basic", username, password });
  const whole = base64(`${username}:${password}`);
  const lines = whole.match(new RegExp(`.{1,${width}}`, "g")) ?? [];
  for (const end of ["\n", "\r\n", "\\n", "\\r\\n", "%0A", "\\\\n"])
    expect(mask(`a ${lines.join(end)} b`)).toBe("a *** b");
});

test("a line end is no letter, and a letter no line end", () => {
  const mask = masker({ kind: "bearer", token: "pass\nword1" });
  for (const text of ["pass\nword1", "pass\\nword1", "pass%0Aword1", "pass\\\\nword1", "pass%5Cnword1"])
    expect(mask(text)).toBe("***");
  expect(mask("passnword1")).toBe("passnword1");
});

test("a secret is found within what is base64 as a whole", () => {
  const token = "t0ken-of-somebody";
  const mask = masker({ kind: "bearer", token });
  for (const before of ["", "u", "us", "use", "user:"]) {
    const masked = mask(Buffer.from(`${before}${token}|and more`).toString("base64"));
    expect(Buffer.from(masked.replaceAll("***", ""), "base64").toString("latin1")).not.toMatch(/ken-of-some/);
    expect(masked).toContain("***");
  }
});

test("only what is no shorter than a secret is taken for it", () => {
  const masked = (token: string, text: string) => masker({ kind: "bearer", token })(text);
  expect(masked("\\a", "a \\a a")).toBe("a *** a");
  expect(masked("%41", "A %41 A")).toBe("A *** A");
  expect(masked("a+b", "a b a+b a%2Bb")).toBe("a b *** ***");
  expect(masked("\\\\", "\\ x")).toBe("\\ x");
  expect(masked("\\\\", "%5C%5C x")).toBe("*** x");
});
