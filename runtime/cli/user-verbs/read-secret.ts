import type { ReadStream } from "node:tty";
import { ConfigurationError } from "../../errors.ts";

/** What a person types, as a terminal in raw mode sends it. */
const keys = { enter: /[\r\n]/, stop: "\u0003", end: "\u0004", back: /[\b\u007f]/ };

/**
 * Reads a secret: all that is piped in but the line's end, or what a person types and nobody sees.
 * @param input stdin
 * @param show prints the prompt, where somebody types
 * @throws ConfigurationError where the person stops
 */
export async function readSecret(
  input: Pick<ReadStream, "isTTY" | "setRawMode"> & AsyncIterable<Buffer>,
  show: (text: string) => void,
  prompt: string,
): Promise<string> {
  if (!input.isTTY) {
    const chunks: Buffer[] = [];
    for await (const chunk of input) chunks.push(chunk);
    return Buffer.concat(chunks)
      .toString("utf8")
      .replace(/\r?\n$/, "");
  }
  show(prompt);
  input.setRawMode(true);
  try {
    return await typed(input);
  } finally {
    input.setRawMode(false);
    show("\n");
  }
}

async function typed(input: AsyncIterable<Buffer>): Promise<string> {
  const decoder = new TextDecoder();
  let text: readonly string[] = [];
  for await (const chunk of input)
    for (const key of decoder.decode(chunk, { stream: true })) {
      if (keys.enter.test(key)) return text.join("");
      if (key === keys.stop || key === keys.end) throw new ConfigurationError("Stopped.");
      text = keys.back.test(key) ? text.slice(0, -1) : [...text, key];
    }
  return text.join("");
}
